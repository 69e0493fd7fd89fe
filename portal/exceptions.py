"""Errors of the business that views turn into pages; `portal.middleware` renders what no view catches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Versions = Sequence[tuple[str, str]] | Mapping[str, Any]


@dataclass
class Conflict(Exception):
    """The action is out of order: where the thing stands, who did it, when, and the way on (a 409 page)."""

    message: str
    state: str = ""
    by: str = ""
    at: datetime | None = None
    next_href: str = ""
    next_text: str = ""


@dataclass
class StaleForm(Conflict):
    """Somebody else saved the same form first: `theirs` and `mine` are rows of (label, text).

    An action, which knows no form, may give answers by the names of the form's fields instead: its view calls it
    within `portal.versions.stale_form_rows`, which puts them in the form's words.
    """

    theirs: Versions = ()
    mine: Versions = ()


@dataclass
class NotReady(Exception):
    """A gate is closed: the findings that block it."""

    findings: Sequence[Any] = ()
