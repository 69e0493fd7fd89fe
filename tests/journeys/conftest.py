"""The portal on a port of its own, people with browsers, and officials who signed in once.

The journeys share one database that is kept from the first to the last of them, as a portal in use would be: the
sessions of officials hold, and numbers grow. It is emptied at the end.
"""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, StorageState, expect
from pytest_django.plugin import DjangoDbBlocker

import portal.settings
from accounts.enums import OfficialRole
from occupations.models import Occupation
from oversight.tasks import assess_due
from portal import assets
from tests.accounts.helpers import PASSWORD, make_official, totp_code
from tests.journeys.looks import Looks
from tests.journeys.visitor import Visitor
from tests.occupations.exports import export

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs a loop in the thread of the tests
PATIENCE = 20_000  # milliseconds for a page, however busy the machine is
expect.set_options(timeout=PATIENCE)
Start = Callable[..., Visitor]
# hashed names that a browser keeps, compressed
AS_IN_PRODUCTION = {
    "STORAGES": {**settings.STORAGES, "staticfiles": portal.settings.STORAGES["staticfiles"]},
    "WHITENOISE_AUTOREFRESH": False,
    "WHITENOISE_USE_FINDERS": False,
}
EXPORT = settings.BASE_DIR.parent / "shared" / "data" / "ifate_standards_export_2025-05-25.csv"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "journeys":
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture
def _django_db_helper(site: str) -> None:
    """In place of pytest-django's, which would empty the database after each journey."""


@pytest.fixture(scope="package")
def site(
    browser: Browser,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of a portal that runs, its styles and scripts served as in production; the database is open to tests.

    The browser starts first: its driver's loop decides which connection of Django's this thread has.
    """
    assets.main()
    static = override_settings(**AS_IN_PRODUCTION, STATIC_ROOT=tmp_path_factory.mktemp("static"))
    with django_db_blocker.unblock(), static:
        _empty_database()
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        call_command("collectstatic", verbosity=0, interactive=False)
        with _served() as address, override_settings(ALLOWED_HOSTS=["127.0.0.1"], BASE_URL=address):
            yield address
        _empty_database()


@contextmanager
def _served() -> Iterator[str]:
    server = LiveServerThread("127.0.0.1", static_handler=lambda portal: portal)  # which serves them itself
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


def _empty_database() -> None:
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)


@pytest.fixture(scope="package")
def looks() -> Looks:
    return Looks()


@pytest.fixture
def person(browser: Browser, site: str, looks: Looks) -> Iterator[Start]:
    """Start a person: `person("Ada")`, with the session of an official, or in a browser without JavaScript."""
    started: list[Visitor] = []

    def start(name: str, *, session: StorageState | None = None, has_script: bool = True) -> Visitor:
        context = browser.new_context(base_url=site, storage_state=session, java_script_enabled=has_script)
        context.set_default_timeout(PATIENCE)
        started.append(Visitor(context, looks, name=name, has_script=has_script))
        return started[-1]

    yield start
    for visitor in started:
        visitor.is_content()
        visitor.context.close()


@pytest.fixture(scope="package")
def product_manager_session(browser: Browser, site: str, looks: Looks) -> StorageState:
    """A product manager signs in once, with password and code; a code works only once."""
    user = make_official("petra.manager@example.org", OfficialRole.PRODUCT_MANAGER, name="Petra Manager")
    context = browser.new_context(base_url=site)
    visitor = Visitor(context, looks, name=user.name)
    visitor.opens("/accounts/login/")
    visitor.fills(login=user.email, password=PASSWORD)
    visitor.presses("Sign in")
    visitor.is_at("Enter a code from your app")
    visitor.fills(code=totp_code())
    visitor.presses("Continue")
    visitor.is_at("What needs me today")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def product_manager(person: Start, product_manager_session: StorageState) -> Visitor:
    return person("Petra Manager", session=product_manager_session)


@pytest.fixture
def worker() -> Callable[[], None]:
    """What beat would have a worker do by now: bring the stored assessments up to date."""
    return assess_due


@pytest.fixture(scope="package")
def occupations(site: str, tmp_path_factory: pytest.TempPathFactory) -> QuerySet[Occupation]:
    """The map as the official export brings it: the real file where it is at hand, else a small one like it."""
    path = EXPORT
    if not path.exists():
        path = tmp_path_factory.mktemp("export") / "standards.csv"
        path.write_bytes(export({}, {"Name": "Lantern keeper", "Reference": "ST9002", "Level": "4"}))
    call_command("import_standards", str(path), stdout=io.StringIO())
    free = Occupation.objects.filter(groups=None)  # with a group the form would ask whether to join it
    return free.exclude(reference=None).filter(level__isnull=False, route__isnull=False)
