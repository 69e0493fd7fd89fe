"""The guidance's reasons for withdrawing support, as they stand for a group: rows for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guidance import messages
from guidance.assessment import LEVELS, AssessmentResult
from guidance.policies import Source
from guidance.vocabulary import RISK_COLOURS
from oversight.models import RiskNote


@dataclass(frozen=True)
class Row:
    """One risk above none, in words; `since` is the first day on which it stood at this level."""

    code: str
    title: str
    level: str
    colour: str
    text: str
    due_on: date | None
    since: date
    source: Source
    notes: Sequence[RiskNote] = ()  # of officials, where a page brings them
    note_href: str = ""  # where the reader may say what is done about it


def rows(result: AssessmentResult) -> list[Row]:
    """The risks of a live answer, the worst first, each with the first day of its level."""
    return [
        Row(
            code=risk.risk,
            title=messages.risk_title(risk.risk),
            level=risk.level.label,
            colour=RISK_COLOURS[risk.level],
            text=messages.risk_sentence(risk.risk, risk.level, risk.due_on, risk.args, on=result.on),
            due_on=risk.due_on,
            since=risk.since or result.on,
            source=result.policy.reason(risk.risk),
        )
        for risk in sorted(result.active_risks, key=lambda risk: -LEVELS.index(risk.level))
    ]
