import io
import time

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate as django_migrate
from django.db import OperationalError, connection

from portal.management.commands import migrate

LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")


def limits() -> list[str]:
    with connection.cursor() as cursor:
        return [cursor.execute(f"show {name}").fetchone()[0] for name in LIMITS]


def other_migration(monkeypatch: pytest.MonkeyPatch, does) -> None:
    monkeypatch.setattr(django_migrate.Command, "handle", lambda *_, **__: does())


def changes_a_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("alter table groups_group set (fillfactor = 100)")


def test_migrations_take_their_time_and_pages_do_not(db, monkeypatch) -> None:
    seen = []
    other_migration(monkeypatch, lambda: seen.append(limits()))
    call_command("migrate", verbosity=0)
    assert seen == [["0", "2s", "0"]]
    assert limits() == ["15s", "5s", "30s"]


@pytest.mark.django_db(transaction=True)
def test_a_lock_that_a_page_holds_is_asked_for_again(monkeypatch) -> None:
    said = io.StringIO()
    parameters = connection.get_connection_params() | {"dbname": connection.settings_dict["NAME"]}
    monkeypatch.setattr(migrate, "OWN_LIMITS", "SET lock_timeout = '1ms'")
    with psycopg.connect(**parameters) as page:
        page.execute("lock table groups_group in share update exclusive mode")
        monkeypatch.setattr(time, "sleep", lambda _: page.rollback())
        other_migration(monkeypatch, changes_a_table)
        call_command("migrate", verbosity=0, stderr=said)
    assert said.getvalue() == "canceling statement due to lock timeout; trying again in 3 seconds\n"


@pytest.mark.django_db(transaction=True)
def test_a_lock_that_is_never_free_ends_it(monkeypatch) -> None:
    parameters = connection.get_connection_params() | {"dbname": connection.settings_dict["NAME"]}
    naps: list[float] = []
    monkeypatch.setattr(migrate, "OWN_LIMITS", "SET lock_timeout = '1ms'")
    monkeypatch.setattr(time, "sleep", naps.append)
    other_migration(monkeypatch, changes_a_table)
    with psycopg.connect(**parameters) as page, pytest.raises(OperationalError, match="lock timeout"):
        page.execute("lock table groups_group in share update exclusive mode")
        call_command("migrate", verbosity=0, stderr=io.StringIO())
    assert len(naps) == migrate.TRIES - 1
    assert limits() == ["15s", "5s", "30s"]


def test_any_other_failure_is_not_tried_again(db, monkeypatch) -> None:
    def fails() -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr(time, "sleep", pytest.fail)
    other_migration(monkeypatch, fails)
    with pytest.raises(OperationalError, match="disk full"):
        call_command("migrate", verbosity=0)


class Starting:
    """A server that refuses a few times, as one does that is being made."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals

    def ensure_connection(self) -> None:
        self.refusals -= 1
        if self.refusals >= 0:
            raise OperationalError("connection refused\nIs the server running?")


def test_a_server_that_is_starting_is_waited_for(monkeypatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr(migrate, "connections", {"default": Starting(3)})
    monkeypatch.setattr(time, "sleep", lambda _: None)
    migrate.Command(stderr=said)._wait_for_server("default", 60)
    assert said.getvalue() == "Waiting for the database: connection refused\n"


def test_a_server_that_stays_away_is_said_in_one_line(monkeypatch) -> None:
    monkeypatch.setattr(migrate, "connections", {"default": Starting(99)})
    with pytest.raises(CommandError, match=r"^The database does not answer: connection refused$"):
        migrate.Command()._wait_for_server("default", 0)
