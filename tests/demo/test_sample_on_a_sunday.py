"""The sample data is good on a day without work, and under the policy of 2023."""

from datetime import date

import pytest
import time_machine

from demo import sample
from demo.clock import moment
from tests.demo.helpers import assert_good, said
from tests.walk.inventory import beyond_sample

SUNDAY = date(2025, 5, 4)  # under the policy of 2023


@pytest.mark.django_db
def test_sample_data_are_good_on_a_sunday_and_under_the_policy_that_pays_for_travel():
    with time_machine.travel(moment(SUNDAY, 12)):
        told = said(sample.load(today=SUNDAY), SUNDAY)
        assert beyond_sample() == {}
    assert_good(told, SUNDAY)
    assert told["claims"] == ["", "approved"]
