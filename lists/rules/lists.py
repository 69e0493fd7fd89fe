"""Lists of standards with the employers that made them, as a JSON file. Pure.

Every entry is accounted for: it gives at least one name, or it is rejected with its reason.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from lists.rules.entries import LONGEST, named, parts_of, shortened
from members.rules.names import same_name
from portal.imports import NotText, decode
from portal.text import clean_text

REFERENCE = re.compile(r"[A-Z]{2,4}[0-9]{4}[A-Z]?")
LEVELS = frozenset("2345678")


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry that gave no name: the group's reference, the entry as it stood, and why."""

    group: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Name:
    """One employer's name, with the entry it came from."""

    name: str
    text: str


@dataclass(slots=True)
class EmployerList:
    """One standard of the file. `entries` counts what the file has, before anything is cleaned."""

    reference: str
    title: str
    level: int | None
    route: str
    status: str
    entries: int
    members: int = 0  # entries that gave a name
    names: list[Name] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    split: list[Rejected] = field(default_factory=list)  # entries in which several names stand, or part of one was lost


class NotALists(ValueError):
    """The file is refused; `path` says where in it."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


def read(content: bytes) -> list[EmployerList]:
    """Every standard of the file, in its order, with or without employers. Raises NotALists."""
    try:
        results = json.loads(decode(content))
    except (NotText, ValueError, RecursionError) as problem:
        reason = "the file is nested too deeply" if isinstance(problem, RecursionError) else str(problem)
        raise NotALists("$", f"not JSON ({reason})") from problem
    if not isinstance(results, list) or not results:
        raise NotALists("$", "expected a list of standards with the employers that made them")
    lists = [_standard(line, f"$[{place}]") for place, line in enumerate(results)]
    _refuse_repeats(lists)
    return lists


def _refuse_repeats(lists: list[EmployerList]) -> None:
    seen: dict[str, int] = {}
    for place, employer_list in enumerate(lists):
        if employer_list.reference in seen:
            raise NotALists(
                f"$[{place}].reference_code",
                f"{employer_list.reference} stands in $[{seen[employer_list.reference]}] already",
            )
        seen[employer_list.reference] = place


def _standard(cell: Any, path: str) -> EmployerList:
    if not isinstance(cell, dict):
        raise NotALists(path, "expected an object")
    for key in ("name", "reference_code", "employers_involved"):
        if key not in cell:
            raise NotALists(f"{path}.{key}", "missing")
    reference = _text(cell["reference_code"], f"{path}.reference_code").upper()
    if not REFERENCE.fullmatch(reference):
        raise NotALists(f"{path}.reference_code", f"not a reference like ST0001: “{shortened(reference)}”")
    entries = cell["employers_involved"]
    if entries is not None and not isinstance(entries, list):
        raise NotALists(f"{path}.employers_involved", "expected a list of names, or null")
    employer_list = EmployerList(
        reference=reference,
        title=_text(cell["name"], f"{path}.name"),
        level=_level(cell.get("level"), f"{path}.level"),
        route=_optional(cell.get("route"), f"{path}.route"),
        status=_optional(cell.get("status"), f"{path}.status"),
        entries=len(entries or []),
    )
    for place, entry in enumerate(entries or []):
        if not isinstance(entry, str):
            raise NotALists(f"{path}.employers_involved[{place}]", "expected text")
        _take(employer_list, entry)
    return employer_list


def _text(value: Any, path: str) -> str:
    text = _optional(value, path)
    if not text:
        raise NotALists(path, "expected text")
    return text


def _optional(value: Any, path: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise NotALists(path, f"expected text of up to {LONGEST} characters")
    try:
        return " ".join(clean_text(value).split())
    except ValidationError as problem:
        raise NotALists(path, problem.messages[0]) from problem


def _level(value: Any, path: str) -> int | None:
    if value in (None, "", "TBC") or (value == 0 and value is not False):  # how lists say that it is not known yet
        return None
    text = str(value)
    if text not in LEVELS:
        raise NotALists(path, "expected a level from 2 to 8")
    return int(text)


def _take(employer_list: EmployerList, entry: str) -> None:
    """Add what the entry says to the list: its names, or the reason why it gives none."""
    by_key = {same_name(entry_name.name): entry_name.name for entry_name in employer_list.names}
    taken, refused = [], []
    for part in parts_of(entry):
        name, reason = named(part)
        if not reason and (twin := by_key.get(same_name(name))):
            reason = f"repeats “{twin}”, which the group’s list has already"
        if reason:
            refused.append(f"“{shortened(part.strip())}” {reason}" if part.strip() else reason)
        else:
            by_key[same_name(name)] = name
            taken.append(Name(name, entry))
    employer_list.names += taken
    if not taken:
        reason = refused[0] if len(refused) == 1 else "; ".join(refused)
        employer_list.rejected.append(Rejected(employer_list.reference, entry, reason))
        return
    employer_list.members += 1
    if len(taken) > 1 or refused:
        names = "; ".join(f"“{entry_name.name}”" for entry_name in taken)
        more = f"; left out: {'; '.join(refused)}" if refused else ""
        employer_list.split.append(Rejected(employer_list.reference, entry, f"read as {names}{more}"))


def by_size(lists: list[EmployerList]) -> dict[str, int]:
    """How many groups have how many entries, counted before anything is cleaned."""
    sizes = [employer_list.entries for employer_list in lists if employer_list.entries]
    return {
        "below_10": sum(size < 10 for size in sizes),
        "10_to_20": sum(10 <= size <= 20 for size in sizes),
        "above_20": sum(size > 20 for size in sizes),
    }
