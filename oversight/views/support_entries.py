"""Cases, concerns and mitigating circumstances as they are told on the page of a group's support."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Action, can
from groups.models import Concern, Group
from oversight.enums import CaseOutcome
from oversight.models import Mitigation, WithdrawalCase


@dataclass
class Entry:
    """One thing with its state, its story as rows of a summary list, and what this person can do about it."""

    title: str
    state: str
    colour: str
    since: datetime | date
    is_open: bool
    is_case: bool = False
    rows: list[dict[str, str]] = field(default_factory=list)
    actions: list[dict[str, str]] = field(default_factory=list)

    def tells(self, key: str, value: object, by: object = None, at: date | datetime | None = None) -> None:
        """A row, where there is something to tell."""
        if value:
            who = ", ".join(str(part) for part in (by, day_text(at) if at else None) if part)
            self.rows.append({"key": key, "value": str(value), "who": who})

    def offers(self, text: str, page: str, *keys: int) -> None:
        self.actions.append({"text": text, "href": reverse(f"oversight:{page}", args=keys)})


def entries(group: Group, user: User, on: date) -> list[Entry]:
    """All of a group, what is open first, then the newest; three statements. The group comes with its roles."""
    cases = group.withdrawal_cases.select_related(
        "raised_by", "discussed_by", "decided_by", "map_decided_by", "mitigation"
    )
    concerns = Concern.objects.filter(group=group).select_related("opened_by", "responded_by", "closed_by")
    asked = group.mitigations.select_related("asked_by", "decided_by")
    results = [
        *(_case(group, case, user) for case in cases),
        *(_concern(group, concern) for concern in concerns),
        *(_mitigation(group, mitigation, user, on) for mitigation in asked),
    ]
    newest = sorted(results, key=lambda entry: day_text(entry.since, "%Y-%m-%d"), reverse=True)
    return sorted(newest, key=lambda entry: (not entry.is_open, not entry.is_case))


def day_text(day: date | datetime, form: str = "%-d %B %Y") -> str:
    return (timezone.localdate(day) if isinstance(day, datetime) else day).strftime(form)


def _alive(group: Group, action: Action) -> bool:
    return group.support_withdrawn_on is None and can(group.roles, action)


def _case(group: Group, case: WithdrawalCase, user: User) -> Entry:
    state, colour = _state_of(case)
    is_unmapped = case.outcome == CaseOutcome.WITHDRAW and not case.map_decided_at
    entry = Entry(
        "Withdrawal of support", state, colour, case.raised_at, is_open=case.is_open or is_unmapped, is_case=True
    )
    entry.tells("Reason", case.get_reason_display())
    entry.tells("Evidence", case.evidence, case.raised_by, case.raised_at)
    talk = f"With {case.discussed_with}\n{case.discussion}" if case.discussed_on else ""
    entry.tells("Discussed with the group", talk, case.discussed_by, case.discussed_on)
    entry.tells("Decision", case.get_outcome_display(), case.decided_by, case.decided_at)
    entry.tells("Why", case.decision)
    entry.tells("Circumstances hold until", case.mitigation and day_text(case.mitigation.until))
    entry.tells("The occupation’s place", case.get_map_outcome_display(), case.map_decided_by, case.map_decided_at)
    entry.tells("Why the place", case.map_reason)
    if case.is_open and _alive(group, Action.WITHDRAWAL_RAISE):
        text = "Record another talk" if case.discussed_on else "Record the talk with the group"
        entry.offers(text, "case_discuss", group.pk, case.pk)
    may_decide = can(group.roles, Action.WITHDRAWAL_DECIDE)
    if case.is_open and case.discussed_on and may_decide and case.raised_by_id != user.pk:
        entry.offers("Decide", "case_decide", group.pk, case.pk)
    if is_unmapped and may_decide:
        entry.offers("Decide about the occupation’s place on the map", "case_map", group.pk, case.pk)
    return entry


def _state_of(case: WithdrawalCase) -> tuple[str, str]:
    if case.is_open:
        return ("Waits for a decision", "orange") if case.discussed_on else ("To be discussed with the group", "yellow")
    if case.outcome != CaseOutcome.WITHDRAW:
        return "Support continues", "green"
    return ("Support withdrawn", "grey") if case.map_decided_at else ("Place on the map to be decided", "orange")


def _concern(group: Group, concern: Concern) -> Entry:
    is_open = concern.closed_on is None
    state, colour = ("Open", "red") if is_open else ("Closed", "grey")
    entry = Entry(f"Concern: {concern.get_kind_display()}", state, colour, concern.opened_on, is_open)
    entry.tells("What was seen", concern.reason, concern.opened_by, concern.opened_on)
    entry.tells("What the group says", concern.response, concern.responded_by, concern.responded_at)
    entry.tells("What came of it", concern.answer, concern.closed_by, concern.closed_on)
    if is_open and _alive(group, Action.CONCERN_ANSWER):
        text = "Change your answer" if concern.response else "Answer it"
        entry.offers(text, "concern_answer", group.pk, concern.pk)
    if is_open and _alive(group, Action.CONCERN_RAISE):
        entry.offers("Close it", "concern_close", group.pk, concern.pk)
    return entry


def _mitigation(group: Group, mitigation: Mitigation, user: User, on: date) -> Entry:
    is_open = not (mitigation.accepted_on or mitigation.declined_on)
    title = f"Mitigating circumstances: {mitigation.get_risk_display()}"
    state, colour = _mitigation_state(mitigation, on)
    entry = Entry(title, state, colour, mitigation.asked_at, is_open)
    entry.tells("Circumstances", mitigation.reason, mitigation.asked_by, mitigation.asked_at)
    entry.tells("To hold until", day_text(mitigation.until))
    decided_on = mitigation.accepted_on or mitigation.declined_on
    word = "Accepted" if mitigation.accepted_on else "Declined"
    entry.tells(word, decided_on and (mitigation.answer or word), mitigation.decided_by, decided_on)
    if is_open and _alive(group, Action.MITIGATION_DECIDE) and mitigation.asked_by_id != user.pk:
        entry.offers("Decide", "mitigation_decide", group.pk, mitigation.pk)
    return entry


def _mitigation_state(mitigation: Mitigation, on: date) -> tuple[str, str]:
    if mitigation.declined_on:
        return "Declined", "grey"
    if not mitigation.accepted_on:
        return "Waits for an answer", "yellow"
    return ("Over", "grey") if mitigation.until < on else ("Holds", "green")
