"""The sample data is the same each time it is made for a day, and good on any day."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from conflicts.models import Interest
from demo import sample
from groups.enums import Outcome
from groups.models import Enquiry, Group, MembershipSubmission
from meetings.models import TravelClaim
from members.models import Membership, Statement
from oversight import assessment
from oversight.enums import GateCode

LEAP_DAY, SUNDAY = date(2028, 2, 29), date(2025, 5, 4)  # the latter under the policy of 2023


def load_and_undo(on: date) -> dict[str, Any]:
    """What the sample data of that day say, without keys; the database is empty again afterwards."""
    with transaction.atomic():
        accounts = sample.load(today=on)
        people = Membership.objects.order_by("group__reference", "person__email")
        said = {
            "accounts": [{key: account[key] for key in account if key != "recovery_codes"} for account in accounts],
            "people": list(people.values_list("group__reference", "person__email", "organisation__name", "started_on")),
            "statements": sorted(Statement.objects.values_list("membership__person__email", "code", "given_on")),
            "interests": sorted(Interest.objects.values_list("declaration__person__email", "organisation__name")),
            "history": sorted(Group.history.values_list("reference", "history_date", "history_change_reason")),
            "enquiries": sorted(Enquiry.objects.values_list("reference", "received_at", "organisation")),
            "answers": [(result.gates, result.risk_level) for result in assessment.assess_many(None, on)],
            "refused": refused_steps(),
            "claims": sorted({claim.outcome for claim in TravelClaim.objects.all()}),
        }
        transaction.set_rollback(True)
    return said


def refused_steps() -> list[tuple[str, date, tuple[str, ...]]]:
    """Submissions and approvals that the gate would have refused on their day."""
    refused = []
    for submission in MembershipSubmission.objects.select_related("group"):
        approved = [submission.decided_at] if submission.outcome == Outcome.APPROVED else []
        for at in (submission.submitted_at, *approved):
            day = timezone.localdate(at)
            gate = assessment.gate(submission.group_id, GateCode.MEMBERSHIP, day)
            if not gate.ready:
                refused.append((submission.group.reference, day, gate.blockers))
    return refused


@pytest.mark.django_db
def test_sample_data_are_good_on_a_leap_day_and_the_same_each_time():
    first, second = load_and_undo(LEAP_DAY), load_and_undo(LEAP_DAY)

    assert len(first["people"]) > 300
    assert first == second
    assert_good(first, LEAP_DAY)


@pytest.mark.django_db
def test_sample_data_are_good_on_a_sunday_and_under_the_policy_that_pays_for_travel():
    said = load_and_undo(SUNDAY)
    assert_good(said, SUNDAY)
    assert said["claims"] == ["", "approved"]


def assert_good(said: dict[str, Any], on: date) -> None:
    """All in the past, and nothing that a gate would have refused."""
    assert said["refused"] == []
    assert max(at for _, at, _ in said["history"]).date() < on
    assert max(at for _, at, _ in said["enquiries"]).date() < on
    levels = {level for _, level in said["answers"]}
    assert {"watch", "at_risk", "none"} <= levels
