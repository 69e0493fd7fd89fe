"""What the walk of tests/walk must make by pages and commands is what the sample holds."""

import pytest

from tests.walk.inventory import beyond_sample


@pytest.mark.usefixtures("loaded")
def test_sample_holds_nothing_that_the_walk_is_not_asked_to_make():
    assert beyond_sample() == {}
