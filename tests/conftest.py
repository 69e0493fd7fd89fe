"""What every test has: a database of its own run, a quiet broker, an empty cache, and a browser where there is one."""

import gc
import os
import shutil
from collections.abc import Iterator
from unittest import mock

import hypothesis
import pytest
from django.core.cache import cache
from django.db.backends.postgresql.operations import DatabaseOperations
from pytest_django.plugin import DjangoDbBlocker

from tests import databases, scheduling

# The one without a window starts a page with half the work.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
IN_CI = os.environ.get("CI") == "true"
LEFT_OUT = pytest.StashKey[int]()  # how many browser tests there is no browser for

hypothesis.settings.register_profile("portal", deadline=None, derandomize=IN_CI)
hypothesis.settings.load_profile("portal")


# --- database --------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    with databases.named():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        databases.keep_a_copy()


@pytest.fixture(scope="session", autouse=True)
def quick_flush() -> Iterator[None]:
    """After a test that commits, in place of Django's statements, and of writing anew what these leave."""
    emptied = mock.patch.object(DatabaseOperations, "sql_flush", lambda *_, **__: [databases.EMPTIED])
    with emptied, mock.patch("django.core.management.commands.flush.emit_post_migrate_signal"):
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def woken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[object, ...]]]:
    """Every wake-up of a worker, as (task, arguments): there is no broker in a test; call the task to run it.

    In a test's transaction they come with `django_capture_on_commit_callbacks(execute=True)`.
    """
    sent: list[tuple[str, tuple[object, ...]]] = []
    monkeypatch.setattr("portal.jobs.send", lambda task, arguments: sent.append((task, arguments)))
    return sent


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> scheduling.FilesThatShare:
    return scheduling.FilesThatShare(config, log)


def pytest_collection_finish() -> None:
    """The collector of cycles looks seldom, and not at what was there before the first test: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


# --- browser ---------------------------------------------------------------------------------------------------------
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no process waits for another's at the end."""
    items.sort(key=scheduling.first)
    _leave_out_journeys_without_a_browser(config, items)


def _leave_out_journeys_without_a_browser(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In CI, which promised one, that is a failure."""
    journeys = [item for item in items if item.get_closest_marker("browser")]
    if not journeys or CHROMIUM:
        return
    if IN_CI:
        pytest.exit("No Chromium found, and CI must run the browser tests", returncode=1)
    config.hook.pytest_deselected(items=journeys)
    items[:] = [item for item in items if item not in journeys]
    config.stash[LEFT_OUT] = len(journeys)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and session.config.stash.get(LEFT_OUT, 0):
        session.exitstatus = pytest.ExitCode.OK


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if left_out := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"{left_out} browser tests not run: no Chromium found (apt-get install chromium)")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The system's Chromium; its sandbox does not work for root, which is what a CI container runs as.

    One process shows all pages, since a new one for each person takes longer to start than their page to show.
    """
    flags = ["--no-sandbox", "--renderer-process-limit=1"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags}
