"""A group with employers who vote, and its meetings, as tests of meetings need them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from conflicts.enums import Measure
from conflicts.models import Handling
from groups.models import Group
from meetings.actions import attendance, motions
from meetings.actions.attendance import Row
from meetings.enums import Check, Mode, Presence, Threshold
from meetings.models import Meeting, Motion
from members.models import Membership
from portal.calendar import today
from tests.factories import (
    ChairAppointmentFactory,
    DeclarationFactory,
    GroupFactory,
    HandlingFactory,
    InterestFactory,
    MeetingFactory,
    MembershipFactory,
)

CAME = Row(Presence.CAME, Mode.IN_PERSON, Check.NOTHING_NEW)
AWAY = Row(Presence.APOLOGIES)


def voting_group(employers: int = 4) -> tuple[Group, list[Membership]]:
    """A group with that many employer members, the first of them its chair."""
    group = GroupFactory()
    members = [MembershipFactory(group=group) for _ in range(employers)]
    ChairAppointmentFactory(group=group, person=members[0].person)
    return group, members


def user_of(member: Membership) -> User:
    assert member.person.user is not None
    return member.person.user


def handled(member: Membership, measure: str = Measure.NO_VOTE, on: date | None = None, **fields: Any) -> Handling:
    """The member declared an interest, and it is handled so since that day (today)."""
    declaration = DeclarationFactory(group=member.group, person=member.person)
    interest = InterestFactory(declaration=declaration, **({"ended_on": fields.pop("ended_on", None)}))
    return HandlingFactory(
        interest=interest, measure=measure, recorded_on=on or today(), reason="Owns a provider.", **fields
    )


def held(group: Group, came: list[Membership], away: list[Membership] | None = None, **fields: Any) -> Meeting:
    """A meeting of yesterday, recorded."""
    planned = MeetingFactory(
        group=group, held_on=None, planned_on=today() - timedelta(days=1), declarations_checked=False, **fields
    )
    rows = {one.person_id: CAME for one in came} | {one.person_id: AWAY for one in away or []}
    return attendance.record(
        meeting=planned, rows=rows, competition_statement=True, by=user_of(came[0]), now=timezone.now()
    )


def opened(group: Group, by: User, **terms: Any) -> Motion:
    """By correspondence for a week more, unless a `meeting` is given; the quorum is the least that there may be."""
    meeting, subject = terms.get("meeting"), terms.get("subject", "other")
    about = {"subject": subject, "meeting": meeting, "item": terms.get("item")}
    usual = {
        "subject": "other",
        "text": "The group adopts its terms of reference.",
        "threshold": Threshold.MAJORITY,
        "quorum": motions.least_quorum(group=group, **about, on=today()),
        "meeting": None,
        "closes_on": None if meeting else today() + timedelta(days=7),
    }
    return motions.open_motion(group=group, terms=usual | terms, by=by, now=timezone.now())
