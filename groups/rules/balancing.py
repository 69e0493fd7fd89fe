"""Groups dealt to product managers so that their work is even. Pure: whoever asks brings the counts."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Dealt(NamedTuple):
    """A group to deal; `duties`: how many open ones go along with it."""

    key: int
    reference: str
    route: int | None
    duties: int = 0


class Taker(NamedTuple):
    """A product manager: how many duties are open to them, how many groups they lead, which routes they look after."""

    key: int
    led: int
    routes: frozenset[int] = frozenset()
    duties: int = 0


def balanced(groups: Iterable[Dealt], takers: Iterable[Taker]) -> dict[int, int]:
    """Who takes each group, by key: dealt one after the other in order of reference, each to whoever looks after its
    route, if anybody does; of them to whoever has fewest open duties, then leads fewest groups, then the lowest key.

    What was dealt counts for the next group. The same input always gives the same answer. ValueError without takers.
    """
    state = {taker.key: taker for taker in takers}
    dealt: dict[int, int] = {}
    for group in sorted(groups, key=lambda group: (group.reference, group.key)):
        chosen = min(state.values(), key=lambda taker: (group.route not in taker.routes, *_work(taker)))
        state[chosen.key] = chosen._replace(led=chosen.led + 1, duties=chosen.duties + group.duties)
        dealt[group.key] = chosen.key
    return dealt


def _work(taker: Taker) -> tuple[int, int, int]:
    return taker.duties, taker.led, taker.key


def counted(takers: Iterable[Taker], duties: Mapping[int, int]) -> list[Taker]:
    """The takers with how many duties are open to each, by key."""
    return [taker._replace(duties=duties.get(taker.key, 0)) for taker in takers]
