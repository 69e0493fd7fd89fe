"""What no schema can say: references, ids, the order of dates, and what the database cannot hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from oversight.dossier.errors import DossierError
from oversight.dossier.references import check_references, placed

Row = dict[str, Any]
NEVER = "9999-99-99"  # later than every day
UNSTORABLE = re.compile(
    "[\x00\ud800-\udfff]"
)  # PostgreSQL's texts have no NUL; half of a surrogate pair is no character
MOST_APPRENTICESHIPS = 2**63 - 1  # what the column holds


def check_consistency(dossier: Row) -> None:
    """Raises DossierError for the first thing that contradicts another, or that cannot be kept."""
    check_references(dossier)
    for path, start, row, end in _spans(dossier):
        if start and row.get(end) and row[end] < start:
            raise DossierError(f"{path}.{end}", f"expected {start} or later, found {row[end]}")
    _check_memberships(dossier)
    _check_texts("$", dossier)
    _check_numbers(dossier)


def _spans(dossier: Row) -> Iterator[tuple[str, str | None, Row, str]]:
    """Path, first day, row, and the name of the day that must not come before it."""
    for path, row in placed("memberships", dossier):
        yield path, row["started_on"], row, "ended_on"
        for ledger in ("statements", "consents"):
            for where, entry in placed(ledger, row, path):
                yield where, entry["given_on"], entry, "withdrawn_on"
    for path, row in placed("chairs", dossier):
        yield path, row["started_on"], row, "ended_on"
        yield path, row.get("publication_agreed_on"), row, "publication_withdrawn_on"
    for path, row in placed("declarations", dossier):
        for where, entry in placed("interests", row, path):
            yield where, row["declared_on"], entry, "ended_on"
    for path, row in placed("concerns", dossier["group"], "$.group"):
        yield path, row["opened_on"], row, "closed_on"
    for path, row in placed("officials", dossier):
        yield path, row["started_on"], row, "ended_on"
    for path, row in placed("absences", dossier):
        yield path, row["from"], row, "until"


def _check_memberships(dossier: Row) -> None:
    """A person has at most one current membership of the group at a time; a declined one is never current."""
    served: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for path, row in placed("memberships", dossier):
        end = row.get("ended_on") or NEVER
        if row.get("approval") != "declined" and row["started_on"] < end:
            served[row["person"]].append((row["started_on"], end, path))
    for spans in served.values():
        spans.sort()
        for (_, end, _), (start, _, path) in pairwise(spans):
            if start < end:
                raise DossierError(path, "expected one current membership of a person at a time")


def _check_texts(path: str, value: Any) -> None:
    """Every text is one that the database can hold."""
    if isinstance(value, dict):
        for name, part in value.items():
            _check_text(f"{path}.{name}", name)
            _check_texts(f"{path}.{name}", part)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            _check_texts(f"{path}[{place}]", part)
    elif isinstance(value, str):
        _check_text(path, value)


def _check_text(path: str, text: str) -> None:
    if UNSTORABLE.search(text):
        raise DossierError(path.encode("ascii", "replace").decode(), "expected text without NUL and half characters")


def _check_numbers(dossier: Row) -> None:
    if dossier["group"].get("apprenticeship_count", 1) > MOST_APPRENTICESHIPS:
        raise DossierError("$.group.apprenticeship_count", f"expected at most {MOST_APPRENTICESHIPS}")
