"""What a test gives that follows from the day, worked out when it runs: it may have been collected yesterday."""

from collections.abc import Callable, Mapping
from typing import Any


def as_now(given: Mapping[str, Any] | Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
    """The values by name; what is a function, of the whole or of one value, is called."""
    values = given() if callable(given) else given
    return {name: value() if callable(value) else value for name, value in values.items()}
