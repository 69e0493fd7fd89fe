"""Where history keeps a part of the facts."""

from __future__ import annotations

from typing import Any, NamedTuple


class Trail(NamedTuple):
    """Of one model what belongs to a unit: fields that hold a day, with what happened then, and plain ones.

    `person` is the way to the person's key, `about` the field that says what the row is about. `columns` are the fields
    of a member that it is the trail of; none: of the whole row. `is_private`: who did it stays with the register.
    """

    model: Any
    days: dict[str, str] = {}
    plain: dict[str, str] = {}
    person: str = ""
    about: str = ""
    columns: tuple[str, ...] = ()
    is_private: bool = False
