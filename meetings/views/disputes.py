"""How a motion was agreed, in sentences: whose votes others recorded, and what of that is contradicted."""

from __future__ import annotations

from collections import defaultdict

from meetings.actions.disputes import Dispute
from meetings.models import Motion
from meetings.rules.voting import Tally


def counted(count: Tally) -> str:
    return f"{count.votes_for} for, {count.against} against, {count.abstained} abstained"


def recorded_by_others(dispute: Dispute) -> list[str]:
    """Whose votes somebody else recorded, one sentence for each who did."""
    results = defaultdict(list)
    for vote in dispute.recorded:
        results[str(vote.recorded_by)].append(vote.person.name)
    return [
        f"{by} recorded in the meeting how these people voted: {', '.join(names)}." for by, names in results.items()
    ]


def contradictions(motion: Motion, dispute: Dispute) -> list[str]:
    """What people say is not so, and the count without it; nothing where nobody contradicts."""
    results = [
        f"{vote.person.name} says that this is not how they voted{_quoted(vote.answer_words)}."
        for vote in dispute.contradicted
    ]
    results += [
        f"{attendance.person.name} says that what was recorded of their presence is not so"
        f"{_quoted(attendance.answer_words)}."
        for attendance in dispute.absent
    ]
    results += [
        f"{attendance.person.name} says that they were there, and was not counted{_quoted(attendance.answer_words)}."
        for attendance in dispute.left_out
    ]
    return [*results, count_without(motion, dispute)] if results else []


def count_without(motion: Motion, dispute: Dispute) -> str:
    ended = motion.get_result_display().lower()
    then = f"not be {ended}: nothing can rest on it" if dispute.turns else f"still be {ended}"
    return f"Without what is contradicted: {counted(dispute.count)}; the motion would {then}."


def _quoted(text: str) -> str:
    return f" (“{text}”)" if text else ""
