"""The demo before its start: schema, static files, sample data, var/demo.json."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import User
from demo import mailbox, sample
from demo.state import KEPT, in_force, read_state
from portal.calendar import today
from portal.celery import app


class Command(BaseCommand):
    help = "Prepares the demo; `make demo` calls this."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="throw everything away first")

    def handle(self, *, reset: bool, **_: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is for the demo alone: set DEMO=1")
        if reset:
            throw_everything_away()
        migrate()
        collect_static_files()
        write_state(accounts() if not User.objects.exists() else read_state().get("accounts", []))


def throw_everything_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set lock_timeout = '10s'; drop schema public cascade; create schema public")
    cache.clear()
    clear_queue()
    shutil.rmtree(mailbox.folder(), ignore_errors=True)
    for kept in Path(settings.VAR_DIR).glob("beat*"):  # when each task ran last, by the clock of the data before
        kept.unlink()


def clear_queue() -> None:
    """The broker keeps them over a stop: thousands of old ones would stand before the new data's mail."""
    with app.connection_for_write() as broker:
        app.control.purge(broker)


def migrate() -> None:
    """Only when there is something to do, for looking costs less than doing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def accounts() -> list[dict[str, str]]:
    shutil.rmtree(mailbox.folder(), ignore_errors=True)  # messages of data that are gone
    return sample.load(today=today())


def write_state(accounts: list[dict[str, str]]) -> None:
    state = Path(settings.VAR_DIR / "demo.json")
    new = state.with_suffix(".new")
    kept = {"base_url": settings.BASE_URL, "accounts": accounts, KEPT: in_force()}
    new.write_text(json.dumps(kept, indent=2))
    new.chmod(0o600)
    new.rename(state)


def collect_static_files() -> None:
    """Only when a file was added, removed or changed since the last time, for hashing them all takes seconds."""
    results = sorted(
        (path, (stat := Path(storage.path(path)).stat()).st_size, stat.st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    print_of_them = hashlib.sha256(repr(results).encode()).hexdigest()
    inputs_file = Path(settings.VAR_DIR / "static.stamp")
    if inputs_file.exists() and inputs_file.read_text() == print_of_them and Path(settings.STATIC_ROOT).exists():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    inputs_file.write_text(print_of_them)
