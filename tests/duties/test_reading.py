"""What tables say that no dossier does: several returns of a member, several handlings, and who can be written to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chairs.models import GroupAgreement
from duplicates.models import LikelyDouble
from duties.models import Duty, Extension
from groups.models import Enquiry
from guidance.duties.answer import Due
from guidance.duties.general import general_duties
from guidance.duties.groups import group_answer
from guidance.duties.officials import read_officials
from guidance.policies import policy_for
from members.enums import Judgement, MemberOutcome
from oversight.actions import keep_general_duties
from tests.duties.loading.entering import at
from tests.factories import (
    ActionFactory,
    EnquiryFactory,
    GroupFactory,
    HandlingFactory,
    HandOverFactory,
    InterestFactory,
    LikelyDoubleFactory,
    MeetingFactory,
    MemberDecisionFactory,
    MembershipFactory,
    OverArchingChairFactory,
    ParticipationFactory,
    PersonFactory,
    QueryFactory,
    SubmissionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)  # a Monday
DAY = timedelta(days=1)


@pytest.fixture
def group():
    return GroupFactory(first_contact_on=date(2026, 1, 5), membership_approved_on=ON - 20 * DAY)


def noon(on):
    return at(on.isoformat())


def asked(group, code, on=ON) -> list[Due]:
    return [due for due in group_answer(group.pk, on).duties if due.duty.code == code]


def ends(rows) -> list[tuple[date, date | None]]:
    return [(due.since, due.ended_on) for due in rows]


def returned(membership, on, mended_on=None):
    mended = {"mended_at": noon(mended_on), "mended_by": UserFactory()} if mended_on else {}
    return MemberDecisionFactory(membership=membership, decided_at=noon(on), **mended)


def test_a_member_who_was_returned_twice_is_put_right_twice(group):
    membership = MembershipFactory(group=group, started_on=ON - 30 * DAY)
    returned(membership, ON - 9 * DAY, mended_on=ON - 6 * DAY)
    returned(membership, ON - 2 * DAY)
    assert ends(asked(group, "member.mend")) == [(ON - 2 * DAY, None)]


def test_a_member_approved_with_all_others_waits_for_no_decision(group):
    """No decision is about that member alone: the return before it decided nothing in the end."""
    membership = MembershipFactory(group=group, started_on=ON - 30 * DAY, approval="approved")
    returned(membership, ON - 29 * DAY, mended_on=ON - 25 * DAY)
    assert asked(group, "member.decide") == []


def test_a_member_submitted_again_on_the_day_of_the_return_waits(group):
    membership = MembershipFactory(group=group, started_on=ON - 30 * DAY, approval="submitted")
    returned(membership, ON - DAY, mended_on=ON - DAY)
    assert ends(asked(group, "member.decide")) == [(ON - DAY, None)]
    approved = {"outcome": MemberOutcome.APPROVED, "decided_at": noon(ON)}
    MemberDecisionFactory(membership=membership, **approved)
    assert ends(asked(group, "member.decide")) == [(ON - DAY, ON)]


def test_an_interest_that_grew_is_handled_again_and_stays_handled_before(group):
    member = MembershipFactory(group=group, started_on=ON - 30 * DAY)
    interest = InterestFactory(
        declaration__group=group, declaration__person=member.person, declaration__declared_on=ON - 9 * DAY
    )
    HandlingFactory(interest=interest, recorded_on=ON - 8 * DAY)
    assert ends(asked(group, "interest.handle")) == [(ON - 9 * DAY, ON - 8 * DAY)]
    interest.revised_on, interest.revision = ON - 8 * DAY, 2
    interest.save()
    assert ends(asked(group, "interest.handle")) == [(ON - 9 * DAY, ON - 8 * DAY), (ON - 8 * DAY, None)]
    HandlingFactory(interest=interest, recorded_on=ON, revision=2)
    assert ends(asked(group, "interest.handle")) == [(ON - 9 * DAY, ON - 8 * DAY), (ON - 8 * DAY, ON)]


def test_a_proposed_chair_of_several_groups_who_is_proposed_no_more_is_not_agreed(group):
    part = ParticipationFactory(group=group, joined_on=ON - 9 * DAY, asked_at=noon(ON - 10 * DAY))
    chair = OverArchingChairFactory(collaboration=part.collaboration, proposed_at=noon(ON - 5 * DAY))
    assert ends(asked(group, "overarching.agree")) == [(ON - 5 * DAY, None)]
    chair.ended_on = ON - DAY
    chair.save()
    [due] = asked(group, "overarching.agree")
    assert (due.ended_on, due.ended_by) == (ON - DAY, "lapsed")
    GroupAgreement.objects.create(chair=chair, group=group, agreed_at=noon(ON - 3 * DAY), agreed_by=UserFactory())
    [due] = asked(group, "overarching.agree")
    assert (due.ended_on, due.ended_by) == (ON - 3 * DAY, "done")


def test_what_takes_longer_counts_for_a_duty_of_the_whole_group(group):
    SubmissionFactory(group=group, decided_on=ON, outcome="agreed")
    [due] = asked(group, "plan.propose")
    until = due.due_on + 7 * DAY
    longer(group, "plan.propose", "", until)
    [due] = asked(group, "plan.propose")
    assert (due.due_on, due.first_due_on) == (until, until - 7 * DAY)


def test_a_question_to_the_group_takes_longer_than_the_day_that_it_names(group):
    first = ON + 7 * DAY
    query = QueryFactory(group=group, side="regulator", asked_at=noon(ON), due_on=first)
    longer(group, "request.answer", f"query/{query.pk}", first + 20 * DAY)
    [due] = asked(group, "request.answer")
    assert (due.first_due_on, due.due_on) == (first, first + 20 * DAY)


def test_an_enquiry_may_take_longer(group):
    enquiry = EnquiryFactory(received_at=noon(ON))
    longer(None, "enquiry.decide", f"enquiry/{enquiry.pk}", ON + 30 * DAY)
    [made] = general_duties(read_officials(), policy_for(ON), ON)
    assert (made.due.first_due_on, made.due.due_on) == (ON + 7 * DAY, ON + 30 * DAY)


def test_what_was_decided_long_ago_stays_stored():
    enquiry = EnquiryFactory(accepted=True, received_at=noon(ON), decided_at=noon(ON + DAY))
    for on in (ON + DAY, ON + 59 * DAY, ON + 61 * DAY, ON + 400 * DAY):
        keep_general_duties(on=on)
        [row] = Duty.objects.filter(code="enquiry.decide", subject=f"enquiry/{enquiry.pk}")
        assert (row.ended_on, row.ended_by) == (ON + DAY, "done")
        assert keep_general_duties(on=on) == 0


def test_what_was_decided_while_nobody_swept_for_long_ends_on_its_day():
    enquiry = EnquiryFactory(received_at=noon(ON))
    keep_general_duties(on=ON)
    decided = {"state": "declined", "decision_reason": "No", "decided_at": noon(ON + DAY), "decided_by": UserFactory()}
    Enquiry.objects.filter(pk=enquiry.pk).update(**decided)
    keep_general_duties(on=ON + 100 * DAY)
    assert Duty.objects.get(code="enquiry.decide").ended_on == ON + DAY


def test_what_began_again_on_its_old_day_is_written_once():
    """A likely double was judged, and is open again: what ended and what is open begin with the oldest."""
    oldest = LikelyDoubleFactory(found_at=noon(ON))
    keep_general_duties(on=ON)
    judged = {"judgement": Judgement.DIFFERENT, "judged_at": noon(ON), "judged_by": UserFactory()}
    again = {"judgement": Judgement.OPEN, "judged_at": None, "judged_by": None}
    for changes, on in ((judged, ON + DAY), (again, ON + 2 * DAY)):
        LikelyDouble.objects.filter(pk=oldest.pk).update(**changes)
        assert keep_general_duties(on=on) == 1
    assert keep_general_duties(on=ON + 3 * DAY) == 0
    rows = Duty.objects.filter(code="double.judge").order_by("pk").values_list("since", "ended_on")
    assert list(rows) == [(ON, ON + DAY), (ON, None)]


def longer(group, code, subject, until):
    said = {"advised_on": ON, "advised_at": noon(ON), "until": until, "reason": "We wait for an answer"}
    Extension.objects.create(group=group, code=code, subject=subject, **said)


def test_who_has_a_part_in_the_group_can_be_written_to(group):
    """A successor who is no member yet, and whoever is to do something after leaving."""
    change = HandOverFactory(group=group, leaving=None, arranged_at=noon(ON))
    action = ActionFactory(meeting=MeetingFactory(group=group), owner=PersonFactory())
    unreachable = MembershipFactory(group=group, person=PersonFactory(user=None))
    answered = group_answer(group.pk, ON).due
    people = {f"p{person.pk}" for person in (change.successor, action.owner)}
    assert people <= answered.group.reachable
    assert f"p{unreachable.person_id}" not in answered.group.reachable


def test_an_open_account_is_enough_to_be_reached(group):
    """The address is the account's."""
    open_one, closed = (
        MembershipFactory(group=group, person=PersonFactory(email=None, user__is_active=is_active)).person
        for is_active in (True, False)
    )
    reachable = group_answer(group.pk, ON).due.group.reachable
    assert f"p{open_one.pk}" in reachable and f"p{closed.pk}" not in reachable
