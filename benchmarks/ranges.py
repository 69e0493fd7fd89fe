"""How the nightly task splits the groups."""

from oversight.actions.sweep_parts import PART


def ranges(size: int) -> list[range]:
    """Ranges of keys, for the first `size` groups."""
    return [range(first, min(first + PART, size + 1)) for first in range(1, size + 1, PART)]
