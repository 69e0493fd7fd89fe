"""What every page must be, whoever sees it: accessible, no wider than the window, and silent in the console."""

import json
import os
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import CDPSession, ConsoleMessage, Page, Response

WIDTHS = {1280: 900, 320: 640}  # width and height of the window, in pixels; the last is left set
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VARIES = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
REFUSALS = {404, 409, 410, 422}  # answers of ours that the browser reports, and a person may well meet
PICTURES = os.environ.get("JOURNEY_PICTURES")  # a folder for a picture of each page at each width


@cache
def axe() -> str:
    return (settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text()


# What a page is made of: each kind of element with its classes, attributes and parent, the same however many rows there
# are; and the levels of its headings in their order. Besides, its title without numbers.
LOOK = """(() => {
  const sign = e => e.tagName + "." + e.className + "[" + e.getAttributeNames().sort() + "]" + (e.type || "");
  const kinds = new Set([...document.querySelectorAll("body *")].map(e => sign(e.parentElement) + ">" + sign(e)));
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(e => e.tagName);
  kinds.add(levels.filter((level, at) => level !== levels[at - 1]).join(" "));
  const title = document.title.replace(/[0-9]+/g, "");
  return {html: document.documentElement.outerHTML, kinds: [...kinds], title};
})()"""
RUN_AXE = (
    f"axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}}).then(found => found.violations)"
)


class Looks:
    """Looks at the pages of a whole run: at each width where the page is new, and with axe where anything in it is.

    axe takes longer than all else: it looks at a page whose headings or elements hold something that it has not seen on
    any page before; where the title alone is new, at the narrow width.
    """

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.kinds: set[str] = set()
        self.titles: set[str] = set()
        self.devtools: dict[Page, CDPSession] = {}
        self.number = 0

    def faults(self, page: Page) -> list[str]:
        """What is wrong with the page as it stands, in words; the window is left at the last of the widths."""
        look = self._ask(page, LOOK)
        fingerprint = sha256(VARIES.sub("", look["html"]).encode()).hexdigest()
        if fingerprint in self.seen:
            return []
        self.seen.add(fingerprint)
        widths_for_axe = self._new_to_axe(look["kinds"], look["title"])
        self.number += 1
        found = []
        for width, height in reversed(WIDTHS.items()):
            page.set_viewport_size({"width": width, "height": height})
            seen = self._too_wide(page, width) + (self._violations(page) if width in widths_for_axe else [])
            found += [f"{page.url} at {width}: {fault}" for fault in seen]
            self._picture(page, width)
        return found

    def _new_to_axe(self, kinds: list[str], title: str) -> set[int]:
        """The widths at which axe has something to see; from now on it has seen it."""
        has_new_kinds, is_new_title = not self.kinds.issuperset(kinds), title not in self.titles
        self.kinds.update(kinds)
        self.titles.add(title)
        return set(WIDTHS) if has_new_kinds else {min(WIDTHS)} if is_new_title else set()

    def _too_wide(self, page: Page, width: int) -> list[str]:
        actual = self._ask(page, "document.documentElement.scrollWidth")
        return [f"the page is {actual} pixels wide"] if actual > width else []

    def _violations(self, page: Page) -> list[str]:
        """What axe finds against WCAG 2.2 AA and its own good practice."""
        if self._ask(page, "typeof axe === 'undefined'"):
            self._ask(page, axe())
        return [
            f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
            for violation in self._ask(page, RUN_AXE)
            for node in violation["nodes"]
        ]

    def _ask(self, page: Page, expression: str) -> Any:
        """As a developer would at the console: the page's own policy does not stand in the way, and Chromium compiles a
        script that it knows faster than Playwright's way does."""
        if page not in self.devtools:
            self.devtools[page] = page.context.new_cdp_session(page)
        question = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self.devtools[page].send("Runtime.evaluate", question)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def _picture(self, page: Page, width: int) -> None:
        if not PICTURES:
            return
        path = re.sub(r"[^a-z0-9]+", "-", page.url.partition("//")[2].partition("/")[2][:60].lower()).strip("-")
        page.screenshot(path=Path(PICTURES) / f"{self.number:03d}-{path or 'front'}-{width}.png", full_page=True)


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
