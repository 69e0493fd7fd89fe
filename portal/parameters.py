"""What the address of a page asks for. No other module reads the query, where anything may be typed.

Nonsense is never an error here: it reads as if nothing were asked.
"""

from collections.abc import Container

from django.http import HttpRequest, QueryDict

from portal.text import printable

LONGEST = 200  # characters of a text
DIGITS = 18  # of a number that a bigint of the database holds, whatever it is


def text(request: HttpRequest, name: str, *, most: int = LONGEST) -> str:
    """What was typed, at most so many characters of it; "" where nothing was."""
    return printable(request.GET.get(name, "")[: most * 2])[:most].strip()


def choice(request: HttpRequest, name: str, choices: Container[str], default: str = "") -> str:
    """One of those known; the default for nonsense, and where the address does not name it at all."""
    typed = text(request, name) if has(request, name) else default
    return typed if typed in choices else default


def number(request: HttpRequest, name: str, *, most: int = 10**DIGITS - 1) -> int | None:
    """A whole number from 0 to `most` in the digits 0 to 9; `most` where more is asked for, None for all else."""
    typed = request.GET.get(name, "")
    if not (typed.isascii() and typed.isdigit()):
        return None
    return min(int(typed), most) if len(typed) <= DIGITS else most


def has(request: HttpRequest, name: str) -> bool:
    """Whether the address names it at all, with or without a value."""
    return name in request.GET


def several(request: HttpRequest, name: str) -> list[str]:
    """Every value of a name that stands more than once, as typed: for what reads each of them itself."""
    return request.GET.getlist(name)


def answers(request: HttpRequest) -> QueryDict:
    """All of it, for a form or a filter, which clean each field themselves and say what is wrong."""
    return request.GET


def encoded(request: HttpRequest, *, without: Container[str] = (), **changed: object) -> str:
    """The query for a link that keeps it, "" or such as "q=lantern&page=2": some names left out, some changed."""
    kept = request.GET.copy()
    for name in [name for name in kept if name in without or name in changed]:
        del kept[name]
    for name, value in changed.items():
        kept[name] = str(value)
    return kept.urlencode()
