"""Forms and tags give the HTML that GOV.UK Frontend's own templates give for the same options."""

import pytest

from tests.portal import govuk_fields, govuk_tags
from tests.portal.govuk import fixtures, tree
from tests.portal.govuk_fixtures import EXACT

ADAPTERS = govuk_fields.ADAPTERS | govuk_tags.ADAPTERS
CASES = [(component, name) for component, names in EXACT.items() for name in names]


@pytest.mark.parametrize(("component", "name"), CASES, ids=[f"{component}: {name}" for component, name in CASES])
def test_component_is_drawn_as_its_fixture(component, name):
    fixture = fixtures(component)[name]
    assert tree(ADAPTERS[component](dict(fixture["options"]))) == tree(fixture["html"])


def test_comparison_sees_a_wrong_class_a_wrong_attribute_and_a_missing_element():
    right = '<p class="a b" id="x">Text <b>bold</b></p>'
    assert tree('<p id="x"  class="b a">\n Text\n<b>bold</b></p>') == tree(right)
    for wrong in ('<p class="a" id="x">Text <b>bold</b></p>', right.replace('"x"', '"y"'), right.replace("b>", "i>")):
        assert tree(wrong) != tree(right)
