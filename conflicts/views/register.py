"""The register of interests of a group: as at any day, filtered, and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import SERVING, Action, can
from conflicts.access import get_register_interest, sees_register
from conflicts.forms.register import RegisterForm
from conflicts.models import Register
from conflicts.rules import handlers
from conflicts.views.events import Declared, counted, declared_by, events_since
from conflicts.views.question_texts import about_interest
from conflicts.views.register_rows import RegisterRow, narrowed, roles_of, row_for, rows_for
from groups.access import get_group
from groups.models import Group
from guidance.facts import single_group
from guidance.policies import every_policy
from portal import parameters
from portal.calendar import today
from portal.lists import paginate

CURRENT, PAST, DECLARATIONS, CHANGES, WHOLE = "current", "past", "declarations", "changes", "whole"
SHOWS = (CURRENT, PAST, DECLARATIONS, CHANGES, WHOLE)
PRINTED = 500  # rows of the whole register on one page
NEWEST = 5  # changes told at the top; the rest are a link away


@dataclass
class Shown:
    """What this person sees of the register, as the URL asks for it."""

    group: Group
    form: RegisterForm
    on: date
    is_today: bool
    sees_all: bool
    rows: list[RegisterRow]
    declared: list[Declared]
    text: str
    handled: str

    def interests(self, *, current: bool) -> list[RegisterRow]:
        chosen = [row for row in self.rows if row.is_current == current]
        return narrowed(chosen, text=self.text, handled=self.handled)


def shown_to(request: Request, pk: int) -> Shown:
    first = min(policy.in_force_from for policy in every_policy())
    form = RegisterForm(parameters.answers(request), today=today())
    form.is_valid()
    typed = form.cleaned_data
    on = max(typed.get("on") or today(), first)
    group = get_group(request.user, Action.REGISTER_OPEN, pk=pk, on=today())
    sees_all = sees_register(group)
    roles = roles_of(group, on)
    rows = rows_for(group, on=on, roles=roles, user=request.user, own_only=not sees_all)
    declared = declared_by(group, rows, on=on, roles=roles, user=None if sees_all else request.user)
    text, handled = typed.get("q", ""), typed.get("handled", "")
    return Shown(group, form, on, on == today(), sees_all, rows, declared, text, handled)


@require_GET
def register(request: Request, pk: int) -> HttpResponse:
    shown = shown_to(request, pk)
    show = parameters.choice(request, "show", SHOWS, CURRENT)
    since, is_meeting = since_when(shown)
    events = events_since(shown.rows, since, shown.on) if since else []
    current, past = shown.interests(current=True), shown.interests(current=False)
    rows: dict[str, Any] = {CURRENT: current, PAST: past, DECLARATIONS: shown.declared, CHANGES: events}
    tabs = {CURRENT: "Current interests", PAST: "Past interests", DECLARATIONS: "Who has declared"}
    tabs |= {CHANGES: "What changed"} if since else {}
    is_filtered = bool(shown.text or shown.handled)
    context = {
        "group": shown.group,
        "shown": shown,
        "is_serving": bool(SERVING & shown.group.roles),
        "form": shown.form,
        "show": show,
        "tabs": [(name, text, len(rows[name])) for name, text in tabs.items()],
        "page": None if show == WHOLE else paginate(request, rows[show]),
        "rows": {name: results[:PRINTED] for name, results in rows.items()},
        "query": _query(request),
        "waiting": 0 if shown.group.support_withdrawn_on else sum(bool(row.needs) for row in current),
        "mine": sum(bool(row.needs) and row.may_handle for row in current),
        "not_declared": sum(row.state in ("never", "old") for row in shown.declared),
        "since": since,
        "is_meeting": is_meeting,
        "changed": counted(events),
        "newest": events[:NEWEST] if show == CURRENT else [],
        "is_filtered": is_filtered,
        "is_open": bool(is_filtered or not shown.is_today or shown.form.errors),
        **_sharing(shown),
    }
    return render(request, "conflicts/register.html", context, status=422 if shown.form.errors else 200)


def since_when(shown: Shown) -> tuple[date | None, bool]:
    """From which day changes are told: the one asked for, or the newest meeting's; and whether it is the meeting's."""
    asked = shown.form.cleaned_data.get("since")
    if asked:
        return asked, False
    facts = single_group(shown.group.pk, shown.on)
    met_on = facts.last_meeting_on if facts else None
    return met_on, met_on is not None


def _query(request: Request) -> str:
    """The filters of the address, without what each link sets itself."""
    empty = {name for name, value in parameters.answers(request).items() if not value}
    return parameters.encoded(request, without={"show", "page"} | empty)


def _sharing(shown: Shown) -> dict[str, bool]:
    may = can(shown.group.roles, Action.REGISTER_SHARE)
    is_shared = may and Register.objects.filter(group=shown.group, is_shared=True).exists()
    return {"may_share": may, "is_shared": is_shared}


@require_GET
def interest(request: Request, pk: int, interest_pk: int) -> HttpResponse:
    """One interest: what it says, said before, and every handling."""
    on = today()
    interest = get_register_interest(request.user, pk=pk, interest_pk=interest_pk, on=on)
    group, row = interest.declaration.group, row_for(interest, on)
    may_handle = row.is_current and can(group.roles, Action.CHAIR_INTEREST_HANDLE)
    row.may_handle = may_handle and not handlers(group, on).refusal(row.person, request.user)
    row.is_own = row.person.user_id == request.user.pk
    compareds = about_interest(interest) if row.is_own or row.may_handle else []
    return render(request, "conflicts/interest.html", {"group": group, "row": row, "known": compareds})
