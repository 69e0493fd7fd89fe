"""Who hears of duties."""

from __future__ import annotations

from typing import NamedTuple


class Reader(NamedTuple):
    """An account, or a person who has none, with the address to write to, and as which official."""

    user: int | None
    person: int | None
    address: str
    name: str
    role: str = ""
