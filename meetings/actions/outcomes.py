"""What follows in another app when a motion is counted, or its count is contradicted; registered at start."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from accounts.models import User
from meetings.models import Motion


class Receiver(NamedTuple):
    """Both are called in the transaction of the action, under the group's lock.

    `closed`: a motion was counted; the user is None where the portal closed it. `answered`: somebody said whether what
    was recorded for them, on which the count rests, is so.
    """

    closed: Callable[[Motion, User | None, datetime], None]
    answered: Callable[[Motion, User, datetime], None]


_receivers: dict[str, Receiver] = {}


def register(name: str, receiver: Receiver) -> None:
    """Once a name; ValueError for a second time."""
    if name in _receivers:
        raise ValueError(f"{name} is registered already")
    _receivers[name] = receiver


def registered() -> list[str]:
    return sorted(_receivers)


def closed(motion: Motion, by: User | None, now: datetime) -> None:
    for receiver in _receivers.values():
        receiver.closed(motion, by, now)


def answered(motion: Motion, by: User, now: datetime) -> None:
    for receiver in _receivers.values():
        receiver.answered(motion, by, now)
