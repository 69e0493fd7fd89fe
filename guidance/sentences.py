"""Parts of sentences."""

from __future__ import annotations

from datetime import date


def day(value: date | str | None) -> str:
    """A day as pages show it: 2 June 2025."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{value.day} {value:%B %Y}" if value else ""


def counted(number: int, noun: str, many: str = "") -> str:
    """A number with its noun: 1 member, 2 members; `many` where the plural is not made by an s."""
    return f"{number} {noun if number == 1 else many or noun + 's'}"


def joined(parts: list[str]) -> str:
    """As a list within a sentence: a, b and c."""
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


def percent(share: float) -> str:
    """A share of 1 in percent, with one decimal where it has one: 12.5%, 42%."""
    return f"{share * 100:.1f}".removesuffix(".0") + "%"
