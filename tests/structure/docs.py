"""What docs say of the code and can be read from it: the drawing of the storeys, the index of decisions.

`python -m tests.structure.docs` writes both anew between their marks; a test fails where they are stale.
"""

import re
from pathlib import Path

from tests.structure.source import PROJECT, app_of, imports

ARCHITECTURE = PROJECT / "docs" / "architecture.md"
DECISIONS = PROJECT / "docs" / "decisions"
STOREYS = {  # from above
    "pages": ["public_pages", "overview"],
    "business": [
        *("oversight", "duplicates", "chairs", "duties", "proposals", "meetings", "lists", "joining", "conflicts"),
        *("officials", "members", "groups", "occupations", "accounts"),
    ],
    "engine": ["guidance"],
    "kit": ["portal"],
}


def drawing() -> str:
    """Mermaid: an arrow to each app that an app's modules import, where no other arrow leads there already.

    `portal`, which all use, and `demo`, which uses all, have none.
    """
    out = ["```mermaid", "flowchart TB"]
    for storey, apps in STOREYS.items():
        out += [f"  subgraph {storey}", *(f"    {app}" for app in apps), "  end"]
    out += [f"  {app} --> {target}" for app, target in sorted(_arrows())]
    return "\n".join([*out, "```"])


def _arrows() -> set[tuple[str, str]]:
    pairs = {(app_of(module), app_of(target)) for module, target in imports()}
    pairs = {(app, target) for app, target in pairs if app != target and not {app, target} & {"portal", "demo"}}
    below: dict[str, set[str]] = {}
    for app in reversed([app for apps in STOREYS.values() for app in apps]):  # from the bottom
        direct = {target for upper, target in pairs if upper == app}
        below[app] = direct | {low for target in direct for low in below[target]}
    return {
        (app, low) for app, low in pairs if not any(low in below[target] for upper, target in pairs if upper == app)
    }


def index() -> str:
    """A line for each decision: its number, its heading, and what it was superseded by where it says so."""
    rows = []
    for path in sorted(DECISIONS.glob("[0-9]*.md")):
        text = path.read_text()
        number, heading = re.match(r"# (\d+)\. (.+)", text).groups()
        superseded = re.search(r"\*\*Superseded\*\* by (.+)\.", text)
        rows.append(
            f"| {number} | [{heading}]({path.name}) |{f' superseded by {superseded[1]}' if superseded else ''} |"
        )
    return "\n".join(["| | decision | |", "| --- | --- | --- |", *rows])


def between(text: str, name: str, content: str | None = None) -> str:
    """The part between the marks of that name, or the text with `content` in its place."""
    begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    before, rest = text.split(begin)
    part, after = rest.split(end)
    return part if content is None else f"{before}{begin}{content}{end}{after}"


def write(path: Path, name: str, content: str) -> None:
    path.write_text(between(path.read_text(), name, content))


if __name__ == "__main__":
    write(ARCHITECTURE, "drawing", drawing())
    write(DECISIONS / "README.md", "index", index())
