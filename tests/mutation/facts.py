"""Changes the facts statement in one place at a time and reads the boundary worlds again: a difference must show.

    python -m tests.mutation.facts

Needs a database, no more: the worlds of `tests/oversight/worlds.py` are made once, so that a mutant costs milliseconds.
Prints the mutants that no test notices and fails where one of them is not among the accepted ones (`accepted.toml`).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.db import DatabaseError, connection, transaction
from psycopg import Error

from guidance import facts as known
from tests.mutation.accepted import report
from tests.mutation.sql import Mutant, mutants
from tests.oversight import worlds as making
from tests.oversight.sample import ON
from tests.oversight.worlds import World

Worlds = dict[str, World]
LONGEST = "10s"  # for one statement: a mutant that takes longer is noticed too


@dataclass(frozen=True)
class Form:
    """One way to ask for groups: how the statement narrows, and whether the answers are as expected."""

    where: str
    holds: Callable[[Worlds], bool]


def of_range(worlds: Worlds) -> bool:
    return all(not world.differences(found) for world, found in making.read(worlds))


def of_keys(worlds: Worlds) -> bool:
    world = worlds["mixed"]
    return [one.group for one in known.every_group([world.group], on=ON)] == [world.group]


def of_one(worlds: Worlds) -> bool:
    world = worlds["mixed"]
    found = known.single_group(world.group, ON)
    return found is not None and found.group == world.group


# the first is checked whole, the others only where they differ
FORMS = (
    Form(known._narrowed(range(2))[0], of_range),
    Form(known._narrowed([1])[0], of_keys),
    Form("g.id = %(ids)s", of_one),
)


def main() -> int:
    started = time.monotonic()
    with database(), transaction.atomic():
        worlds = making.load_all()
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST}'")
        unchanged = [form.where for form in FORMS if outcome(form, worlds) != "survived"]
        if unchanged:
            sys.exit(f"The statement as it is gives other facts than expected: {unchanged}")
        outcomes = dict(tested(worlds))
        transaction.set_rollback(True)
    seconds = time.monotonic() - started
    survivors = [name for name, what in outcomes.items() if what == "survived"]
    broken = sum(what == "broken" for what in outcomes.values())
    print(
        f"Facts statement: {len(outcomes)} mutants, {len(outcomes) - len(survivors)} noticed"
        f" ({broken} of them refused by the database), {len(survivors)} not, in {seconds:.0f} s"
    )
    return report("facts", survivors)


def tested(worlds: Worlds) -> Iterator[tuple[str, str]]:
    for place, form in enumerate(FORMS):
        text = known._statement(form.where)
        start = text.rindex(form.where)
        for mutant in mutants(text):
            if place == 0 or (mutant.start >= start and mutant.end <= start + len(form.where)):
                name = mutant.name if place == 0 else f"{mutant.name} ({form.where})"
                yield name, outcome(form, worlds, mutant)


def outcome(form: Form, worlds: Worlds, mutant: Mutant | None = None) -> str:
    """`noticed`, `broken` (the database refuses the statement) or `survived`."""
    original = known._statement
    if mutant:
        known._statement = lambda where: mutant.text
    try:
        with transaction.atomic():
            return "survived" if form.holds(worlds) else "noticed"
    except AssertionError:
        return "noticed"
    except (DatabaseError, Error):
        return "broken"
    finally:
        known._statement = original


@contextmanager
def database() -> Iterator[None]:
    """One of this process's own, dropped afterwards."""
    connection.settings_dict["TEST"]["NAME"] = f"mutation_portal_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
