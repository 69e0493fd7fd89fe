"""From a draft to a decision: what is refused on the way, and what facts read after each act."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import OfficialRole
from groups.models import Group
from guidance import assessment
from guidance.documents import SubmissionState
from guidance.stage import Stage
from guidance.vocabulary import GateCode, SubmissionKind
from meetings.actions import motions
from meetings.enums import Choice
from members.actions import requesting
from members.models import RequestedMember
from portal.calendar import today
from portal.edits import form_digest
from portal.exceptions import Conflict, NotReady, StaleForm
from portal.models import OutgoingMail
from proposals.actions import deciding, drafting, reviewing, submitting
from proposals.enums import DecisionOutcome, SubmissionOutcome
from proposals.models import Submission, Version
from proposals.rules.sections import section_called
from tests.factories import MembershipFactory, OfficialFactory, RouteOfficialFactory
from tests.proposals import helpers
from tests.proposals.helpers import PROPOSAL, chair, fresh, manager, now, official

pytestmark = pytest.mark.django_db
AGREED_BY_EMPLOYERS = "group.proposal_agreed_by_employers"
DEMAND = section_called(PROPOSAL, "demand")


@pytest.fixture
def group() -> Group:
    return helpers.approved_group()


def blockers(group: Group, gate: GateCode) -> tuple[str, ...]:
    return assessment.assess(group.pk, today()).gates[gate].blockers


def stage(group: Group) -> str:
    return assessment.assess(group.pk, today()).stage


# --- writing ---------------------------------------------------------------------------------------------------------
def test_draft_begins_with_what_is_known_of_the_occupation(group):
    submission = drafting.start(group=group, kind=PROPOSAL, by=chair(group), now=now())

    assert submission.newest.content["title"] == group.occupation.title
    assert submission.state == SubmissionState.DRAFTING


def test_second_submission_of_a_kind_waits_for_the_end_of_the_first(group):
    helpers.drafted(group)

    with pytest.raises(Conflict):
        drafting.start(group=group, kind=PROPOSAL, by=chair(group), now=now())


@pytest.mark.parametrize("kind", [SubmissionKind.STANDARD, SubmissionKind.EPA_PLAN, SubmissionKind.REVISION])
def test_nothing_else_begins_before_the_proposal_is_agreed(group, kind):
    with pytest.raises(Conflict):
        drafting.start(group=group, kind=kind, by=chair(group), now=now())


def test_section_saved_over_somebody_elses_change_is_refused(group):
    submission = helpers.drafted(group)
    seen = form_digest({"demand": submission.newest.content["demand"]})
    save = {"submission": submission, "section": DEMAND, "seen": seen, "by": chair(group)}
    drafting.save_section(text="Two hundred a year", now=now(), **save)

    with pytest.raises(StaleForm) as refused:
        drafting.save_section(text="Three hundred a year", now=now(), **save)

    assert refused.value.theirs == {"text": "Two hundred a year"}
    assert fresh(submission).newest.content["demand"] == "Two hundred a year"


def test_two_people_save_two_sections_at_once(group):
    submission = helpers.drafted(group)
    other = section_called(PROPOSAL, "overlap")
    for section in (DEMAND, other):
        seen = form_digest({section.key: submission.newest.content[section.key]})
        drafting.save_section(submission=submission, section=section, text="New", seen=seen, by=chair(group), now=now())

    assert {fresh(submission).newest.content[key] for key in ("demand", "overlap")} == {"New"}


def test_version_is_fixed_only_when_everything_is_written(group):
    submission = drafting.start(group=group, kind=PROPOSAL, by=chair(group), now=now())

    with pytest.raises(NotReady) as refused:
        drafting.finalise(submission=submission, by=chair(group), now=now())

    assert "demand" in refused.value.findings and "title" not in refused.value.findings
    assert not fresh(submission).newest.is_frozen


def test_fixed_version_never_changes(group):
    submission = helpers.frozen(group)

    for act in (
        lambda: drafting.save_section(
            submission=submission, section=DEMAND, text="Other", seen="", by=chair(group), now=now()
        ),
        lambda: drafting.finalise(submission=submission, by=chair(group), now=now()),
    ):
        with pytest.raises(Conflict):
            act()
    assert fresh(submission).newest.content["demand"] == "About demand from employers"


# --- the employers' agreement ----------------------------------------------------------------------------------------
def test_carried_motion_marks_exactly_this_version(group):
    assert AGREED_BY_EMPLOYERS in blockers(group, GateCode.PROPOSAL)

    submission = helpers.agreed_by_employers(group)

    assert submission.state == SubmissionState.AGREED_BY_EMPLOYERS
    assert submission.agreed_by_employers_on == today()
    assert blockers(group, GateCode.PROPOSAL) == ()
    assert submission.newest.short_fingerprint in submission.newest.motion.text


def test_lost_motion_marks_nothing_and_the_employers_can_be_asked_again(group):
    submission = helpers.frozen(group)
    motion = helpers.asked(submission)
    helpers.vote(motion, Choice.AGAINST)
    motions.close(motion=motion, by=chair(group), now=now())

    assert fresh(submission).agreed_by_employers_on is None
    assert helpers.asked(fresh(submission)).pk != motion.pk


def test_draft_cannot_be_put_to_the_employers(group):
    with pytest.raises(Conflict):
        helpers.asked(helpers.drafted(group))


def test_version_is_not_taken_back_while_the_employers_vote(group):
    submission = helpers.frozen(group)
    helpers.asked(submission)

    with pytest.raises(Conflict):
        drafting.reopen(submission=submission, by=chair(group), now=now())


def test_new_version_loses_the_agreement(group):
    submission = helpers.agreed_by_employers(group)

    version = drafting.reopen(submission=submission, by=chair(group), now=now())

    submission = fresh(submission)
    assert (version.number, submission.agreed_by_employers_on) == (2, None)
    assert submission.state == SubmissionState.DRAFTING
    assert AGREED_BY_EMPLOYERS in blockers(group, GateCode.PROPOSAL)


def test_version_altered_behind_the_portals_back_is_not_marked_as_agreed(group):
    submission = helpers.frozen(group)
    motion = helpers.asked(submission)
    helpers.vote(motion)
    Version.objects.update(content={"title": "Something else"})

    motions.close(motion=motion, by=chair(group), now=now())

    assert fresh(submission).agreed_by_employers_on is None


# --- submitting ------------------------------------------------------------------------------------------------------
def test_submitted_proposal_reaches_the_product_manager(group):
    submission = helpers.submitted(group)

    assert (submission.submitted_on, submission.submitted_by) == (today(), chair(group))
    assert OutgoingMail.objects.get(kind="proposals.submitted").to == manager(group).email
    assert Submission.objects.in_review(today()).get() == submission


def test_submit_of_a_changed_version_is_refused(group):
    submission = helpers.agreed_by_employers(group)
    Version.objects.update(content=submission.newest.content | {"demand": "More"})

    with pytest.raises(Conflict, match="not the version"):
        submitting.submit(group=group, kind=PROPOSAL, by=chair(group), now=now())

    assert fresh(submission).submitted_on is None


def test_submit_is_refused_while_a_rule_is_not_met(group):
    submission = helpers.agreed_by_employers(group)
    group.charges_fee = True
    group.save()

    with pytest.raises(NotReady) as refused:
        submitting.submit(group=group, kind=PROPOSAL, by=chair(group), now=now())

    assert [finding.rule for finding in refused.value.findings] == ["group.no_fee"]
    assert fresh(submission).submitted_on is None


def test_submitting_twice_does_once(group):
    helpers.submitted(group)

    with pytest.raises(Conflict):
        submitting.submit(group=group, kind=PROPOSAL, by=chair(group), now=now())


def test_withdrawn_proposal_can_be_written_anew(group):
    submission = helpers.submitted(group)
    submitting.withdraw(submission=submission, by=chair(group), now=now())

    again = drafting.start(group=group, kind=PROPOSAL, by=chair(group), now=now())

    assert fresh(submission).state == SubmissionState.WITHDRAWN
    assert (again.newest.number, again.newest.content) == (2, submission.newest.content)
    with pytest.raises(Conflict):
        submitting.withdraw(submission=submission, by=chair(group), now=now())


# --- reviewing and deciding ------------------------------------------------------------------------------------------
def test_comment_is_told_to_the_other_side(group):
    submission = helpers.submitted(group)

    comment = reviewing.comment(
        submission=submission, section="demand", text="Where from?", by=manager(group), now=now()
    )
    reviewing.resolve(comment=comment, by=chair(group), now=now())

    assert OutgoingMail.objects.get(kind="proposals.commented").to == chair(group).email
    comment.refresh_from_db()
    assert comment.resolved_by == chair(group)


def test_nobody_decides_before_the_product_manager_recommends(group):
    with pytest.raises(Conflict):
        deciding.decide(
            submission=helpers.submitted(group),
            outcome=DecisionOutcome.AGREED,
            reasons="",
            by=official(group),
            now=now(),
        )


def test_agreed_proposal_moves_the_group_on(group):
    submission = helpers.decided(group)

    assert (submission.outcome, submission.decided_on, submission.decided_by) == (
        SubmissionOutcome.AGREED,
        today(),
        official(group),
    )
    assert stage(group) == "developing"
    assert {mail.to for mail in OutgoingMail.objects.filter(kind="proposals.decided")} == {
        chair(group).email,
        manager(group).email,
    }


def wrong_officials(group: Group) -> list[object]:
    elsewhere = OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER)
    RouteOfficialFactory(user=elsewhere)
    return [manager(group), official(group, OfficialRole.ASSURANCE_MANAGER), elsewhere, chair(group)]


def test_wrong_official_decides_nothing(group):
    submission = helpers.recommended(group)

    for by in wrong_officials(group):
        with pytest.raises(PermissionDenied):
            deciding.decide(submission=submission, outcome=DecisionOutcome.AGREED, reasons="", by=by, now=now())

    assert fresh(submission).state == SubmissionState.TO_DECIDE


def test_deciding_twice_does_once(group):
    submission = helpers.decided(group)

    with pytest.raises(Conflict):
        deciding.decide(
            submission=submission, outcome=DecisionOutcome.DECLINED, reasons="No", by=official(group), now=now()
        )

    assert fresh(submission).outcome == SubmissionOutcome.AGREED


def test_returned_proposal_comes_back_as_a_new_version(group):
    returned = helpers.decided(group, DecisionOutcome.RETURNED)
    assert stage(group) == Stage.PROPOSAL_RETURNED

    again = drafting.start(group=group, kind=PROPOSAL, by=chair(group), now=now())

    assert (returned.state, stage(group)) == (SubmissionState.RETURNED, Stage.APPROVED)
    assert again.newest.number == 2
    assert AGREED_BY_EMPLOYERS in blockers(group, GateCode.PROPOSAL)  # the newest one is asked about


def test_condition_keeps_the_proposal_undecided_until_it_is_met(group):
    submission = helpers.decided(group, DecisionOutcome.ON_CONDITION, requested=["A small employer in the North East"])
    requested = RequestedMember.objects.get()

    assert (submission.state, submission.decided_on) == (SubmissionState.ON_CONDITION, None)
    assert stage(group) == Stage.PROPOSAL_ON_CONDITION
    assert blockers(group, GateCode.AGREEMENT) == ("group.requested_members",)
    with pytest.raises(NotReady):
        deciding.decide(
            submission=submission, outcome=DecisionOutcome.AGREED, reasons="", by=official(group), now=now()
        )
    assert list(Submission.objects.to_decide(today())) == []

    requested.met_on = today()
    requested.save()
    assert list(Submission.objects.to_decide(today())) == [submission]
    deciding.decide(submission=submission, outcome=DecisionOutcome.AGREED, reasons="", by=official(group), now=now())

    assert fresh(submission).outcome == SubmissionOutcome.AGREED
    assert [one.outcome for one in fresh(submission).decisions.filter(step="decision")] == ["on_condition", "agreed"]


def test_a_condition_names_its_day_and_goes_with_the_last_request(group):
    due_on = today() + timedelta(days=40)
    submission = helpers.decided(group, DecisionOutcome.ON_CONDITION, requested=["A small employer"], due_on=due_on)
    requested = RequestedMember.objects.get()
    assert (requested.due_on, submission.condition_on, submission.recommended_on) == (due_on, today(), today())
    requesting.strike(requested=requested, reason="Nobody is left", by=manager(group), now=now())
    assert list(Submission.objects.to_decide(today())) == [submission]


def test_condition_passes_over_no_other_rule(group):
    submission = helpers.recommended(group)
    MembershipFactory(group=group)  # a member who is not approved

    with pytest.raises(NotReady) as refused:
        deciding.decide(
            submission=submission,
            outcome=DecisionOutcome.ON_CONDITION,
            reasons="Soon",
            requested=["Somebody"],
            by=official(group),
            now=now(),
        )

    assert "group.requested_members" not in {finding.rule for finding in refused.value.findings}
    assert not RequestedMember.objects.exists()


def test_condition_is_for_a_proposal_and_names_whom(group):
    submission = helpers.recommended(group)

    with pytest.raises(Conflict):
        deciding.decide(
            submission=submission,
            outcome=DecisionOutcome.ON_CONDITION,
            reasons="Soon",
            by=official(group),
            now=now(),
        )
