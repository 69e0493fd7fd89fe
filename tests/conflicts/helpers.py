"""A group with whoever may or may not handle its interests, and what they send."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from conflicts.enums import Measure
from conflicts.models import Handling, Interest
from conflicts.rules import handled_answers
from groups.models import Group
from members.models import Membership
from portal.calendar import today
from portal.edits import form_digest
from tests.factories import (
    ChairAppointmentFactory,
    DeclarationFactory,
    GroupFactory,
    GroupOfficialFactory,
    InterestFactory,
    eligible_chair,
    eligible_member,
)

REASON = "She owns a fifth of the college."


@dataclass
class Cast:
    """People of one group. `cochair` is a member until `with_cochair` appoints them."""

    group: Group
    chair: Membership
    cochair: Membership
    member: Membership
    adviser: Membership
    manager: User

    def user(self, name: str) -> User:
        return self.manager if name == "manager" else getattr(self, name).person.user

    def interest(self, name: str, **fields: Any) -> Interest:
        person = getattr(self, name).person
        declaration = DeclarationFactory(group=self.group, person=person)
        return InterestFactory(declaration=declaration, **fields)


def cast(*, with_cochair: bool = False) -> Cast:
    appointment = eligible_chair(group=GroupFactory())
    group = appointment.group
    found = Cast(
        group=group,
        chair=group.memberships.get(person=appointment.person),
        cochair=eligible_member(group=group),
        member=eligible_member(group=group),
        adviser=eligible_member(group=group, adviser=True),
        manager=GroupOfficialFactory(group=group).user,
    )
    if with_cochair:
        ChairAppointmentFactory(group=group, person=found.cochair.person, confirmed=True)
    return found


def seen(interest: Interest, on: date | None = None) -> str:
    """What a page that is opened now carries."""
    fresh = Interest.objects.with_handlings(on or today()).get(pk=interest.pk)
    return form_digest(handled_answers(fresh, fresh.handling))


def typed_handling(interest: Interest, **changed: Any) -> dict[str, Any]:
    own = {"measure": Measure.NO_VOTE, "scope": "all", "reason": REASON, "seen": seen(interest)}
    return own | changed


def handlings(interest: Interest) -> list[Handling]:
    return list(Handling.objects.filter(interest=interest))
