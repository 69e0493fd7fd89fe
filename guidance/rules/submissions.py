"""How far a group's work is: what it submitted, and what the regulator agreed."""

from __future__ import annotations

from datetime import date

from guidance.facts import Facts
from guidance.vocabulary import SubmissionKind


def is_submitted(facts: Facts, kind: SubmissionKind) -> bool:
    """Whether one of that kind ever was submitted, whatever became of it."""
    return any(
        name == kind and submitted
        for name, submitted in zip(facts.submissions, facts.submissions_submitted, strict=True)
    )


def newest_agreed_by_employers(facts: Facts, kind: SubmissionKind) -> bool:
    """Whether the employers agreed the newest one of that kind; false where there is none."""
    agreed = [
        agreed
        for name, agreed in zip(facts.submissions, facts.submissions_agreed_by_employers, strict=True)
        if name == kind
    ]
    return bool(agreed) and agreed[-1]


def proposal_agreed_on(facts: Facts) -> date | None:
    """The day on which the regulator first agreed an occupation proposal."""
    days = [
        day
        for name, day in zip(facts.submissions, facts.submissions_agreed_on, strict=True)
        if name == SubmissionKind.PROPOSAL and day
    ]
    return min(days, default=None)


def owes_standard(facts: Facts) -> bool:
    """A proposal is agreed, and the standard or the EPA plan is not yet submitted."""
    if proposal_agreed_on(facts) is None:
        return False
    return not (is_submitted(facts, SubmissionKind.STANDARD) and is_submitted(facts, SubmissionKind.EPA_PLAN))


def is_developing(facts: Facts) -> bool:
    """The group works towards its proposal, or towards its standard and EPA plan."""
    return not is_submitted(facts, SubmissionKind.PROPOSAL) or owes_standard(facts)
