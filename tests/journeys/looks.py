"""What every page must be, whoever sees it: accessible, no wider than the window, and silent in the console."""

import os
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from playwright.sync_api import ConsoleMessage, Page, Response

WIDTHS = {1280: 900, 320: 640}  # width and height of the window, in pixels; the last is left set
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VARIES = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
REFUSALS = {404, 409, 410, 422}  # answers of ours that the browser reports, and a person may well meet
PICTURES = os.environ.get("JOURNEY_PICTURES")  # a folder for a picture of each page at each width


@cache
def axe() -> str:
    return (settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text()


# Each kind of element on a page with its classes, attributes and parent: the same however many rows there are.
SHAPE = """() => {
  const sign = e => e.tagName + "." + e.className + "[" + e.getAttributeNames().sort() + "]" + (e.type || "");
  const kinds = new Set([...document.querySelectorAll("body *")].map(e => sign(e.parentElement) + ">" + sign(e)));
  return [...kinds].sort().join(" ") + document.title.replace(/[0-9]+/g, "");
}"""


class Looks:
    """Looks at the pages of a whole run: a page that did not change is looked at once, and by axe once a shape."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.shapes: set[str] = set()
        self.number = 0

    def faults(self, page: Page) -> list[str]:
        """What is wrong with the page as it stands, in words; the window is left at the wider width."""
        if _known(VARIES.sub("", page.content()), self.seen):
            return []
        is_known_shape = _known(page.evaluate(SHAPE), self.shapes)
        self.number += 1
        found = []
        for width, height in reversed(WIDTHS.items()):
            page.set_viewport_size({"width": width, "height": height})
            seen = _too_wide(page, width) + ([] if is_known_shape else _violations(page))
            found += [f"{page.url} at {width}: {fault}" for fault in seen]
            self._picture(page, width)
        return found

    def _picture(self, page: Page, width: int) -> None:
        if not PICTURES:
            return
        path = re.sub(r"[^a-z0-9]+", "-", page.url.partition("//")[2].partition("/")[2][:60].lower()).strip("-")
        page.screenshot(path=Path(PICTURES) / f"{self.number:03d}-{path or 'front'}-{width}.png", full_page=True)


def _known(text: str, known: set[str]) -> bool:
    """Whether it was there before; from now on it is."""
    fingerprint = sha256(text.encode()).hexdigest()
    is_known = fingerprint in known
    known.add(fingerprint)
    return is_known


def _too_wide(page: Page, width: int) -> list[str]:
    actual = page.evaluate("document.documentElement.scrollWidth")
    return [f"the page is {actual} pixels wide"] if actual > width else []


def _violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its own good practice."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(axe())
    result = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", RULES)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


class Console:
    """Everything that the browser has to say about a person's pages; a policy violation shows here too."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self._refused: set[str] = set()
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _answered(self, response: Response) -> None:
        if response.request.resource_type == "document" and response.status in REFUSALS:
            self._refused.add(response.url)

    def _said(self, message: ConsoleMessage) -> None:
        is_refusal = (
            "the server responded with a status of" in message.text and message.location["url"] in self._refused
        )
        if not is_refusal:
            self.complaints.append(f"{message.location['url']}: {message.type}: {message.text}")
