"""The stage of a group in SQL, for lists: the twin of `guidance.stage.progress_of`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from guidance.documents import IN, PACKAGE, PROPOSAL, SubmissionState
from guidance.stage import MEMBERSHIP, REVISED, Stage
from guidance.vocabulary import SubmissionKind


def newest_states(on: date) -> dict[str, Subquery]:
    """The state of the newest submission of each kind, by the name under which `stage_in_sql` reads it; and what became
    of the last membership that was submitted."""
    newest = {
        f"newest_{kind.value}": Subquery(_submissions(on).filter(kind=kind).order_by("-pk").values("state_code")[:1])
        for kind in SubmissionKind
    }
    return newest | {"membership_became": _membership(on)}


def stage_in_sql(on: date) -> Case:
    """The code of the stage on that day; over a group with its `newest_states`."""
    delivered = Q(*(_any(kind, on, SubmissionState.AGREED) for kind in PACKAGE))
    revises = Q(newest_revision__isnull=False) & ~Q(newest_revision__in=REVISED)
    return Case(
        When(support_withdrawn_on__lte=on, then=Value(Stage.WITHDRAWN)),
        When(delivered & revises, then=Value(Stage.REVISING)),
        When(delivered, then=Value(Stage.DELIVERED)),
        When(_came_back(PACKAGE, on, SubmissionState.RETURNED), then=Value(Stage.STANDARD_RETURNED)),
        When(_came_back(PACKAGE, on, SubmissionState.DECLINED), then=Value(Stage.STANDARD_DECLINED)),
        When(Q(*(_any(kind, on, *IN) for kind in PACKAGE)), then=Value(Stage.STANDARD_IN_REVIEW)),
        When(_any(PROPOSAL, on, SubmissionState.AGREED), then=Value(Stage.DEVELOPING)),
        When(_any(PROPOSAL, on, SubmissionState.ON_CONDITION), then=Value(Stage.PROPOSAL_ON_CONDITION)),
        When(_any(PROPOSAL, on, *IN), then=Value(Stage.PROPOSAL_IN_REVIEW)),
        When(_came_back((PROPOSAL,), on, SubmissionState.RETURNED), then=Value(Stage.PROPOSAL_RETURNED)),
        When(_came_back((PROPOSAL,), on, SubmissionState.DECLINED), then=Value(Stage.PROPOSAL_DECLINED)),
        When(membership_approved_on__lte=on, then=Value(Stage.APPROVED)),
        *(When(membership_became=became, then=Value(stage)) for became, stage in MEMBERSHIP.items()),
        default=Value(Stage.REGISTERING),
        output_field=CharField(),
    )


def _submissions(on: date) -> QuerySet[Any]:
    """What is submitted is in an app above: asked by its name."""
    made = apps.get_model("proposals", "Submission").objects
    of_group: QuerySet[Any] = made.with_state(on).filter(group=OuterRef("pk"))
    return of_group


def _any(kind: str, on: date, *states: SubmissionState) -> Q:
    return Q(Exists(_submissions(on).filter(kind=kind, state_code__in=states)))


def _came_back(kinds: tuple[SubmissionKind, ...], on: date, state: SubmissionState) -> Q:
    """The newest one of a kind that is not in is returned, or declined."""
    condition = Q(pk__in=[])
    for kind in kinds:
        condition |= ~_any(kind, on, *IN) & Q(**{f"newest_{kind.value}": state})
    return condition


def _membership(on: date) -> Subquery:
    submitted = apps.get_model("groups", "MembershipSubmission").objects.filter(
        group=OuterRef("pk"), submitted_at__date__lte=on
    )
    is_decided = ~Q(outcome="") & Q(decided_at__date__lte=on)
    became = Case(When(is_decided, then=F("outcome")), default=Value("submitted"), output_field=CharField())
    return Subquery(submitted.order_by("-pk").annotate(became=became).values("became")[:1])
