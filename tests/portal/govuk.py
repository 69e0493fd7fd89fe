"""GOV.UK Frontend's own fixtures: sets of options, each with the exact HTML that it gives.

An adapter (govuk_fields.py, govuk_tags.py) turns the options into a form or a tag of ours; it raises `NotOurs` for an
option that the portal does not use.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from django.template import engines
from django.utils.safestring import SafeString

COMPONENTS = Path(__file__).resolve().parents[2] / "node_modules/govuk-frontend/dist/govuk/components"


class NotOurs(Exception):
    """The fixture uses an option that the portal has no use for."""


@cache
def fixtures(component: str) -> dict[str, dict[str, Any]]:
    path = COMPONENTS / component / "fixtures.json"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run `python -m portal.assets` first")
    return {fixture["name"]: fixture for fixture in json.loads(path.read_text())["fixtures"]}


def tree(html: str) -> list[object]:
    """The HTML as nested tuples in which only what a browser sees counts: no order of attributes, no blank text."""
    return _children(BeautifulSoup(html, "html.parser"))


def _children(node: Tag) -> list[object]:
    found: list[object] = []
    for child in node.children:
        if isinstance(child, Tag):
            found.append((child.name, _attributes(child), _children(child)))
        elif type(child) is NavigableString and (text := " ".join(child.split())):
            if found and isinstance(found[-1], str):
                text = f"{found.pop()} {text}"
            found.append(text)
    return found


def _attributes(node: Tag) -> dict[str, object]:
    """A list of classes has no order, and between the numbers of a drawing it matters not which white space stands."""
    texts = {name: " ".join(str(value).split()) if name == "d" else str(value) for name, value in node.attrs.items()}
    return texts | ({"class": frozenset(node["class"])} if node.has_attr("class") else {})


def template(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load portal %}" + source).render(context)


def only(options: dict[str, Any], *known: str) -> None:
    if unknown := set(options) - set(known):
        raise NotOurs(sorted(unknown))


def text_of(part: dict[str, Any] | None, *known: str) -> str:
    """The text of a label, hint or message; markup where the fixture gives markup."""
    only(part or {}, "text", "html", *known)
    return SafeString(part["html"]) if part and "html" in part else (part or {}).get("text", "")
