"""The mutants that no test can notice, or need not, each with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

FILE = Path(__file__).with_name("accepted.toml")


def accepted(part: str) -> dict[str, str]:
    """Reasons by the pattern of mutants' names (`*` stands for any text), for `facts` or `rules`."""
    return {one["mutants"]: one["reason"] for one in tomllib.loads(FILE.read_text()).get(part, [])}


def report(part: str, survivors: Sequence[str]) -> int:
    """Print every survivor with the reason it is accepted for; 1 where one has none or a reason is out of use."""
    known = accepted(part)
    used: set[str] = set()
    unexplained = []
    for name in survivors:
        patterns = [pattern for pattern in known if matches(name, pattern)]
        used |= set(patterns)
        if patterns:
            print(f"  accepted: {name}\n            {known[patterns[0]]}")
        else:
            unexplained.append(name)
    for name in unexplained:
        print(f"  SURVIVED: {name}")
    for pattern in known.keys() - used:
        print(f"  OUT OF USE in {FILE.name}: {pattern}")
    return int(bool(unexplained) or known.keys() != used)


def matches(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern.replace("[", "[[]"))
