"""A row of the official export beside the version that is stored: what it changes, what it leaves, and why.

Nothing is written here.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.utils.formats import date_format

from occupations import rules
from occupations.models import StandardVersion
from occupations.rules.results import StandardRow
from portal.enums import LineKind
from portal.imports import Line

LONGEST = 300  # characters of a value in a report


@dataclass(slots=True)
class Comparison:
    """`values` are to be set; `is_older` where the row would change something that is newer."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    is_older: bool = False


def subject_of(row: StandardRow) -> str:
    return f"{row.reference} {row.version}".rstrip()


def compare(version: StandardVersion, row: StandardRow) -> Comparison:
    """What becomes of a stored version by this row."""
    values = differing(version, row.values)
    if row.is_numbered and version.version != row.version:
        values["version"] = row.version  # the version had no number until now
    if values and (why := why_older(version, row)):
        line = Line(LineKind.KEPT, row.row, subject_of(row), reason=f"{why}: nothing of the row was taken")
        return Comparison({}, [line], is_older=True)
    lines = [
        Line(
            LineKind.CHANGED,
            row.row,
            subject_of(row),
            rules.TITLES.get(name, rules.NUMBER),
            shown(version, name, getattr(version, name)),
            shown(version, name, value),
        )
        for name, value in values.items()
    ]
    return Comparison(values, lines + _left(version, row))


def _left(version: StandardVersion, row: StandardRow) -> list[Line]:
    """What the version knows and the row does not say."""
    values = {name: shown(version, name, getattr(version, name)) for name in row.unsaid}
    return [
        Line(LineKind.KEPT, row.row, subject_of(row), rules.TITLES[name], text, text, row.unsaid[name])
        for name, text in values.items()
        if text
    ]


def why_older(version: StandardVersion, row: StandardRow) -> str:
    """Why the row is older than the stored version, or ""."""
    stored, updated = version.last_updated_on, row.values.get("last_updated_on")
    if stored and updated and updated < stored:
        return f"Last updated on {shown_date(updated)}, the stored version on {shown_date(stored)}"
    if not row.is_numbered and version.version and not (stored and updated):
        return f"The file numbers no versions and does not say that it is newer than the stored {version.version}"
    return ""


def differing(instance: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if getattr(instance, name) != value}


def shown(instance: models.Model, name: str, value: Any) -> str:
    """A field's value as a person reads it; "" where there is none."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return shown_date(value)
    choices = dict(getattr(instance._meta.get_field(name), "choices", None) or ())
    text = str(choices.get(value, value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def shown_date(day: date) -> str:
    return date_format(day, "j F Y")
