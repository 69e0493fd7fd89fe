"""Names that may mean the same, as pairs of the keys of what bears them: they grow with the names, not their square."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from members.rules import likely_duplicates

Names = dict[int, str]
Spelling = Callable[[str], str]  # a name as it is compared; "" for one that is compared with none


def similar_names(keys: Iterable[int], names: Names, spelling: Spelling) -> dict[tuple[int, int], float]:
    """Pairs of those keys with how alike they are, of 100: equal by the spelling, or likely to mean the same."""
    keys = list(keys)
    return dict.fromkeys(equal(keys, names, spelling), 100.0) | dict(_likely(keys, names, spelling))


def equal(keys: Iterable[int], names: Names, spelling: Spelling) -> Iterator[tuple[int, int]]:
    """Of several that are spelt alike, each is paired with the oldest."""
    for same in _spelt(keys, names, spelling).values():
        yield from product(same[:1], same[1:])


def _likely(keys: Iterable[int], names: Names, spelling: Spelling) -> Iterator[tuple[tuple[int, int], float]]:
    oldest = {names[same[0]]: same[0] for same in _spelt(keys, names, spelling).values()}
    for similar in likely_duplicates(oldest, spelling=spelling) if len(oldest) > 1 else ():
        first, second = sorted((oldest[similar.first], oldest[similar.second]))
        yield (first, second), similar.score


def _spelt(keys: Iterable[int], names: Names, spelling: Spelling) -> dict[str, list[int]]:
    """The keys by their names as compared, the oldest first."""
    spelt: dict[str, list[int]] = defaultdict(list)
    for pk in sorted(keys):
        if key := spelling(names[pk]):
            spelt[key].append(pk)
    return spelt
