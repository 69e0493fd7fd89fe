"""All that a person ever gave and withdrew, in every group, with the words as they were."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.models import User
from groups.models import Group
from guidance.policies import statements_given
from members.models import ChairAppointment, Consent, Statement
from members.rules.confirmations import CHAIR_CONFIRMATIONS, PUBLICATION, Confirmation
from portal.calendar import today
from portal.exports import csv_download
from portal.lists import paginate

HEADER = ("Group", "Reference", "What", "Words", "Where the words stand", "Given on", "Withdrawn on")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was given, and perhaps withdrawn; `text` as it was then."""

    group: Group
    what: str
    text: str
    document: str
    given_on: date
    withdrawn_on: date | None


@require_GET
def ledger(request: Request) -> HttpResponse:
    page = paginate(request, entries(request.user))
    return render(request, "members/ledger.html", {"page": page})


@require_GET
def ledger_csv(request: Request) -> StreamingHttpResponse:
    rows = (
        (
            entry.group.name,
            entry.group.reference,
            entry.what,
            entry.text,
            entry.document,
            entry.given_on,
            entry.withdrawn_on or "",
        )
        for entry in entries(request.user)
    )
    return csv_download(f"what-you-gave-{today():%Y-%m-%d}", HEADER, rows)


def entries(user: User) -> list[Entry]:
    """The user's own, the newest first; three statements, however many."""
    results = [*_given(user), *_confirmed(user)]
    return sorted(results, key=lambda entry: (entry.given_on, entry.withdrawn_on or date.max), reverse=True)


def _given(user: User) -> Iterator[Entry]:
    for rows in (Statement.objects, Consent.objects):
        for row in rows.filter(membership__person__user=user).select_related("membership__group"):
            wording = statements_given(row.wording_version, row.given_on)
            item = wording.item(row.code)
            text = item.text if item else row.get_code_display()
            group = row.membership.group
            yield Entry(group, row.get_code_display(), text, wording.document, row.given_on, row.withdrawn_on)


def _confirmed(user: User) -> Iterator[Entry]:
    """What a chair confirmed and took back, from the history of each appointment."""
    own = ChairAppointment.history.filter(person__user=user).select_related("group")
    versions: dict[int, list[Any]] = {}
    for version in own.order_by("history_date", "history_id"):
        versions.setdefault(version.id, []).append(version)
    for rows in versions.values():
        for confirmation in CHAIR_CONFIRMATIONS:
            yield from _spans(rows, confirmation)


def _spans(rows: list[Any], confirmation: Confirmation) -> Iterator[Entry]:
    """Each time the field was set anew, until it was emptied or, for publication, marked as withdrawn."""
    field, version_field = confirmation.field, confirmation.version_field
    given: list[tuple[date, date | None, str]] = []
    for before, now in pairwise([None, *rows]):
        was, value, version = getattr(before, field, None), getattr(now, field), getattr(now, version_field)
        ended = now.publication_withdrawn_on if confirmation.code == PUBLICATION else None
        if was and not value:
            given[-1] = (given[-1][0], timezone.localdate(now.history_date), given[-1][2])
        elif value and value == was and version == given[-1][2]:
            given[-1] = (value, ended, version)
        elif value and value == was:  # given again under new words
            given.append((timezone.localdate(now.history_date), ended, version))
        elif value:
            given.append((value, ended, version))
    for given_on, withdrawn_on, version in given:
        wording = statements_given(version, given_on)
        text = confirmation.text(wording)
        yield Entry(rows[-1].group, confirmation.title, text, wording.document, given_on, withdrawn_on)
