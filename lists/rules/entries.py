"""One entry of a list of employers: the names in it, cleaned. Pure.

The names were typed by people into one box and cut at commas later, so an entry may hold several names, none, or the
end of another.
"""

import re

from django.core.exceptions import ValidationError

from members.rules.names import normalised
from portal.text import clean_text

LONGEST = 200  # characters of an organisation's name
QUOTED = 80
# between two names: line breaks, commas, semicolons, tabs, and the wide gaps that a lost line break leaves
BETWEEN = re.compile(r"[\r\n\t,;]+|\s{4,}")
# behind a comma these belong to the name before it
TAILS = frozenset({"ltd", "limited", "plc", "llp", "inc", "incorporated", "cic", "uk"})
# what somebody is in the group, not what the employer is called
ROLES = re.compile(r"\(\s*(?:[^()]*\bchair\b[^()]*|lead(?: employer)?|sme)\s*\)", re.IGNORECASE)
FRAMES = " .·•*-–—:&"  # bullets and stops around a name
PLACEHOLDER = re.compile(r"\[[^\[\]]*\]")
NOBODY = frozenset({"tbc", "tba", "none", "n a", "na", "various", "other", "others", "etc", "employers"})


def parts_of(entry: str) -> list[str]:
    """The entry cut between names; [""] for one that holds nothing."""
    parts: list[str] = []
    for part in BETWEEN.split(entry):
        if parts and _is_tail(part):
            parts[-1] = f"{parts[-1].rstrip()} {part.strip()}"
        elif part.strip():
            parts.append(part)
    return parts or [""]


def _is_tail(part: str) -> bool:
    return part.strip(FRAMES).casefold() in TAILS


def named(part: str) -> tuple[str, str]:
    """The name in one part of an entry, and "" or why it is none."""
    if not part.strip():
        return "", "empty: nothing stands between two commas"
    try:
        clean = clean_text(part)
    except ValidationError:
        return "", "holds characters that cannot be printed"
    if PLACEHOLDER.fullmatch(clean):
        return "", "stands in the place of a name that was left out"
    name = " ".join(ROLES.sub(" ", clean).split()).strip(FRAMES[:-1]).strip()
    if clean.casefold().startswith("and ") or name.endswith("&"):
        return "", "is part of a name that was cut at a comma"
    key = normalised(name)
    if not key or key in NOBODY:
        return "", "is not a name"
    return (name, "") if len(name) <= LONGEST else ("", f"is longer than {LONGEST} characters")


def shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= QUOTED else plain[: QUOTED - 1] + "…"
