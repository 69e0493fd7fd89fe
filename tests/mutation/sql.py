"""Every small change of an SQL statement that a test ought to notice.

The text is taken as tokens, so that the statement may change its shape: a comparison is turned to each neighbour, `AND`
becomes `OR`, `IS NULL` becomes `IS NOT NULL`, a `NOT` goes, an order is turned, and every condition that a `WHERE`,
`ON`, `WHEN`, `AND` or `OR` joins is dropped (taken as true, beside an `OR` as false).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.mutation.tokens import EDGES, JOINED_BY, LITERAL, OPENED_BY, Tokens

TURNED = {
    "<=": ("<", ">"),
    "<": ("<=", ">="),
    ">=": (">", "<"),
    ">": (">=", "<="),
    "=": ("<>",),
    "<>": ("=",),
    "AND": ("OR",),
    "OR": ("AND",),
    "DESC": ("ASC",),
    "DISTINCT": ("",),
    "FALSE": ("TRUE",),
    "max": ("min",),
    "min": ("max",),
    "bit_or": ("bit_and",),
    "bit_and": ("bit_or",),
}


@dataclass(frozen=True)
class Mutant:
    """One changed statement; `name` says in which table's part what became what."""

    name: str
    text: str
    start: int  # of the change, in the statement as it was
    end: int


def mutants(text: str) -> list[Mutant]:
    """Every change of the statement, each under a name of its own."""
    statement = Statement(text)
    seen: Counter[str] = Counter()
    found = []
    for start, end, to, what in [*statement.turned(), *statement.dropped()]:
        name = f"{statement.table(start)}: {what}"
        seen[name] += 1
        numbered = name if seen[name] == 1 else f"{name} #{seen[name]}"
        found.append(statement.mutant(numbered, start, end, to))
    return found


Change = tuple[int, int, str, str]  # the tokens from, to (not included), what stands there instead, said in words


class Statement(Tokens):
    """A statement and its changes."""

    def mutant(self, name: str, start: int, end: int, to: str) -> Mutant:
        before, after = "".join(self.tokens[:start]), "".join(self.tokens[end:])
        length = len("".join(self.tokens[start:end]))
        return Mutant(name, before + to + after, len(before), len(before) + length)

    # --- one word for another ----------------------------------------------------------------------------------------
    def turned(self) -> Iterator[Change]:
        for place, token in enumerate(self.tokens):
            for to in TURNED.get(token, ()):
                if not self.is_of_between(place):
                    yield place, place + 1, to, f"{token} becomes {to or 'nothing'} in {self.around(place)}"
            yield from self._phrases(place)

    def _phrases(self, place: int) -> Iterator[Change]:
        """What takes more than one word to say."""
        token, after = self.tokens[place], self.word(place, 1)
        if token == "IS" and after == "NULL":
            yield place, place + 1, "IS NOT", f"IS becomes IS NOT in {self.around(place)}"
        elif token == "NOT":
            yield place, place + 1, "", f"NOT goes from {self.around(place)}"
        elif token == "LEFT" and after == "JOIN":
            yield place, place + 1, "", f"LEFT goes from {self.line(place)}"
        elif token == "LIMIT":
            yield place, place + 1, "OFFSET", f"LIMIT becomes OFFSET in {self.line(place)}"
        elif token == "WHEN" and after.startswith("'"):
            value = self.next_word(place, 1)
            yield value, value + 1, "'?'", f"{after} goes from CASE {self.around(value)}"
        elif LITERAL.fullmatch(token) and self.in_list(place):
            yield (
                place,
                place + 1,
                "'?'",
                f"{token} goes from the list of {self.in_list(place)}",
            )
        elif token.isdigit() and self.word(place, -1) in ("-", "+") and self.word(place, -2) != "END":
            yield place, place + 1, str(int(token) + 1), f"{token} becomes one more in {self.around(place)}"
        elif token == "BY" and self.word(place, -1) == "ORDER":
            yield from self._orders(place)

    def _orders(self, place: int) -> Iterator[Change]:
        """Each key of an order the other way round (those that say DESC turn by themselves)."""
        for start, end in self.keys(place + 1):
            words = "".join(self.tokens[start:end]).strip()
            if not words.endswith("DESC"):
                yield end, end, " DESC", f"DESC comes to {words} in {self.around(place)}"

    # --- a condition less --------------------------------------------------------------------------------------------
    def dropped(self) -> Iterator[Change]:
        for place, token in enumerate(self.tokens):
            if token in OPENED_BY | JOINED_BY and not self.is_of_between(place):
                if found := self._condition(place + 1):
                    yield self._drop(*found, is_beside_or=token == "OR")
            elif token in ("(", ",") and (found := self._condition(place + 1)) and self._is_joined(found[1]):
                yield self._drop(*found, is_beside_or=False)

    def _is_joined(self, place: int) -> bool:
        return self.tokens[place] in JOINED_BY and not self.is_of_between(place)

    def _drop(self, start: int, end: int, *, is_beside_or: bool) -> Change:
        words = " ".join("".join(self.tokens[start:end]).split())
        follows = self.tokens[end] if end < len(self.tokens) else ""
        to = "FALSE" if (is_beside_or or follows == "OR") and follows != "AND" else "TRUE"
        return start, end, f" {to} ", f"{to} instead of {words}"

    def _condition(self, start: int) -> tuple[int, int] | None:
        """The tokens up to the next edge; None where there is nothing to drop."""
        end = start
        for place in self.same_depth(start):
            if self.tokens[place] in EDGES and not self.is_of_between(place):
                break
            end = place + 1
        words = "".join(self.tokens[start:end]).strip()
        simple = not words or words in ("TRUE", "FALSE") or LITERAL.fullmatch(words)  # an arm of CASE goes by itself
        return None if simple else (start, min(end, len(self.tokens)))
