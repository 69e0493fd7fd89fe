"""The sample data tells one coherent history: who did what, when, and what the gates said then."""

from collections import Counter

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.enums import Outcome, QueryState
from groups.models import Concern, Group, MembershipSubmission, Query, WorkPlan
from guidance import assessment
from guidance.duties.groups import group_answer
from guidance.policies import policy_called
from guidance.stage import Stage
from guidance.vocabulary import GateCode, StatementCode
from members.models import Membership, Statement
from oversight.models import Assessment, Mitigation, RiskFlag, Snapshot, SweptDay, Tally, WithdrawalCase
from portal.models import OutgoingMail
from tests.demo.helpers import NEW_POLICY, OLD_POLICY, TODAY, assert_good, models_with_history

pytestmark = pytest.mark.usefixtures("loaded")
TOLD_TO_THE_END = ("accounts", "occupations", "groups", "members", "conflicts", "lists", "chairs", "duplicates")


def test_history_is_the_same_each_time_and_good_on_a_leap_day(sample_data):
    assert len(sample_data.said["people"]) > 300
    assert sample_data.said == sample_data.said_before
    assert_good(sample_data.said, TODAY)


# --- what happened ---------------------------------------------------------------------------------------------------
def test_old_groups_were_approved_under_the_old_policy_and_fall_short_of_the_new():
    change = policy_called(NEW_POLICY).in_force_from
    old = Group.objects.filter(first_contact_on__lt=change, membership_approved_on__lt=change)

    assert old.count() == 2
    for group in old:
        then, now = assessment.assess(group.pk, group.membership_approved_on), assessment.assess(group.pk, TODAY)
        assert (then.policy.code, then.gates[GateCode.MEMBERSHIP].blockers) == (OLD_POLICY, ())
        assert now.policy.code == NEW_POLICY
        assert "group.members_eligible" in now.gates[GateCode.MEMBERSHIP].blockers
        words = Statement.objects.filter(membership__group=group, code=StatementCode.INTENDS_APPRENTICES)
        assert set(words.values_list("wording_version", flat=True)) == {OLD_POLICY}


def test_gates_were_ready_when_memberships_were_submitted_and_approved():
    """Nobody submitted, and nobody approved, what the gate would have refused on that day."""
    assert MembershipSubmission.objects.count() >= 14
    for submission in MembershipSubmission.objects.all():
        moments = [
            submission.submitted_at,
            *([submission.decided_at] if submission.outcome == Outcome.APPROVED else []),
        ]
        for at in moments:
            gate = assessment.gate(submission.group_id, GateCode.MEMBERSHIP, timezone.localdate(at))
            assert gate.ready, (submission, gate.blockers)


def test_approvals_of_members_follow_the_group():
    serving = Membership.objects.filter(ended_on=None)
    found = {
        (result.stage, approval)
        for result in assessment.assess_many(None, TODAY)
        for approval in serving.filter(group=result.group_id).values_list("approval", flat=True)
    }

    assert found == {
        (Stage.REGISTERING, "draft"),
        (Stage.MEMBERSHIP_RETURNED, "draft"),
        (Stage.MEMBERSHIP_SUBMITTED, "submitted"),
        (Stage.APPROVED, "approved"),
        (Stage.PROPOSAL_IN_REVIEW, "approved"),
        (Stage.PROPOSAL_ON_CONDITION, "approved"),
        (Stage.DEVELOPING, "approved"),
        (Stage.STANDARD_IN_REVIEW, "approved"),
        (Stage.DELIVERED, "approved"),
        (Stage.PROPOSAL_ON_CONDITION, "draft"),  # two joined after the approval
        (Stage.WITHDRAWN, "approved"),
    }


def test_history_tells_all_that_happened_and_ends_with_what_is():
    for model in models_with_history(TOLD_TO_THE_END):
        entries: dict[int, list[models.Model]] = {}
        for entry in model.history.order_by("history_id"):
            entries.setdefault(entry.id, []).append(entry)
        for row in model.objects.all():
            told = entries[row.pk]
            if told[0].history_change_reason.startswith("Shipped with the portal"):
                continue
            assert [entry.history_type for entry in told] == ["+", *"~" * (len(told) - 1)], row
            known = [field.attname for field in model.history.model.tracked_fields if field.name != "opened_at"]
            assert {name: getattr(told[-1], name) for name in known} == {name: getattr(row, name) for name in known}


def test_history_names_who_acted():
    group = Group.objects.get(reference="TB0001")
    told = [(entry.history_change_reason, entry.history_user.official_role) for entry in group.history.reverse()]
    submission = MembershipSubmission.objects.filter(group=group).get()

    assert told[0] == (f"Enquiry {group.enquiries.get().reference} accepted", "product_manager")
    assert told[-1] == ("Membership approved", "product_manager")
    assert submission.submitted_by.person.chairs.get().group == group


def test_dashboards_can_be_read_at_once():
    stored = Assessment.objects.select_related("group")

    assert stored.count() == 30
    assert all(row.assessed_at == row.group.changed_at for row in stored)
    answers = (group_answer(row.group_id, TODAY) for row in stored)
    assert {row.group_id: row.fingerprint for row in stored} == {
        answer.group_id: answer.fingerprint for answer in answers
    }


def test_only_mail_of_the_last_days_is_sent():
    kinds = Counter(OutgoingMail.objects.values_list("kind", flat=True))

    assert kinds["groups.enquiry_received"] == 2
    assert kinds["groups.membership_submitted"] == 4
    assert kinds["members.invitation"] >= 3
    assert kinds["oversight.flag_opened"] <= 8
    assert kinds.total() <= 52
    assert OutgoingMail.objects.filter(to="invited@example.org", text__contains="/invitations/").exists()


def test_flags_tell_since_when_and_days_have_snapshots():
    flags = RiskFlag.objects.filter(opened_on__lt=TODAY)

    assert flags.filter(closed_on=None).exists()
    assert {flag.group_id for flag in RiskFlag.objects.open()} == {
        one.group_id for one in Assessment.objects.exclude(risk_level="none")
    }
    assert Snapshot.objects.at(TODAY).count() == Group.objects.count() == SweptDay.objects.get(on=TODAY).groups
    assert Snapshot.objects.filter(is_backfilled=True).exists()
    assert Tally.objects.values("on").distinct().count() == 27


# --- work plans, questions, support ----------------------------------------------------------------------------------
def test_work_plans_are_proposed_agreed_and_moved():
    assert WorkPlan.objects.proposed().count() == 1
    moved = WorkPlan.objects.agreed(TODAY).exclude(reason="").get()
    first = WorkPlan.objects.agreed(TODAY).filter(group=moved.group).last()
    assert first.agreed_on < moved.agreed_on and first.standard_due_on < moved.standard_due_on
    assert list(first.milestones.exclude(reached_on=None).values_list("title", "reached_on")) == list(
        moved.milestones.exclude(reached_on=None).values_list("title", "reached_on")
    )
    assert WorkPlan.objects.agreed(TODAY).filter(reason="").exclude(group=moved.group).count() == 2
    assert not WorkPlan.objects.filter(agreed_on__gt=TODAY).exists()


def test_queries_stand_in_every_state_and_one_is_overdue():
    assert {query.state for query in Query.objects.all()} == set(QueryState)
    assert [query.is_overdue(TODAY) for query in Query.objects.waiting()].count(True) == 1


def test_approved_groups_are_public_with_named_employers():
    group = Group.objects.published(TODAY).order_by("-membership_approved_on").first()
    page = Client().get(reverse("public_pages:group", args=[group.reference])).content.decode()
    assert "Those who agreed to be named here" in page


def test_concerns_circumstances_and_cases_stand_at_every_state():
    assert {(bool(one.closed_on), bool(one.response)) for one in Concern.objects.all()} >= {(0, 1), (1, 0), (0, 0)}
    assert {bool(one.accepted_on) for one in Mitigation.objects.all()} == {True, False}
    assert WithdrawalCase.objects.open().filter(discussed_on=None).exists()
    assert WithdrawalCase.objects.filter(map_decided_at__isnull=False).exists()


@pytest.mark.parametrize("model", [Concern, Mitigation, WithdrawalCase])
def test_history_is_dated_back(model):
    assert timezone.localdate(model.history.latest("history_date").history_date) < TODAY
