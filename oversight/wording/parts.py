"""Parts of sentences, and what the words of one rule are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

Args = dict[str, Any]


class Words(NamedTuple):
    """`title` states the good; `unmet` is the detail of a finding that is not met; `next` says what to do.

    Where the detail `leans`, it says nothing without its title.
    """

    title: str
    unmet: str | Callable[[Args], str]
    next: str
    fix: str
    leans: bool = False


def day(value: date | str | None) -> str:
    """A day as pages show it: 2 June 2025."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{value.day} {value:%B %Y}" if value else ""


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def joined(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


def percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0") + "%"
