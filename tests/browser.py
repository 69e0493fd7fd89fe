"""Asking a page in a real browser, as a developer would at the console, and what axe finds on it."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from playwright.sync_api import CDPSession

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": {"assets": ["media"]},  # no rule of these reads the styles as they are written
}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
RUN_AXE = f"axe.run(document, {json.dumps(OPTIONS)}).then(found => found.violations)"


@cache
def _axe() -> str:
    return (settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text()


def ask(devtools: CDPSession, expression: str) -> Any:
    """What the expression comes to. The page's own policy does not stand in the way, and a script that is known to the
    browser is compiled sooner than in Playwright's way."""
    question = {"expression": expression, "awaitPromise": True, "returnByValue": True}
    answer = devtools.send("Runtime.evaluate", question)
    assert "exceptionDetails" not in answer, answer
    return answer["result"].get("value")


def violations(devtools: CDPSession) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its own good practice."""
    if ask(devtools, "typeof axe === 'undefined'"):
        ask(devtools, _axe())
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in ask(devtools, RUN_AXE)
        for node in violation["nodes"]
    ]


def too_wide(devtools: CDPSession) -> list[str]:
    """Whether the page scrolls sideways."""
    wide = ask(devtools, OVERFLOW)
    return [f"the page is {wide} pixels too wide"] if wide > 0 else []
