"""Facts made by hand and facts read of the dossier describe one group."""

import pytest

from guidance.facts import single_group
from tests.oversight.dossier import load
from tests.oversight.made import facts
from tests.oversight.sample import ON, dossier

KEYS = {"group", "changed_at", "people", "chairs", "organisations"}  # of rows


@pytest.mark.django_db
def test_a_dossier_has_the_facts_that_are_made_by_hand():
    read, made = single_group(load(dossier(12)).group.pk, ON), facts()
    differing = {name for name in made._fields if getattr(read, name) != getattr(made, name)}
    assert {name: (getattr(read, name), getattr(made, name)) for name in differing - KEYS} == {}
