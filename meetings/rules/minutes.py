"""When minutes count as agreed by the members: a pure function of who was asked and who agreed."""

from __future__ import annotations

from collections.abc import Collection


def are_agreed(*, asked: Collection[int], agreed: Collection[int], corrections: int, is_over: bool) -> bool:
    """Whether more than half of those asked (people by key) agreed, and no correction is open.

    Before the last day for answers is over (`is_over`) all must have agreed, and be more than one: nobody agrees the
    minutes for everybody in the minute in which they are shown.
    """
    theirs = set(agreed) & set(asked)
    if corrections or 2 * len(theirs) <= len(set(asked)):
        return False
    return is_over or len(theirs) == len(set(asked)) > 1
