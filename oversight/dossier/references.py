"""Whom and what the parts of a dossier name: everything must be in the file, under an id of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from oversight.dossier.errors import DossierError

Row = dict[str, Any]
Placed = tuple[str, Row]
PEOPLE_NAMED_BY = {"travel_claims": "person", "briefings": "person", "invitations": "person", "mentorings": "mentor"}
USERS_NAMED_BY = (
    *(("officials", "user"), ("absences", "user"), ("absences", "cover")),
    *(("cases", "raised_by"), ("submissions", "recommended_by")),
)


def check_references(dossier: Row) -> None:
    """Raises DossierError for the first id that is there twice, and for what is named and not there."""
    organisations = _ids("organisations", dossier)
    people = _ids("people", dossier)
    users = _ids("users", dossier, taken=people)
    for path, name, value in _people_named(dossier):
        _check(path, name, value, people)
    for path, row in _referring(dossier):
        _check(path, "person", row.get("person"), people)
        _check(path, "organisation", row.get("organisation"), organisations)
    for part, name in USERS_NAMED_BY:
        for path, row in placed(part, dossier):
            _check(path, name, row.get(name), users)
    _check("$.enquiry", "user", (dossier.get("enquiry") or {}).get("user"), users)
    for path, name, value in _anybody_named(dossier):
        _check(path, name, value, people | users)
    _check_motions(dossier)


def placed(name: str, row: Row, path: str = "$") -> Iterator[Placed]:
    """The entries of a list in the dossier, each with its path."""
    for place, entry in enumerate(row.get(name) or []):
        yield f"{path}.{name}[{place}]", entry


def _ids(name: str, dossier: Row, taken: Collection[str] = ()) -> set[str]:
    ids: set[str] = set()
    for path, row in placed(name, dossier):
        if row["id"] in ids or row["id"] in taken:
            raise DossierError(f"{path}.id", f"expected an id of its own, found {row['id']!r} again")
        ids.add(row["id"])
    return ids


def _check(path: str, name: str, value: str | None, ids: set[str]) -> None:
    if value and value not in ids:
        raise DossierError(f"{path}.{name}", f"expected an id that stands in the file, found {value!r}")


def _referring(dossier: Row) -> Iterator[Placed]:
    """Rows with a person or an organisation."""
    for name in ("memberships", "chairs", "declarations", "engagements"):
        yield from placed(name, dossier)
    for path, row in placed("declarations", dossier):
        yield from placed("interests", row, path)
    yield from placed("epao_quotes", dossier.get("evidence") or {}, "$.evidence")


def _people_named(dossier: Row) -> Iterator[tuple[str, str, str | None]]:
    for part, name in PEOPLE_NAMED_BY.items():
        yield from ((path, name, row.get(name)) for path, row in placed(part, dossier))
    yield "$.enquiry", "person", (dossier.get("enquiry") or {}).get("person")
    for path, row in placed("hand_overs", dossier):
        yield from ((path, name, row.get(name)) for name in ("leaving", "successor"))
    for part, entries in (("motions", "votes"), ("meetings", "replies")):
        for path, row in placed(part, dossier):
            yield from ((where, "person", entry["person"]) for where, entry in placed(entries, row, path))
    for path, row in placed("motions", dossier):
        yield from ((path, f"barred[{place}]", value) for place, value in enumerate(row.get("barred") or []))


def _anybody_named(dossier: Row) -> Iterator[tuple[str, str, str | None]]:
    """People or users."""
    for part in ("justifications", "mitigations"):
        yield from ((path, "asked_by", row.get("asked_by")) for path, row in placed(part, dossier["group"], "$.group"))
    for path, row in placed("meetings", dossier):
        yield from ((where, "owner", entry.get("owner")) for where, entry in placed("actions", row, path))


def _check_motions(dossier: Row) -> None:
    meetings = len(dossier.get("meetings") or [])
    for path, row in placed("motions", dossier):
        if row.get("meeting") is not None and row["meeting"] >= meetings:
            raise DossierError(f"{path}.meeting", f"expected the place of a meeting, found {row['meeting']}")
