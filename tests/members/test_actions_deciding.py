"""The regulator decides about single members: all or none, told to the chair, refused when it comes too late."""

import pytest
from django.utils import timezone

from guidance.vocabulary import Approval
from members.actions import approval as whole
from members.actions import deciding
from members.actions.memberships import correct
from members.enums import MemberOutcome
from members.models import MemberDecision, Membership
from portal.calendar import today
from portal.exceptions import Conflict, StaleForm
from portal.models import OutgoingMail
from tests.days import as_now
from tests.factories import (
    GroupFactory,
    GroupOfficialFactory,
    MemberDecisionFactory,
    MembershipFactory,
    MembershipSubmissionFactory,
    OfficialFactory,
    UserFactory,
    eligible_chair,
    eligible_member,
)
from tests.groups.helpers import ready_group
from tests.members.helpers import ORGANISATION
from tests.races import in_two_connections

pytestmark = pytest.mark.django_db
APPROVED, RETURNED, DECLINED = MemberOutcome


@pytest.fixture
def group():
    """Approved, with its chair approved."""
    chair = eligible_chair(group=GroupFactory(membership_approved_on=today()), approval=Approval.APPROVED)
    return chair.group


def decide(members, outcome=APPROVED, reasons="", by=None):
    """The members as they stand now, as the confirming page would send them."""
    fresh = Membership.objects.filter(pk__in=[one.pk for one in members]).select_related("organisation")
    chosen = {one.pk: deciding.seen(one) for one in fresh}
    act = {"outcome": outcome, "reasons": reasons, "by": by or OfficialFactory(), "now": timezone.now()}
    return deciding.decide(group=members[0].group, chosen=chosen, **act)


def approval_of(membership):
    return Membership.objects.get(pk=membership.pk).approval


@pytest.mark.parametrize(
    ("outcome", "approval"),
    [(APPROVED, Approval.APPROVED), (RETURNED, Approval.DRAFT), (DECLINED, Approval.DECLINED)],
)
def test_late_joiners_are_decided_together_and_the_chair_hears_once(group, outcome, approval):
    members, manager = [eligible_member(group=group) for _ in range(2)], OfficialFactory(name="Petra Manager")

    decisions = decide(members, outcome, "As discussed", by=manager)

    assert {approval_of(one) for one in members} == {approval}
    assert {(one.outcome, one.reasons, one.decided_by) for one in decisions} == {(outcome, "As discussed", manager)}
    assert members[0].history.first().history_user == manager
    mail = OutgoingMail.objects.get(kind="members.decided")
    assert mail.to == group.chairs.get().person.email and "As discussed" in mail.text
    assert all(one.person.name in mail.text for one in members)
    told = OutgoingMail.objects.filter(kind="members.member_declined").values_list("to", flat=True)
    assert set(told) == ({one.person.email for one in members} if outcome == DECLINED else set())


def test_selection_with_one_who_was_decided_meanwhile_is_refused_whole_and_says_who_did_what(group):
    first, second = (eligible_member(group=group) for _ in range(2))
    decide([first], by=OfficialFactory(name="Petra Manager"))

    with pytest.raises(StaleForm) as refused:
        decide([first, second], DECLINED, "No longer needed")

    assert approval_of(second) == Approval.DRAFT
    [(name, what)] = refused.value.theirs
    assert name == first.person.name and "Member approved by Petra Manager" in what
    assert ("Reasons", "No longer needed") in refused.value.mine
    assert refused.value.by == "Petra Manager" and refused.value.at


def test_member_changed_since_it_was_shown_is_not_decided(group):
    member = eligible_member(group=group)
    shown = {member.pk: deciding.seen(member)}
    answers = {"job_title": "Owner", "organisation": {**ORGANISATION, "name": member.organisation.name}}
    correct(membership=member, answers=answers, by=UserFactory(name="Chair Person"), now=timezone.now())

    with pytest.raises(StaleForm) as refused:
        deciding.decide(
            group=group, chosen=shown, outcome=APPROVED, reasons="", by=OfficialFactory(), now=timezone.now()
        )

    assert "Details corrected by Chair Person" in refused.value.theirs[0][1]
    assert not MemberDecision.objects.exists()


def test_nobody_is_approved_while_one_lacks_something(group):
    complete, lacking = eligible_member(group=group), MembershipFactory(group=group)

    with pytest.raises(Conflict) as refused:
        decide([complete, lacking])

    assert lacking.person.name in refused.value.message
    assert approval_of(complete) == Approval.DRAFT


@pytest.mark.parametrize(
    "fields", [{"adviser": True}, {"ended_on": today}, {"approval": Approval.DECLINED}, {"approval": "approved"}]
)
def test_only_employer_members_who_wait_are_decided(group, fields):
    with pytest.raises(Conflict):
        decide([MembershipFactory(group=group, **as_now(fields))], DECLINED, "No")


def test_members_of_another_group_are_not_decided_here(group):
    stranger = eligible_member(group=GroupFactory(membership_approved_on=today()))
    with pytest.raises(Conflict):
        deciding.decide(
            group=group,
            chosen={stranger.pk: deciding.seen(stranger)},
            outcome=APPROVED,
            reasons="",
            by=OfficialFactory(),
            now=timezone.now(),
        )


def test_who_joins_a_group_that_registers_waits_for_nothing_yet():
    assert list(Membership.objects.to_decide(today())) == [] != [eligible_member()]


def test_declined_chair_chairs_no_longer():
    chair = eligible_chair(group=GroupFactory(membership_approved_on=today()))

    decide([Membership.objects.get()], DECLINED, "Works for a training provider")

    chair.refresh_from_db()
    assert chair.ended_on == today()


# --- returned, put right, submitted again ----------------------------------------------------------------------------
def submit_again(membership):
    return deciding.submit_again(membership=membership, by=UserFactory(), now=timezone.now())


def test_returned_member_waits_for_the_chair_and_then_for_the_regulator_again(group):
    member, manager = eligible_member(group=group), GroupOfficialFactory(group=group).user
    decide([member], RETURNED, "Say which role this is")
    assert not Membership.objects.to_decide(today()).exists()

    submit_again(member)

    assert list(Membership.objects.to_decide(today())) == [member]
    decision = MemberDecision.objects.get()
    assert decision.mended_at and not decision.is_open_return
    assert OutgoingMail.objects.get(kind="members.submitted_again").to == manager.email
    with pytest.raises(Conflict):
        submit_again(member)
    decide([member])
    assert approval_of(member) == Approval.APPROVED


def test_returned_member_can_be_put_right_while_the_others_are_with_the_regulator():
    group = GroupFactory()
    returned, other = (eligible_member(group=group, approval=Approval.SUBMITTED) for _ in range(2))
    MembershipSubmissionFactory(group=group)
    decide([returned], RETURNED, "Correct the job title")
    answers = {"job_title": "Owner", "organisation": {**ORGANISATION}}

    correct(membership=returned, answers=answers, by=UserFactory(), now=timezone.now())
    with pytest.raises(Conflict):
        correct(membership=other, answers=answers, by=UserFactory(), now=timezone.now())
    submit_again(returned)

    assert approval_of(returned) == Approval.SUBMITTED


def test_returned_member_goes_again_with_the_whole_membership():
    group = ready_group()
    by, now = group.officials.get().user, timezone.now()
    whole.submit(group=group, by=by, now=now)
    member = group.memberships.first()
    decide([member], RETURNED, "Correct the job title")
    whole.return_(group=group, reasons="See the member", by=by, now=now)
    with pytest.raises(Conflict):
        submit_again(member)

    whole.submit(group=group, by=by, now=now)

    assert approval_of(member) == Approval.SUBMITTED
    assert not MemberDecision.objects.open_returns().exists()


def test_member_decided_alone_keeps_that_when_the_whole_is_returned():
    group = ready_group()
    by, now = group.officials.get().user, timezone.now()
    whole.submit(group=group, by=by, now=now)
    approved, declined = group.memberships.order_by("-pk")[:2]
    decide([approved])
    decide([declined], DECLINED, "Works for a training provider")

    whole.return_(group=group, reasons="One employer more is needed", by=by, now=now)

    assert (approval_of(approved), approval_of(declined)) == (Approval.APPROVED, Approval.DECLINED)


@pytest.mark.django_db(transaction=True)
def test_two_officials_decide_at_once_one_wins_and_the_other_is_told():
    group = GroupFactory(membership_approved_on=today())
    members = [eligible_member(group=group) for _ in range(2)]
    chosen = {one.pk: deciding.seen(one) for one in members}
    people = [OfficialFactory(name="Petra Manager"), OfficialFactory(name="Paul Manager")]

    def act(by, outcome):
        return lambda: deciding.decide(
            group=group, chosen=chosen, outcome=outcome, reasons="As discussed", by=by, now=timezone.now()
        )

    answers = in_two_connections(act(people[0], APPROVED), act(people[1], DECLINED))

    [refused] = [one for one in answers if isinstance(one, StaleForm)]
    winner = people[1 - answers.index(refused)]
    assert refused.by == winner.name and refused.at
    assert MemberDecision.objects.count() == 2
    assert {one.decided_by for one in MemberDecision.objects.all()} == {winner}


def test_return_stays_open_once_only(group):
    decision = MemberDecisionFactory(membership__group=group)
    assert list(MemberDecision.objects.open_returns()) == [decision]
