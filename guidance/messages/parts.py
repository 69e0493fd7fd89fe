"""Parts of sentences, and what the words of one rule are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

Args = dict[str, Any]


Told = str | Callable[[Args], str]


class Words(NamedTuple):
    """What is said of one rule: `rule` is what is asked, as it should be.

    Of a finding that is not met, `lacking` is the title, `unmet` the detail, and `next` what to do. Both are made from
    the finding's args; a title also without any. Where the detail `leans`, it says nothing without its title. `absent`
    says why the rule does not apply.
    """

    rule: str
    lacking: Told
    unmet: Told
    next: str
    fix: str
    leans: bool = False
    absent: str = "Does not apply to this group"


def day(value: date | str | None) -> str:
    """A day as pages show it: 2 June 2025."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{value.day} {value:%B %Y}" if value else ""


def said(words: Told, args: Args) -> str:
    """Words of a finding, made from its args where they depend on them."""
    return words if isinstance(words, str) else words(args)


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def joined(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


def percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0") + "%"
