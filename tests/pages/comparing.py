"""`python -m tests.pages.comparing OLD NEW [MAP]`: what two folders of rendered pages say otherwise.

MAP is a file of two columns with a tab between them: a string of the old pages, and what it is called now. It is
replaced where it is a whole name: not within a longer one, whose parts may be joined by hyphens and underscores.
"""

import difflib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SHOWN_PAGES = 6  # of those that differ in the same way
AROUND = 2  # lines before and after a difference


def main(old: str, new: str, names: str = "") -> int:
    """Prints the differences; 1 where there is one, else 0."""
    before, after = (_pages(_folder(name)) for name in (old, new))
    renamed = read_names(Path(names).read_text()) if names else {}
    differences = list(compared(before, after, renamed))
    sys.stdout.write("\n".join(differences) or f"{len(after)} pages, all as before\n")
    return 1 if differences else 0


def compared(before: dict[str, str], after: dict[str, str], renamed: dict[str, str]) -> Iterator[str]:
    """What is said of pages that are gone, of new ones, and of each difference with the pages that share it."""
    if gone := sorted(before.keys() - after.keys()):
        yield f"--- no longer rendered: {_some(gone)}\n"
    if added := sorted(after.keys() - before.keys()):
        yield f"--- rendered only now: {_some(added)}\n"
    alike: dict[str, list[str]] = defaultdict(list)
    for name in sorted(before.keys() & after.keys()):
        old = with_names(before[name], renamed)
        if old != after[name]:
            alike[difference(old, after[name])].append(name)
    for lines, pages in sorted(alike.items(), key=lambda item: (-len(item[1]), item[1])):
        yield f"--- differs: {_some(pages)}\n{lines}\n"


def difference(old: str, new: str) -> str:
    """The lines that differ with some around them, without the numbers of lines: pages that share a change agree."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=AROUND, lineterm="")
    return "\n".join("@@" if line.startswith("@@") else line for line in list(lines)[2:]) or "@@ the end of the file"


def read_names(table: str) -> dict[str, str]:
    """Old string -> new string. Raises ValueError for a line that has not two columns."""
    rows = [line.split("\t") for line in table.splitlines() if line.strip()]
    if wrong := [row for row in rows if len(row) != 2 or not row[0]]:
        raise ValueError(f"A line of names has two columns with a tab between them: {wrong[0]}")
    return dict(rows)


def with_names(text: str, renamed: dict[str, str]) -> str:
    """All at once, so that two names may be swapped."""
    if not renamed:
        return text
    longest_first = sorted(renamed, key=len, reverse=True)
    alone = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    return alone.sub(lambda name: renamed[name[0]], text)


def _folder(name: str) -> Path:
    """A folder, or the name of one under var/pages."""
    found = [path for path in (Path(name), Path("var/pages", name)) if path.is_dir()]
    if not found:
        sys.exit(f"There is no folder {name}, nor var/pages/{name}: make pages writes it")
    return found[0]


def _pages(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.glob("*/*.txt")}


def _some(pages: list[str]) -> str:
    shown = "\n    ".join(
        ["", *pages[:SHOWN_PAGES], *([f"and {len(pages) - SHOWN_PAGES} more"] if len(pages) > SHOWN_PAGES else [])]
    )
    return f"{len(pages)} {'page' if len(pages) == 1 else 'pages'}{shown}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
