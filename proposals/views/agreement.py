"""How the employers agreed the version that counts, for whoever submits, recommends or decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meetings.actions.disputes import dispute_of
from meetings.models import Motion
from meetings.views.disputes import contradictions, recorded_by_others
from proposals.actions.agreeing import waiting_text
from proposals.models import Submission


@dataclass(frozen=True, slots=True)
class Agreement:
    """The motion in sentences: its count, who recorded whose votes, what of that is contradicted, for whom it waits.

    `turns`: without what is contradicted it would have been lost.
    """

    motion: Motion
    texts: list[str]
    contradicted: list[str]
    waiting: str
    turns: bool


def agreement_of(submission: Submission, on: date) -> Agreement | None:
    """None where no motion in the portal carried the newest version; four statements at most."""
    motion = submission.newest.motion if submission.newest else None
    if motion is None or not motion.is_carried:
        return None
    dispute, outcome = dispute_of(motion), motion.outcome
    count = f"{outcome['for']} for, {outcome['against']} against, {outcome['abstained']} abstained"
    took_part = f"{outcome['took_part']} of {outcome['denominator']} voters took part"
    how = "in a meeting" if motion.meeting_id else "by correspondence"
    waiting = "" if submission.submitted_on else waiting_text(submission, on)
    return Agreement(
        motion,
        [f"{count}, {how}; {took_part}.", *recorded_by_others(dispute)],
        contradictions(motion, dispute),
        waiting,
        dispute.turns,
    )
