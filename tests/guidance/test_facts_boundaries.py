"""The facts at each of their boundaries: every world of `worlds`, made once and read in one statement a day."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from guidance import facts as known
from tests.oversight import worlds as making
from tests.oversight.sample import ON
from tests.oversight.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker) -> Iterator[dict[str, World]]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield making.load_all()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def differences(worlds) -> dict[int, dict[str, object]]:
    return {world.group: world.differences(found) for world, found in making.read(worlds)}


@pytest.mark.parametrize("name", making.NAMES[1:-1])
def test_facts_at_their_boundaries(name, worlds, differences):
    assert differences[worlds[name].group] == {}


def test_one_group_single_keys_and_all_give_the_same(worlds):
    keys = [world.group for world in worlds.values()]
    single = [known.single_group(key, ON) for key in keys]
    assert list(known.every_group(on=ON)) == single
    assert list(known.every_group([keys[5], keys[2]], on=ON)) == [single[2], single[5]]
    assert list(known.every_group(range(keys[1], keys[4]), on=ON)) == single[1:4]
