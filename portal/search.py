"""Searching lists by what people type: case, accents, apostrophes, hyphens and "&" make no difference.

`folded` says it in Python, the lookup `__folded` in the database, by the function `portal_folded` of the migrations; a
test holds the two together. Filter a list by `matching`, rows that are in memory by `holds`.
"""

import re
import unicodedata
from functools import reduce
from operator import and_, or_

from django.db.models import CharField, Q, TextField, Transform

MOST_CHARACTERS, MOST_TERMS = 200, 8  # what a search looks at of a longer text
APOSTROPHES = "'’‘‛`´ʼʻ′"
BREAKS = re.compile(r"[-‐-―−,;:()\[\]{}\"“”„«»/\s]+")
ACCENTS = re.compile("[\u0300-\u036f]+")
LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i"}
TO_LETTERS = str.maketrans(LETTERS)
WITHOUT_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES))


def folded(text: str) -> str:
    """The text as searches compare it: words of plain small letters between single spaces."""
    text = text.replace("\x00", " ").encode("utf-8", "ignore").decode()  # what the database cannot take
    plain = unicodedata.normalize("NFKD", text.translate(WITHOUT_APOSTROPHES).replace("&", " and "))
    return BREAKS.sub(" ", ACCENTS.sub("", plain).lower().translate(TO_LETTERS)).strip()


class Folded(Transform):
    """`name__folded__contains=folded(text)`: the column as `folded` has it."""

    lookup_name = "folded"
    function = "portal_folded"
    output_field = TextField()


CharField.register_lookup(Folded)
TextField.register_lookup(Folded)


def search_terms(text: str) -> list[str]:
    """What a search looks for: at most MOST_WORDS words of the first MOST_CHARACTERS characters, folded."""
    return folded(text[:MOST_CHARACTERS]).split()[:MOST_TERMS]


def matching(text: str, *fields: str, exactly: tuple[str, ...] = ()) -> Q:
    """Rows of which every word of the text stands in one of the `fields`, or is one of the codes in `exactly`.

    The words may come in any order and begin within another. Everything matches a text without words.
    """
    return reduce(and_, (_has(word, fields, exactly) for word in search_terms(text)), Q())


def _has(word: str, fields: tuple[str, ...], exactly: tuple[str, ...]) -> Q:
    within = [Q(**{f"{field}__folded__contains": word}) for field in fields]
    return reduce(or_, [*within, *(Q(**{f"{field}__iexact": word}) for field in exactly)])


def holds(haystack: str, text: str) -> bool:
    """Whether every word of the text stands among the words, as `matching` asks the database."""
    within = folded(haystack)
    return all(word in within for word in search_terms(text))
