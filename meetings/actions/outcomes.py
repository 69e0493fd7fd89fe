"""What follows in another app when a motion is counted, or its count is contradicted; registered at start."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from accounts.models import User
from meetings.models import Motion


class Follower(NamedTuple):
    """Both are called in the transaction of the action, under the group's lock.

    `closed`: a motion was counted; the user is None where the portal closed it. `answered`: somebody said whether what
    was recorded for them, on which the count rests, is so.
    """

    closed: Callable[[Motion, User | None, datetime], None]
    answered: Callable[[Motion, User, datetime], None]


_followers: dict[str, Follower] = {}


def register(name: str, follower: Follower) -> None:
    """Once a name; ValueError for a second time."""
    if name in _followers:
        raise ValueError(f"{name} is registered already")
    _followers[name] = follower


def registered() -> list[str]:
    return sorted(_followers)


def closed(motion: Motion, by: User | None, now: datetime) -> None:
    for follower in _followers.values():
        follower.closed(motion, by, now)


def answered(motion: Motion, by: User, now: datetime) -> None:
    for follower in _followers.values():
        follower.answered(motion, by, now)
