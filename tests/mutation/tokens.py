"""An SQL text as tokens, with the brackets that belong together and the edges at which conditions begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

TOKEN = re.compile(r"\s+|'(?:[^']|'')*'|%\(\w+\)s|::|<=|>=|<>|\|\||\w+|.", re.DOTALL)
LITERAL = re.compile(r"'[^']*'")
# where a condition may begin or end, at one depth of brackets
JOINED_BY = {"AND", "OR"}
OPENED_BY = {"WHERE", "ON", "WHEN", "HAVING"}
ENDED_BY = {"THEN", "ELSE", "END", "ORDER", "GROUP", "LIMIT", "JOIN", "LEFT", "CROSS", "FROM", "SELECT", "CASE"}
EDGES = JOINED_BY | OPENED_BY | ENDED_BY | {","}


class Tokens:
    """The words of a text in their places, and how to find one's way among them."""

    def __init__(self, text: str) -> None:
        self.tokens = TOKEN.findall(text)
        self.closing: dict[int, int] = {}
        opened: list[int] = []
        for place, token in enumerate(self.tokens):
            if token == "(":
                opened.append(place)
            elif token == ")":
                self.closing[opened.pop()] = place
        self.opening = {close: start for start, close in self.closing.items()}

    def same_depth(self, place: int) -> Iterator[int]:
        """Places from here to the bracket that closes around them, in one step over brackets within."""
        while place < len(self.tokens) and self.tokens[place] != ")":
            place = self.closing.get(place, place)
            yield place
            place += 1

    def is_of_between(self, place: int) -> bool:
        """Whether an AND belongs to a BETWEEN."""
        if self.tokens[place] != "AND":
            return False
        words = [token for token in self.tokens[max(place - 8, 0) : place] if not token.isspace()]
        return "BETWEEN" in words and "AND" not in words[words.index("BETWEEN") :]

    def next_word(self, place: int, step: int) -> int:
        place += step
        while 0 <= place < len(self.tokens) and self.tokens[place].isspace():
            place += step
        return place

    def word(self, place: int, step: int) -> str:
        for _ in range(abs(step)):
            place = self.next_word(place, 1 if step > 0 else -1)
        return self.tokens[place] if 0 <= place < len(self.tokens) else ""

    def around(self, place: int) -> str:
        """The words beside this one, from edge to edge."""
        start = end = place
        while start > 0 and self.tokens[start - 1] not in EDGES | {"("}:
            start = self.opening.get(start - 1, start - 1)
        while end + 1 < len(self.tokens) and self.tokens[end + 1] not in EDGES | {")"}:
            end = self.closing.get(end + 1, end + 1)
        return " ".join("".join(self.tokens[start : end + 1]).split())

    def line(self, place: int) -> str:
        return " ".join("".join(self.tokens[place:]).split()[:4])

    def table(self, place: int) -> str:
        """The table that the innermost SELECT around this place reads."""
        inside = [
            (start, close) for start, close in self.closing.items() if start < place < close and self._from(start + 1)
        ]
        return self._from(max(inside)[0] + 1 if inside else 0)

    def _from(self, start: int) -> str:
        if self.tokens[self.next_word(start - 1, 1)] not in ("SELECT", "WITH"):
            return ""
        return next((self.word(place, 1) for place in self.same_depth(start) if self.tokens[place] == "FROM"), "")

    def in_list(self, place: int) -> str:
        """The `IN (...)` with what stands before it, where this is a value of its list; else nothing."""
        opened = max((start for start, close in self.closing.items() if start < place < close), default=0)
        before = self.next_word(opened, -1)
        return self.around(before) if before >= 0 and self.tokens[before] == "IN" else ""

    def keys(self, start: int) -> Iterator[tuple[int, int]]:
        """From where to where each key of an order goes that begins here."""
        for place in self.same_depth(start):
            if self.tokens[place] == "," or self.tokens[place] == "LIMIT":
                yield start, place
                start = place + 1
                if self.tokens[place] == "LIMIT":
                    return
        end = max(self.same_depth(start), default=start) + 1
        yield start, end
