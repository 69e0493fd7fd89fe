"""Looking at a page in a real browser: what axe finds, what the console says, what overflows."""

from playwright.sync_api import Page

from tests.browser import too_wide, violations


def listen(page: Page) -> list[str]:
    """Everything the console says and every script error from here on; breaches of the policy are among them."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, and whether it scrolls sideways."""
    devtools = page.context.new_cdp_session(page)
    return violations(devtools) + too_wide(devtools)
