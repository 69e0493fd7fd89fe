"""Names of organisations and people: which are the same, and which are so alike that a person should look."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from rapidfuzz import fuzz, process

from portal.search import folded

LIKELY = 90.0  # of 100: how alike two normalised names must be to be proposed
ALMOST = 99.9  # 100 is kept for names that are equal when normalised
# Legal forms in full, as registers write them, and in short, as people do; in Welsh, too.
SHORT_FORMS = {
    "public limited company": "plc",
    "private limited company": "ltd",
    "limited liability partnership": "llp",
    "limited partnership": "lp",
    "community interest company": "cic",
    "charitable incorporated organisation": "cio",
    "cwmni cyfyngedig cyhoeddus": "plc",
    "partneriaeth atebolrwydd cyfyngedig": "llp",
    "cwmni buddiant cymunedol": "cic",
    "cyfyngedig": "ltd",
    "cyf": "ltd",
    "ccc": "plc",
    "limited": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
}
IN_FULL = re.compile(rf"\b(?:{'|'.join(sorted(SHORT_FORMS, key=len, reverse=True))})\b")
# What companies put behind their names; it tells no organisation from another.
FORMS = {
    *(
        "ltd",
        "plc",
        "llp",
        "lp",
        "inc",
        "corp",
        "co",
        "company",
        "cic",
        "cio",
    ),
    *("gmbh", "group", "holding", "holdings", "uk"),
}
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev"}
# Two names that differ in one of these, or in a number, mean two organisations however alike they are.
TELLING = {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower"}
BREAKS = re.compile(r"[\W_]+")
TRADING_AS = re.compile(r"\s+(?:t\s?/\s?as?\.?|t\.a\.?|trading as)\s+", re.IGNORECASE)
INITIALS = re.compile(r"\b(\w) (?=\w\b)")


@dataclass(frozen=True, slots=True)
class SimilarNames:
    """Two names, as they were given, that may mean the same; `score` is 100 where they are equal when normalised."""

    first: str
    second: str
    score: float


def same_name(name: str) -> str:
    """An organisation's name as one group compares it: what a search passes over, stops, and whether the legal form is
    written in full do not matter."""
    return _short(" ".join(folded(name).replace(".", "").split()))


def normalised(name: str) -> str:
    """The name without what writers differ in: case, accents, punctuation, "&", initials' stops, a leading "The", and
    the legal form in full or short, "Group" and "UK" at its end. A name made of nothing else keeps its words."""
    kept = _short(INITIALS.sub(r"\1", _plain(name))).split()
    if len(kept) > 1 and kept[0] == "the":
        kept = kept[1:]
    while len(kept) > 1 and kept[-1] in FORMS:
        kept.pop()
    return " ".join(kept)


def spellings(name: str) -> list[str]:
    """The normalised names of one body: two where it says what it trades as, "Sample Foods Ltd t/a Sample Academy"."""
    return list(dict.fromkeys(key for part in TRADING_AS.split(name) if (key := normalised(part))))


def normalised_person(name: str) -> str:
    """A person's name without what writers differ in: case, accents, punctuation, and titles before it."""
    kept = _plain(name).split()
    while len(kept) > 1 and kept[0] in TITLES:
        kept.pop(0)
    return " ".join(kept)


def _plain(name: str) -> str:
    """Words between single spaces, without case, accents, punctuation and "&"."""
    return BREAKS.sub(" ", folded(name)).strip()


def _short(text: str) -> str:
    """With each legal form in short."""
    return IN_FULL.sub(lambda form: SHORT_FORMS[form[0]], text)


def likely_duplicates(
    names: Iterable[str], *, least: float = LIKELY, spelling: Callable[[str], str] = normalised
) -> list[SimilarNames]:
    """Pairs of different names that may mean the same, the most alike first: equal by `spelling`, or alike to at
    least `least` of 100. Each pair comes once; names written in exactly the same way are no pair.

    Every pair that can reach `least` is compared; 5,000 names take a few seconds.
    """
    spelt: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        if key := spelling(name):
            spelt.setdefault(key, []).append(name)
    pairs = [(*pair, 100.0) for variant in spelt.values() for pair in combinations(variant, 2)]
    for first, second, score in _alike(spelt, least):
        pairs += [(*pair, score) for pair in product(spelt[first], spelt[second])]
    results = [SimilarNames(min(variant, two), max(variant, two), round(score, 1)) for variant, two, score in pairs]
    return sorted(results, key=lambda similar: (-similar.score, similar.first, similar.second))


def closest(name: str, names: Iterable[str], *, most: int = 3) -> list[str]:
    """Names that may mean the same as one that somebody typed, the most alike first; none where one of them is the same
    by `same_name`, or nothing can be read."""
    names, key = list(dict.fromkeys(names)), normalised(name)
    if not key or same_name(name) in {same_name(other) for other in names}:
        return []
    scores = {other: _score(key, normalised(other)) for other in names}
    results = sorted((other for other in names if scores[other] >= LIKELY), key=lambda other: -scores[other])
    return results[:most]


def is_like_person(name: str, other: str) -> bool:
    """Whether two names may mean the same person."""
    key, first = normalised_person(name), normalised_person(other)
    return bool(key and first) and _score(key, first) >= LIKELY


def _score(key: str, other: str) -> float:
    if _tells(key) != _tells(other):
        return 0
    return fuzz.token_sort_ratio(key, other)


def _alike(keys: Iterable[str], least: float) -> Iterator[tuple[str, str, float]]:
    """Pairs of normalised names; the order of their words does not matter.

    Sorted by length, so that a name is compared only with those long enough to reach `least` at all.
    """
    content: dict[str, list[str]] = {}
    for key in keys:
        content.setdefault(" ".join(sorted(key.split())), []).append(key)
    for reordered in content.values():
        yield from ((*pair, ALMOST) for pair in combinations(reordered, 2))
    texts = sorted(content, key=len)
    most = (200 - least) / least  # how many times longer the other may be
    end = 0
    for place, text in enumerate(texts):
        while end < len(texts) and len(texts[end]) <= len(text) * most:
            end += 1
        close = process.extract(text, texts[place + 1 : end], scorer=fuzz.ratio, score_cutoff=least, limit=None)
        for other, score, _ in close:
            if _tells(text) == _tells(other):
                yield from ((*pair, min(score, ALMOST)) for pair in product(content[text], content[other]))


def _tells(key: str) -> list[str]:
    """The words of a name by which it means another one than a name that is nearly the same."""
    return [word for word in key.split() if word in TELLING or any(letter.isdigit() for letter in word)]
