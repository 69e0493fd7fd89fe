"""What is done about a risk: noted on a page of its own, shown beside the risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from groups.models import Group
from guidance import messages
from guidance.vocabulary import RiskCode
from oversight.actions import risk_notes
from oversight.forms.support import RiskNoteForm
from oversight.models import RiskNote
from oversight.views.risks import Row
from oversight.views.support_entries import day_text
from oversight.views.support_page import form_page, saved
from portal.calendar import day_of, today

MOST = 20  # earlier ones that a page shows


@require_http_methods(["GET", "HEAD", "POST"])
def note_risk(request: Request, pk: int, risk: str) -> HttpResponse:
    on = today()
    group = get_group(request.user, Action.RISK_LOOK, pk=pk, on=on)
    if risk not in RiskCode.values:
        raise Http404
    code = RiskCode(risk)
    risk_notes.refuse_unless_active(group, code, on)
    form = RiskNoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        risk_notes.note_risk(group=group, risk=code, **form.cleaned_data, by=request.user, now=timezone.now())
        return saved(request, group, "Your note is saved. The chairs are told.")
    before = group.risk_notes.filter(risk=code).select_related("noted_by").order_by("-noted_at", "-pk")[:MOST]
    lines = [(f"{risk_note.noted_by}, {day_text(risk_note.noted_at)}", risk_note.text) for risk_note in before]
    lines = [("Risk", messages.risk_title(code)), *lines]
    return form_page(request, group, form, title="Say what is done about a risk", button="Save the note", lines=lines)


def with_notes(group: Group, rows: Sequence[Row]) -> tuple[list[Row], list[RiskNote]]:
    """The risks with what was noted since their level began, the newest first, and earlier notes; one statement."""
    notes = list(group.risk_notes.select_related("noted_by").order_by("-noted_at", "-pk"))
    since = {row.code: row.since for row in rows}
    current = [note for note in notes if note.risk in since and day_of(note.noted_at) >= since[note.risk]]
    shown = [
        replace(row, notes=[note for note in current if note.risk == row.code], note_href=_page(group, row.code))
        for row in rows
    ]
    return shown, [note for note in notes if note not in current][:MOST]


def _page(group: Group, code: str) -> str:
    """Where the reader says what is done about the risk; empty for who may not."""
    return reverse("oversight:risk_note", args=[group.pk, code]) if can(group.roles, Action.RISK_LOOK) else ""
