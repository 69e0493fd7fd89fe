"""The sample's groups whose support is in question, at every state of it."""

import pytest
from django.utils import timezone

from groups.models import Concern
from oversight.models import Mitigation, WithdrawalCase
from tests.demo.helpers import TODAY

pytestmark = pytest.mark.usefixtures("loaded")


def test_concerns_circumstances_and_cases_stand_at_every_state():
    assert {(bool(one.closed_on), bool(one.response)) for one in Concern.objects.all()} >= {(0, 1), (1, 0), (0, 0)}
    assert {bool(one.accepted_on) for one in Mitigation.objects.all()} == {True, False}
    assert WithdrawalCase.objects.open().filter(discussed_on=None).exists()
    assert WithdrawalCase.objects.filter(map_decided_at__isnull=False).exists()


@pytest.mark.parametrize("model", [Concern, Mitigation, WithdrawalCase])
def test_history_is_dated_back(model):
    assert timezone.localdate(model.history.latest("history_date").history_date) < TODAY
