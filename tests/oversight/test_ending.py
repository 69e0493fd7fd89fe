"""What was open in a group when its support ends is ended by the portal, whoever must know is told, and none begins."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chairs.models import Mentoring, OverArchingChair, Participation
from chairs.models.collaborations import Collaboration
from groups.models import Justification, Query, WorkPlan
from lists.models import MemberUpload
from meetings.models import Meeting, Motion
from members.models import HandOver, Invitation
from oversight.actions import withdrawals
from oversight.actions.ending import ENDED, ended_text
from oversight.enums import CaseOutcome
from portal.calendar import today
from portal.models import OutgoingMail
from tests.factories import (
    HandOverFactory,
    InvitationFactory,
    JustificationFactory,
    MeetingFactory,
    MemberUploadFactory,
    MotionFactory,
    OfficialFactory,
    QueryFactory,
    WithdrawalCaseFactory,
    WorkPlanFactory,
    eligible_member,
)
from tests.groups.helpers import chair_of, ready_group
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return ready_group()


@pytest.fixture
def decider():
    return OfficialFactory(name="Rowan Route")


def motion_in_a_meeting(group):
    return MotionFactory(group=group, meeting=MeetingFactory(group=group), closes_on=None)


def vote_by_correspondence(group):
    return MotionFactory(group=group, meeting=None, closes_on=today() + timedelta(days=5))


def vote_whose_last_day_is_past(group):
    return MotionFactory(group=group, meeting=None, closes_on=today() - timedelta(days=1))


def meeting_to_come(group):
    return MeetingFactory(group=group, held_on=None, planned_on=today() + timedelta(days=9))


def invitation(group):
    return InvitationFactory(group=group, answers={"details": {}})


def hand_over(group):
    return HandOverFactory(group=group, leaving=chair_of(group), successor=eligible_member(group=group).person)


def work_plan(group):
    return WorkPlanFactory(group=group, agreed_on=None, agreed_by=None)


def query(group):
    return QueryFactory(group=group)


def justification(group):
    return JustificationFactory(group=group)


def mentor(group):
    chair = chair_of(group)
    return Mentoring.objects.create(appointment=chair, asked_by=chair.person.user or OfficialFactory())


def collaboration(group):
    one = Collaboration.objects.create(name="Sample groups", purpose="One career path", begun_on=today())
    return Participation.objects.create(collaboration=one, group=group, asked_by=OfficialFactory(), joined_on=today())


OPEN = {
    motion_in_a_meeting: lambda row: not row.is_open and row.is_withdrawn and row.withdrawn_reason == ENDED,
    vote_by_correspondence: lambda row: not row.is_open and row.is_withdrawn,
    vote_whose_last_day_is_past: lambda row: not row.is_open and row.is_withdrawn,
    meeting_to_come: lambda row: row.called_off_at and row.called_off_reason == ENDED,
    invitation: lambda row: row.revoked_at and row.answers == {},
    hand_over: lambda row: row.called_off_at and row.reason == ENDED,
    work_plan: lambda row: not row.is_proposed and row.ended_as == "withdrawn",
    query: lambda row: not row.is_waiting and row.closed_at,
    justification: lambda row: not row.is_open and row.answer == "Support for the group ended.",
    mentor: lambda row: row.ended_on == today(),
    collaboration: lambda row: row.ended_on == today(),
}
MODELS = (Motion, Meeting, Invitation, HandOver, WorkPlan, Query, Justification, Mentoring, Participation)


def end(group, decider, outcome=CaseOutcome.WITHDRAW):
    case = WithdrawalCaseFactory(group=group, discussed=True)
    until = today() + timedelta(days=30) if outcome == CaseOutcome.MITIGATE else None
    withdrawals.decide(
        case=case, outcome=outcome, decision="As discussed.", until=until, by=decider, now=timezone.now()
    )


@pytest.mark.parametrize("make", OPEN, ids=lambda make: make.__name__)
def test_what_is_open_ends_with_support_as_the_portals_doing(group, decider, make):
    row = make(group)
    other = make(ready_group())

    end(group, decider)

    row, other = (type(row).objects.get(pk=one.pk) for one in (row, other))
    assert OPEN[make](row) and not OPEN[make](other)
    last = row.history.first()
    assert (last.history_change_reason, last.history_user) == (ENDED, None)


@pytest.mark.parametrize("outcome", [CaseOutcome.CONTINUE, CaseOutcome.MITIGATE])
def test_nothing_ends_where_support_goes_on(group, decider, outcome):
    rows = [make(group) for make in OPEN if make is not motion_in_a_meeting]
    end(group, decider, outcome)
    assert not [row for row in rows if ENDED in {one.history_change_reason for one in row.history.all()}]


def test_list_that_waits_is_forgotten(group, decider):
    kept = MemberUploadFactory()
    MemberUploadFactory(group=group)
    end(group, decider)
    assert list(MemberUpload.objects.all()) == [kept]


def test_over_arching_chair_who_is_proposed_waits_for_the_group_no_longer(group, decider):
    part = collaboration(group)
    chair = OverArchingChair.objects.create(
        collaboration=part.collaboration, person=chair_of(group).person, proposed_by=decider
    )
    end(group, decider)
    chair.refresh_from_db()
    assert chair.ended_on == today() and not OverArchingChair.objects.proposed().exists()


def test_everybody_concerned_is_told(group, decider):
    invited, voter = invitation(group), group.memberships.select_related("person").first().person
    motion, planned = vote_by_correspondence(group), meeting_to_come(group)
    change = hand_over(group)

    end(group, decider)

    told = set(OutgoingMail.objects.values_list("kind", "to"))
    assert ("members.invitation_ended", invited.email) in told
    assert ("meetings.motion_withdrawn", voter.email) in told
    assert ("meetings.meeting_called_off", voter.email) in told
    assert ("members.hand_over_called_off", change.successor.email) in told
    mail = OutgoingMail.objects.filter(kind="oversight.support", to=voter.email).get()
    assert "motion (1), planned meeting (1), change of chair (1), invitation (1)" in mail.text
    assert motion.pk and planned.pk


def test_in_words_of_nothing_is_nothing():
    assert ended_text({}) == ""


def test_nobody_is_asked_about_anything_any_more(client, group, decider):
    chair = chair_of(group).person.user
    for make in (vote_by_correspondence, invitation, work_plan, query, justification):
        make(group)
    end(group, decider)
    client.force_login(chair)
    shown = text_of(client.get(reverse("home")))
    assert "Nothing more is asked of you." in shown
    assert "A vote is open for you" not in shown and "Asked of you" not in shown


@pytest.mark.parametrize(
    ("page", "more"),
    [
        ("meetings:open_motion", []),
        ("meetings:add", []),
        ("members:invite", ["employer"]),
        ("chairs:hand_over_arrange", []),
        ("lists:upload_begin", []),
        ("groups:query_ask", []),
        ("overview:work_plan_propose", []),
        ("overview:collaboration_ask", None),
    ],
)
def test_nothing_new_is_begun(client, group, decider, page, more):
    part = collaboration(group)
    arguments = [part.collaboration_id] if more is None else [group.pk, *more]
    chair = chair_of(group).person.user
    end(group, decider)
    before = [model.objects.count() for model in MODELS]
    client.force_login(chair)

    answer = client.post(reverse(page, args=arguments), {})

    assert answer.status_code in (403, 404, 409)
    assert [model.objects.count() for model in MODELS] == before
