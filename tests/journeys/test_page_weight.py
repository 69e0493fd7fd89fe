"""How much a visitor's browser fetches, as production serves it: hashed names, compressed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext

KB = 1000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


@pytest.fixture
def production_site(site: str, tmp_path: Path) -> Iterator[str]:
    """The portal with static files collected as in production, on a port of its own."""
    collected = {"STORAGES": STORAGES, "STATIC_ROOT": tmp_path / "static", "ALLOWED_HOSTS": ["127.0.0.1"]}
    with override_settings(**collected, WHITENOISE_AUTOREFRESH=False, WHITENOISE_USE_FINDERS=False):
        call_command("collectstatic", verbosity=0, interactive=False)
        server = LiveServerThread("127.0.0.1", without_finders)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()


def without_finders(handler: WSGIHandler) -> WSGIHandler:
    """Static files come from the portal itself, not from a test's server."""
    return handler


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


def test_first_visit_is_light_and_the_next_lighter(production_site: str, context: BrowserContext) -> None:
    first, second = visit(context, production_site), visit(context, production_site)
    assert len(first) >= 3, "page, styles and script"
    assert len(first) + 1 <= 8
    assert sum(first) + icon_size(context, production_site) <= 60 * KB
    assert sum(second) <= 20 * KB
