"""How much a visitor's browser fetches, as production serves it: hashed names, compressed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

KB = 1000


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def visit(context: BrowserContext, address: str) -> list[float]:
    """The size of each answer as it came over the wire, headers included, in bytes; the icon is asked for as well."""
    page = context.new_page()
    sizes: list[float] = []
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.close()
    return [size for size in sizes if size]


def icon_size(context: BrowserContext, address: str) -> int:
    """A browser without a window leaves the icon out."""
    page = context.new_page()
    page.goto(address)
    href = page.locator("link[rel=icon]").get_attribute("href")
    answer = context.request.get(f"{address}{href}")
    page.close()
    return int(answer.headers["content-length"])


def test_first_visit_is_light_and_the_next_lighter(site: str, context: BrowserContext) -> None:
    first, second = visit(context, site), visit(context, site)
    assert len(first) >= 3, "page, styles and script"
    assert len(first) + 1 <= 8
    assert sum(first) + icon_size(context, site) <= 60 * KB
    assert sum(second) <= 20 * KB
