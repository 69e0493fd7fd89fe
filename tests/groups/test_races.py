"""Both sides of a work plan, or two who answer one query, at once: one wins, the other is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.actions import queries, work_plans
from groups.enums import PlanEnd, Side
from groups.models import Query, WorkPlan
from portal.calendar import today
from portal.models import OutgoingMail
from tests.factories import (
    GroupFactory,
    OfficialFactory,
    QueryFactory,
    SubmissionFactory,
    UserFactory,
    WorkPlanFactory,
)
from tests.races import DONE, REFUSED, abreast

pytestmark = pytest.mark.django_db(transaction=True)


def proposed_plan() -> WorkPlan:
    """By the group: the regulator's side answers, the group may take it back."""
    return WorkPlanFactory(agreed_on=None, proposed_side=Side.GROUP, proposed_by=UserFactory())


def test_two_answers_to_a_work_plan():
    plan, now = proposed_plan(), timezone.now()
    officials = OfficialFactory.create_batch(2)

    agreed, changed = abreast(
        lambda: work_plans.agree(plan=plan, by=officials[0], now=now),
        lambda: work_plans.ask_for_changes(plan=plan, reason="Too long", by=officials[1], now=now),
    )

    plan.refresh_from_db()
    assert sorted([agreed, changed]) == [DONE, REFUSED]
    assert (plan.agreed_on is not None) == (agreed == DONE)
    assert (plan.ended_as == PlanEnd.CHANGES) == (changed == DONE)


def test_agreement_and_withdrawal_of_a_work_plan():
    plan, now = proposed_plan(), timezone.now()

    agreed, withdrawn = abreast(
        lambda: work_plans.agree(plan=plan, by=OfficialFactory(), now=now),
        lambda: work_plans.withdraw(plan=plan, by=plan.proposed_by, now=now),
    )

    plan.refresh_from_db()
    assert sorted([agreed, withdrawn]) == [DONE, REFUSED]
    assert (plan.agreed_on is not None) == (agreed == DONE) == (plan.ended_at is None)


def test_both_sides_propose_a_work_plan():
    group, now = GroupFactory(membership_approved_on=today()), timezone.now()
    SubmissionFactory(group=group, submitted_on=today(), decided_on=today(), outcome="agreed")
    terms = {"group": group, "standard_due_on": today() + timedelta(days=200), "milestones": [], "reason": ""}

    outcomes = abreast(
        lambda: work_plans.propose(**terms, by=OfficialFactory(), now=now),
        lambda: work_plans.propose(**terms, by=UserFactory(), now=now),
    )

    assert sorted(outcomes) == [DONE, REFUSED]
    assert WorkPlan.objects.count() == 1


def test_two_answers_to_a_query():
    query, now = QueryFactory(), timezone.now()
    due_on = query.due_on

    yes, no = abreast(
        lambda: queries.answer(query=query, answer="Yes.", by=OfficialFactory(), now=now),
        lambda: queries.answer(query=query, answer="No.", by=OfficialFactory(), now=now),
    )

    query = Query.objects.get()
    assert sorted([yes, no]) == [DONE, REFUSED]
    assert (query.answer, query.due_on) == ("Yes." if yes == DONE else "No.", due_on)
    assert OutgoingMail.objects.filter(kind="groups.query_answered").count() == 1
