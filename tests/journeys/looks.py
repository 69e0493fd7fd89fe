"""What every page must be, whoever sees it: accessible, no wider than the window, and silent in the console."""

import os
import re
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import CDPSession, ConsoleMessage, Page

from tests.browser import ask, too_wide, violations

WIDTHS = {1280: 900, 320: 640}  # width and height of the window, in pixels; the last is left set
VARIES = re.compile(r'name="(?:csrfmiddlewaretoken|form_token)" value="[^"]*"')
# answers of ours that the browser reports, and a person may well meet
REFUSAL = re.compile(r"the server responded with a status of (404|409|410|422)")
PICTURES = os.environ.get("JOURNEY_PICTURES")  # a folder for a picture of each page at each width


# What a page is made of: each kind of element with its classes, attributes and parent, the same however many rows there
# are; the levels of its headings in their order; and its title without numbers.
LOOK = """(() => {
  const sign = e => e.tagName + "." + e.className + "[" + e.getAttributeNames().sort() + "]" + (e.type || "");
  const kinds = new Set([...document.querySelectorAll("body *")].map(e => sign(e.parentElement) + ">" + sign(e)));
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(e => e.tagName);
  kinds.add(levels.filter((level, at) => level !== levels[at - 1]).join(" "));
  kinds.add(document.title.replace(/[0-9]+/g, ""));
  return {html: document.documentElement.outerHTML, kinds: [...kinds]};
})()"""


class Looks:
    """Looks at the pages of a whole run: at each width where the page is new, and with axe where anything in it is.

    axe takes longer than all else: it looks at a page whose title, headings or elements hold something that it has not
    seen on any page before.
    """

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.kinds: set[str] = set()
        self.devtools: dict[Page, CDPSession] = {}
        self.number = 0

    def faults(self, page: Page) -> list[str]:
        """What is wrong with the page as it stands, in words; the window is left at the last of the widths."""
        devtools = self._devtools(page)
        look = ask(devtools, LOOK)
        fingerprint = sha256(VARIES.sub("", look["html"]).encode()).hexdigest()
        if fingerprint in self.seen:
            return []
        is_new_to_axe = not self.kinds.issuperset(look["kinds"])
        self.seen.add(fingerprint)
        self.kinds.update(look["kinds"])
        self.number += 1
        found = []
        for width, height in reversed(WIDTHS.items()):
            window = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            devtools.send("Emulation.setDeviceMetricsOverride", window)
            seen = too_wide(devtools) + (violations(devtools) if is_new_to_axe else [])
            found += [f"{page.url} at {width}: {fault}" for fault in seen]
            self._picture(page, width)
        return found

    def _devtools(self, page: Page) -> CDPSession:
        if page not in self.devtools:
            self.devtools[page] = page.context.new_cdp_session(page)
        return self.devtools[page]

    def _picture(self, page: Page, width: int) -> None:
        if not PICTURES:
            return
        path = re.sub(r"[^a-z0-9]+", "-", page.url.partition("//")[2].partition("/")[2][:60].lower()).strip("-")
        page.screenshot(path=Path(PICTURES) / f"{self.number:03d}-{path or 'front'}-{width}.png", full_page=True)


class Console:
    """Everything that the browser has to say about a person's pages; a policy violation shows here too."""

    def __init__(self, page: Page) -> None:
        self._messages: list[ConsoleMessage] = []
        self._errors: list[str] = []
        self._been: set[str] = set()  # a message may come when the page is left already
        page.on("framenavigated", lambda frame: self._been.add(frame.url.partition("#")[0]))
        page.on("console", lambda message: self._messages.append(message))
        page.on("pageerror", lambda error: self._errors.append(f"{page.url}: {error}"))

    def complaints(self) -> list[str]:
        """Since the last time; that the page itself is a refusal of ours is none."""
        said = [message for message in self._messages if not self._is_refusal(message)]
        found = self._errors + [f"{each.location['url']}: {each.type}: {each.text}" for each in said]
        self._messages.clear()
        self._errors.clear()
        return found

    def _is_refusal(self, message: ConsoleMessage) -> bool:
        status = REFUSAL.search(message.text)
        return bool(status) and message.location["url"] in self._been
