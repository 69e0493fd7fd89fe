"""From an empty database, by pages and commands alone, people make whatever the sample data hold.

No factory and no write to the database: forms are filled in as the pages show them (`person.py`), mail is read where it
is queued, and the worker's tasks run when the chapters say so.
"""

import json

import pytest

from tests.walk.chapters import CHAPTERS, FIRST, Chapter, name_of
from tests.walk.frame import Walk
from tests.walk.inventory import SAMPLE, Inventory, added, inventory
from tests.walk.not_walked import NOT_WALKED

pytestmark = pytest.mark.django_db
ORDER = [name_of(chapter) for chapter in CHAPTERS]
MARKED = [pytest.param(one, id=name_of(one), marks=() if one in FIRST else pytest.mark.deep) for one in CHAPTERS]


@pytest.mark.parametrize("chapter", MARKED)
def test_chapter(walk: Walk, chapter: Chapter) -> None:
    if walk.done != ORDER[: ORDER.index(name_of(chapter))]:
        pytest.skip("A chapter before this one was not walked")
    chapter(walk)
    walk.done.append(name_of(chapter))


@pytest.mark.deep
def test_whatever_the_sample_holds_was_made_on_the_walk(walk: Walk) -> None:
    """But what stands in `not_walked`, each with its reason; what stands there in vain is taken out."""
    assert walk.done == ORDER
    walked = added(inventory(), walk.seen)
    held: Inventory = {model: set(values) for model, values in json.loads(SAMPLE.read_text()).items()}
    missing = {(model, value) for model, values in held.items() for value in values - walked.get(model, set())}

    assert missing == set(NOT_WALKED)
