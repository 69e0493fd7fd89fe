"""What the access functions of all apps do in the same way."""

from typing import TypeVar

from django.http import Http404

T = TypeVar("T")


def or_404(row: T | None) -> T:
    """What was looked for; where there is none, or none that may be seen, nobody learns which."""
    if row is None:
        raise Http404
    return row
