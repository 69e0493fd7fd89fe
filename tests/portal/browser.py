"""Looking at a page in a real browser: what axe finds, what the console says, what overflows."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text
RUN = "axe.run().then(found => found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`))"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def listen(page: Page) -> list[str]:
    """Everything the console says and every script error from here on; breaches of the policy are among them."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, and whether it scrolls sideways."""
    session = page.context.new_cdp_session(page)  # the page's own policy would refuse a script from outside
    session.send("Runtime.evaluate", {"expression": AXE()})
    answer = session.send("Runtime.evaluate", {"expression": RUN, "awaitPromise": True, "returnByValue": True})
    wide = page.evaluate(OVERFLOW)
    return answer["result"]["value"] + ([f"{wide} px too wide"] if wide > 0 else [])
