"""The state of a submission in SQL, for lists and their filters: the twin of `guidance.documents.state_on`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from guidance.documents import OUTCOMES, SubmissionState
from members.models import RequestedMember


def state_in_sql(on: date) -> Case:
    """The code of the state on that day."""
    decided = [When(outcome=outcome, decided_on__lte=on, then=Value(state)) for outcome, state in OUTCOMES.items()]
    submitted = Q(submitted_on__lte=on)
    return Case(
        *decided,
        When(withdrawn_on__lte=on, then=Value(SubmissionState.WITHDRAWN)),
        When(submitted, condition_on__lte=on, then=Value(SubmissionState.ON_CONDITION)),
        When(submitted, recommended_on__lte=on, then=Value(SubmissionState.TO_DECIDE)),
        When(submitted, then=Value(SubmissionState.IN_REVIEW)),
        When(agreed_by_employers_on__lte=on, then=Value(SubmissionState.AGREED_BY_EMPLOYERS)),
        When(frozen_on__lte=on, then=Value(SubmissionState.FOR_AGREEMENT)),
        default=Value(SubmissionState.DRAFTING),
        output_field=CharField(),
    )


class SubmissionQuerySet(QuerySet[Any]):
    def with_story(self) -> SubmissionQuerySet:
        """Bring versions and decisions along: what `state` reads; six statements at most, however many rows."""
        return self.prefetch_related("versions__frozen_by", "versions__motion", "decisions__made_by")

    def with_state(self, on: date) -> SubmissionQuerySet:
        """Those that exist on that day, with `state_code`."""
        return self.exclude(begun_on__gt=on).annotate(state_code=state_in_sql(on))

    def in_state(self, on: date, *states: SubmissionState) -> SubmissionQuerySet:
        """Those in one of these states on that day."""
        return self.with_state(on).filter(Q(("state_code__in", states)))

    def in_review(self, on: date) -> SubmissionQuerySet:
        """With the regulator, and the product manager has not yet said what to do."""
        return self.in_state(on, SubmissionState.IN_REVIEW)

    def to_decide(self, on: date) -> SubmissionQuerySet:
        """Recommended and not decided; those agreed on a condition come back when nothing of it is left."""
        recommended = self.in_state(on, SubmissionState.TO_DECIDE, SubmissionState.ON_CONDITION)
        waits = Exists(RequestedMember.objects.open(on).filter(group=OuterRef("group")))
        return recommended.exclude(Q(waits, state_code=SubmissionState.ON_CONDITION))

    def agreed(self, on: date) -> SubmissionQuerySet:
        return self.in_state(on, SubmissionState.AGREED)
