"""What changed between two days, as rows: what it was, what it is, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from guidance import messages
from guidance.assessment import PASSES, AssessmentResult
from guidance.rules import RULES, Finding, Subject
from guidance.sentences import counted, day
from guidance.stage import next_step
from guidance.vocabulary import RISK_COLOURS, GateCode, RiskLevel, Status
from oversight.foresight.causes import Explained
from oversight.foresight.changes import Key, Moment, Part
from oversight.views.change_causes import CauseRow, Wording

AS = {Subject.CHAIR: ", as chair"}
ABSENT = {Subject.CHAIR: "Not chair"}
NOT_ASKED = "Not asked"
COLOURS = {Status.MET: "green", Status.NOT_MET: "red", Status.JUSTIFIED: "blue"}


@dataclass(frozen=True)
class ChangeRow:
    title: str
    before: str
    after: str
    colour: str  # of the later value; none: as plain text
    detail: str
    cause: CauseRow


@dataclass(frozen=True)
class Section:
    title: str
    rows: list[ChangeRow]


class Rows:
    """Sections of rows for the changes between two moments; whoever came or went is one row."""

    def __init__(self, before: Moment, after: Moment, wording: Wording) -> None:
        self.before, self.after, self.wording = before, after, wording
        self.findings = [_by_key(moment.result) for moment in (before, after)]

    def sections(self, changes: list[Explained]) -> list[Section]:
        group = [change for change in changes if change.change.key.subject is None]
        by_part = {part: [self._row(change) for change in group if change.change.key.part == part] for part in Part}
        sections = [
            Section("Risks to the group’s support", by_part[Part.RISK]),
            Section("Steps", by_part[Part.STEP] + by_part[Part.GATE]),
            Section("Rules for the group", by_part[Part.RULE]),
            Section("Rules for its people", self._of_people(changes)),
        ]
        return [section for section in sections if section.rows]

    def _row(self, explained: Explained, who: str = "") -> ChangeRow:
        (key, was, now), cause = explained
        title, before, after, colour = _TEXTS[key.part](key, was, now)
        detail = self._detail(key, now)
        return ChangeRow(who + title, before, after, colour, detail, self.wording.cause(cause))

    def _detail(self, key: Key, now: Any) -> str:
        """What there is to say of the later day."""
        result = self.after.result
        if key.part == Part.RISK:
            [risk] = [risk for risk in result.risks if risk.risk == key.code]
            return "" if risk.level == RiskLevel.NONE else _sentence(risk, self.after)
        if key.part == Part.GATE and now is False:
            return f"{counted(len(result.gates[GateCode(key.code)].blockers), 'rule')} not met for it"
        finding = self.findings[1].get(key)
        if finding is None or finding.status != Status.NOT_MET:
            return ""
        return messages.sentence(finding.rule, finding.status, finding.args)

    # --- people ------------------------------------------------------------------------------------------------------
    def _of_people(self, changes: list[Explained]) -> list[ChangeRow]:
        people: dict[tuple[int, Subject], list[Explained]] = defaultdict(list)
        for explained in changes:
            key = explained.change.key
            if key.subject is not None:
                people[key.subject, RULES[key.code].subject].append(explained)
        rows: list[ChangeRow] = []
        for (person, subject), own in sorted(people.items(), key=lambda item: self._who(*item[0])):
            rows += self._of_person(person, subject, own)
        return rows

    def _of_person(self, person: int, subject: Subject, own: list[Explained]) -> list[ChangeRow]:
        who = self._who(person, subject)
        before, after = (_counted(findings, person, subject) for findings in self.findings)
        if before and after:
            return [self._row(explained, f"{who}: ") for explained in own]
        cause = self.wording.cause(own[0].cause)
        absent = ABSENT.get(subject, "Not in the group")
        return [ChangeRow(who, before or absent, after or absent, "", "", cause)]

    def _who(self, person: int, subject: Subject) -> str:
        return self.wording.people.name(person) + AS.get(subject, "")


def _by_key(result: AssessmentResult) -> dict[Key, Finding]:
    return {Key(Part.RULE, finding.rule, finding.subject): finding for finding in result.findings}


def _counted(findings: dict[Key, Finding], person: int, subject: Subject) -> str:
    """How many of the rules about somebody are met; nothing where none is asked."""
    own = [f for key, f in findings.items() if key.subject == person and RULES[key.code].subject is subject]
    met = sum(finding.status in PASSES for finding in own)
    return f"{met} of {counted(len(own), 'rule')} met" if own else ""


def _sentence(risk: Any, moment: Moment) -> str:
    return messages.risk_sentence(risk.risk, risk.level, risk.due_on, risk.args, on=moment.on)


def _of_risk(key: Key, was: Any, now: Any) -> tuple[str, str, str, str]:
    before, after = (_level(value) for value in (was, now))
    return messages.risk_title(key.code), before, after, RISK_COLOURS.get(now[0], "green") if now else "grey"


def _level(value: Any) -> str:
    if value is None:
        return NOT_ASKED
    level, due_on = value
    return str(RiskLevel(level).label) + (f", due {day(due_on)}" if due_on else "")


def _of_step(key: Key, was: Any, now: Any) -> tuple[str, str, str, str]:
    return "Next step", next_step(was), next_step(now), "blue"


def _of_gate(key: Key, was: Any, now: Any) -> tuple[str, str, str, str]:
    texts = {None: NOT_ASKED, True: "Ready", False: "Not ready"}
    colours = {None: "grey", True: "green", False: "red"}
    return f"Gate: {GateCode(key.code).label}", texts[was], texts[now], colours[now]


def _of_rule(key: Key, was: Any, now: Any) -> tuple[str, str, str, str]:
    before, after = (str(Status(value).label) if value else NOT_ASKED for value in (was, now))
    return messages.requirement(key.code), before, after, COLOURS.get(now, "grey")


_TEXTS = {Part.RISK: _of_risk, Part.STEP: _of_step, Part.GATE: _of_gate, Part.RULE: _of_rule}
