"""The register as files: CSV for a spreadsheet, tagged PDF for the record; under the same filters as the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from accounts.http import Request
from conflicts.forms.register import HANDLED
from conflicts.models import Handling, Interest
from conflicts.views.events import Event, counted, events_since
from conflicts.views.register import Shown, shown_to, since_when
from conflicts.views.register_rows import CHANGED, UNHANDLED, RegisterRow
from portal import pdf
from portal.exports import csv_download
from portal.templatetags.portal import govuk_date

HEADER = (
    *("Person", "Role", "State", "Kind of interest", "Organisation", "What the organisation does"),
    *("Only by employment", "How it could affect", "Description"),
    *("Held since", "Declared on", "Changed on", "Ended on"),
    *("Handling", "Covers", "Reason", "Handled on", "Handled by"),
)
Cell = list[tuple[str, str]]  # style and text, as `portal.pdf.report` takes them


@require_GET
def register_csv(request: Request, pk: int) -> StreamingHttpResponse:
    """The register as the filters leave it, ended interests too, then who declared nothing."""
    shown = shown_to(request, pk)
    return csv_download(_name(shown), HEADER, _cells(shown))


def _cells(shown: Shown) -> Iterator[list[object]]:
    for current in (True, False):
        for row in shown.interests(current=current):
            yield _line(row)
    for declared in shown.declared if not (shown.text or shown.handled) else []:
        if not declared.interests:
            day = declared.declared_on.isoformat() if declared.declared_on else ""
            yield [declared.person.name, declared.role, declared.status, *[""] * 7, day, *[""] * 7]


def _line(row: RegisterRow) -> list[object]:
    interest, handling, body = row.stated, row.handling, row.stated.organisation
    days = (interest.began_on, row.interest.declaration.declared_on, row.changed_on, row.interest.ended_on)
    said = [
        row.person.name,
        row.role,
        "Current" if row.is_current else "Ended",
        interest.get_nature_display(),
        body.name if body else "",
        "; ".join(body.deeds) if body else "",
        "Yes" if interest.by_employment else "No",
        interest.get_perception_display(),
        interest.description,
        *(day.isoformat() if day else "" for day in days),
    ]
    if handling is None:
        return [*said, "Not handled yet" if row.needs else "", "", "", "", ""]
    covers = "; ".join(handling.subject_names) or ("Everything" if handling.bars else "")
    by = str(handling.recorded_by or "")
    return [*said, handling.get_measure_display(), covers, handling.reason, handling.recorded_on.isoformat(), by]


def _name(shown: Shown) -> str:
    return f"register-{shown.group.reference}-{shown.on:%Y-%m-%d}"


# --- as PDF ----------------------------------------------------------------------------------------------------------
@require_GET
def register_pdf(request: Request, pk: int) -> HttpResponse:
    """What changed since the last meeting, then every interest as the filters leave them, then who has declared."""
    shown = shown_to(request, pk)
    return pdf.download(_name(shown), _report(shown))


def _report(shown: Shown) -> dict[str, Any]:
    current, past = shown.interests(current=True), shown.interests(current=False)
    return {
        "title": f"Register of interests as at {govuk_date(shown.on)}",
        "caption": f"{shown.group.name} ({shown.group.reference})",
        "wide": True,
        "sections": [
            *_notes(shown),
            *_changes(shown),
            _interests("Current interests", current),
            _interests("Past interests", past),
            _declared(shown),
        ],
    }


def _notes(shown: Shown) -> Iterator[dict[str, Any]]:
    """What the reader must know to read the rest rightly."""
    notes = []
    if not shown.sees_all:
        notes.append("This file holds what you declared yourself, and nobody else’s interests.")
    if shown.text or shown.handled:
        chosen = dict(HANDLED)[shown.handled].lower()
        text = f"words “{shown.text}”, " if shown.text else ""
        notes.append(f"Only some interests are shown: {text}{chosen}.")
    if notes:
        yield {"heading": "", "text": notes}


def _changes(shown: Shown) -> Iterator[dict[str, Any]]:
    since, is_meeting = since_when(shown)
    if since is None:
        return
    events = events_since(shown.rows, since, shown.on)
    heading = f"Changes since {'the last meeting on ' if is_meeting else ''}{govuk_date(since)}"
    rows = [[[("strong", event.row.person.name)], *_event(event)] for event in events]
    table = {"widths": [2, 1, 2, 4], "header": ["Person", "When", "What", "Interest"], "rows": rows}
    yield {"heading": heading, "text": [counted(events) or "Nothing changed."]} | ({"table": table} if rows else {})


def _event(event: Event) -> list[Cell]:
    what = f"{event.what}: {event.text}" if event.text else event.what
    return [[("plain", govuk_date(event.on))], [("plain", what)], [("plain", _title(event.row.stated))]]


def _title(interest: Interest) -> str:
    return interest.get_nature_display() + (f" in {interest.organisation.name}" if interest.organisation else "")


def _interests(heading: str, rows: Sequence[RegisterRow]) -> dict[str, Any]:
    if not rows:
        return {"heading": heading, "text": ["None."]}
    cells = [
        [[("strong", row.person.name), ("small", row.role)], _said(row), _days(row), _handled(row)] for row in rows
    ]
    header = ["Person", "Interest", "When", "How it is handled"]
    return {"heading": heading, "table": {"widths": [2, 4, 2, 4], "header": header, "rows": cells}}


def _said(row: RegisterRow) -> Cell:
    interest, body = row.stated, row.stated.organisation
    title = _title(interest) + (", only by employment there" if body and interest.by_employment else "")
    deeds = [("small", " · ".join(body.deeds))] if body and body.deeds else []
    since = f"Held since {govuk_date(interest.began_on)}. " if interest.began_on else ""
    return [
        ("strong", title),
        *deeds,
        ("plain", interest.description),
        ("small", since + interest.get_perception_display()),
    ]


def _days(row: RegisterRow) -> Cell:
    interest = row.interest
    days = {"Declared": interest.declaration.declared_on, "Changed": row.changed_on, "Ended": interest.ended_on}
    return [("plain", f"{what} {govuk_date(day)}") for what, day in days.items() if day]


def _handled(row: RegisterRow) -> Cell:
    handling = row.handling
    if handling is None:
        return [("strong", "Not handled yet" if row.needs == UNHANDLED else "Not handled")]
    changed = [("strong", "Changed since handled")] if row.needs == CHANGED else []
    reason = [("plain", handling.reason)] if handling.reason else []
    by = f"{handling.recorded_by}, " if handling.recorded_by else ""
    return [*changed, ("strong", _measure(handling)), *reason, ("small", f"{by}{govuk_date(handling.recorded_on)}")]


def _measure(handling: Handling) -> str:
    if handling.subject_names:
        return f"{handling.get_measure_display()}: {', '.join(handling.subject_names).lower()}"
    return handling.get_measure_display() + (": everything the group decides" if handling.bars else "")


def _declared(shown: Shown) -> dict[str, Any]:
    heading = "Who has declared"
    if not shown.declared:
        return {"heading": heading, "text": ["Nobody serves on the group yet."]}
    rows = [
        [
            [("strong", declared.person.name), ("small", declared.role)],
            [("plain", declared.status)],
            [("plain", govuk_date(declared.declared_on) or "Never")],
            [("plain", declared.number)],
        ]
        for declared in shown.declared
    ]
    header = ["Person", "Declaration", "Last declared", "Current interests"]
    return {"heading": heading, "table": {"widths": [4, 3, 2, 2], "header": header, "rows": rows}}
