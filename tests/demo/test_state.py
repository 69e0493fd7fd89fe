"""The demo on another day: its clock stays with its data."""

import os
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest

from demo import state
from demo.management.commands.prepare_demo import clear_queue
from portal.celery import app

MINUTE = 60
TODAY, A_DAY, ITS_DISTANCE = date(2026, 3, 1), date(2026, 2, 1), -28


@pytest.fixture(autouse=True)
def on_1_march(monkeypatch):
    monkeypatch.setattr(state, "today", lambda: TODAY)


@pytest.mark.parametrize(
    ("on", "kept", "days"),
    [
        (None, {}, 0),
        (A_DAY, {}, ITS_DISTANCE),
        (None, {"days_from_today": -28}, -28),
        (A_DAY, {"days_from_today": ITS_DISTANCE}, ITS_DISTANCE),  # the same day again
        (None, {"accounts": []}, 0),  # of a start before there was a choice
    ],
)
def test_new_data_have_the_day_asked_for_and_keep_it(on, kept, days):
    assert state.days_from_today(on, kept) == days


@pytest.mark.parametrize("kept", [{"days_from_today": 0}, {"days_from_today": ITS_DISTANCE - 1}, {"accounts": []}])
def test_data_of_another_day_are_not_put_to_the_one_asked_for(kept):
    with pytest.raises(ValueError, match="add RESET=1"):
        state.days_from_today(A_DAY, kept)


def test_day_is_told_where_it_is_not_today():
    assert state.day_lines({"days_from_today": 0}) == []
    assert "it is 1 February 2026" in state.day_lines({"days_from_today": ITS_DISTANCE})[0]


def test_process_tells_the_day_of_the_demo():
    code = "from demo.state import shift_clock; shift_clock(); import time; print(time.time())"
    told = subprocess.check_output([sys.executable, "-c", code], env=os.environ | {state.SHIFT: "-28"}, text=True)
    assert abs(float(told) + timedelta(days=28).total_seconds() - time.time()) < MINUTE


def test_starting_anew_forgets_what_the_broker_kept():
    with app.connection_for_write() as broker:
        waiting = broker.SimpleQueue("celery")
        waiting.put({"task": "portal.tasks.send_due_mail"})
        assert waiting.qsize() == 1
        clear_queue()
        assert waiting.qsize() == 0
        waiting.close()
