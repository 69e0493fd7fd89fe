"""What tests of the sample data share."""

from collections.abc import Iterable
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.utils import timezone

from conflicts.models import Interest
from demo.clock import moment
from groups.enums import Outcome
from groups.models import Enquiry, Group, MembershipSubmission
from guidance import assessment
from guidance.vocabulary import GateCode
from meetings.models import TravelClaim
from members.models import Membership, Statement

TODAY = date(2028, 2, 29)  # the day for which it is loaded, one of the worst to count months from
IN_ORDER = (
    *("accounts", "occupations", "groups", "members", "conflicts", "lists", "meetings", "proposals", "chairs"),
    "duplicates",
)
OLD_POLICY, NEW_POLICY = "ifate-2023-11", "skills-england-2025-06"


def said(accounts: list[dict[str, Any]], on: date) -> dict[str, Any]:
    """What the sample data of that day say, without keys."""
    people = Membership.objects.order_by("group__reference", "person__email")
    return {
        "accounts": [{key: account[key] for key in account if key != "recovery_codes"} for account in accounts],
        "people": list(people.values_list("group__reference", "person__email", "organisation__name", "started_on")),
        "statements": sorted(Statement.objects.values_list("membership__person__email", "code", "given_on")),
        "interests": sorted(Interest.objects.values_list("declaration__person__email", "organisation__name")),
        "history": sorted(Group.history.values_list("reference", "history_date", "history_change_reason")),
        "enquiries": sorted(Enquiry.objects.values_list("reference", "received_at", "organisation")),
        "answers": [(result.gates, result.risk_level) for result in assessment.assess_many(None, on)],
        "refused": refused_steps(),
        "out_of_order": out_of_order(moment(on)),
        "claims": sorted({claim.outcome for claim in TravelClaim.objects.all()}),
    }


def models_with_history(labels: Iterable[str]) -> list[Any]:
    found = (model for label in labels for model in apps.get_app_config(label).get_models())
    return [model for model in found if hasattr(model, "history")]


def out_of_order(before: datetime) -> list[str]:
    """Rows whose history goes back in time, or reaches that moment."""
    rows: dict[tuple[str, int], list[tuple[datetime, str]]] = {}
    for model in models_with_history(IN_ORDER):
        told = model.history.exclude(history_change_reason__startswith="Shipped with the portal")
        for key, *entry in told.order_by("history_id").values_list("id", "history_date", "history_change_reason"):
            rows.setdefault((model.__name__, key), []).append(tuple(entry))
    return [
        f"{name} {key}: {told}"
        for (name, key), told in rows.items()
        if told != sorted(told, key=itemgetter(0)) or told[-1][0] >= before
    ]


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


def assert_good(told: dict[str, Any], on: date) -> None:
    """All in the past, and nothing that a gate would have refused."""
    assert told["refused"] == []
    assert told["out_of_order"] == []
    assert max(at for _, at, _ in told["history"]).date() < on
    assert max(at for _, at, _ in told["enquiries"]).date() < on
    levels = {level for _, level in told["answers"]}
    assert {"watch", "at_risk", "none"} <= levels
