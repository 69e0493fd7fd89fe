"""Snapshots of the time before there were any, made afterwards."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from groups.models import Group
from oversight.actions import sweep, sweep_night
from oversight.models import Assessment, Snapshot, Tally
from tests.factories import SnapshotFactory
from tests.oversight.dossier import load
from tests.oversight.sample import ON, dossier

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


@pytest.fixture
def group():
    """One that meets every rule on ON; its first contact was in the year before."""
    return load(dossier(1)).group


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(f"{ON}T12:00:00Z", tick=False):
        yield


def backfill(first):
    call_command("backfill_snapshots", "--from", str(first))


def test_periods_follow_each_other_up_to_the_first_snapshot(group):
    sweep_night(range(group.pk, group.pk + 1), on=ON)
    first = Group.objects.get(pk=group.pk).first_contact_on
    backfill(first - 2 * WEEK)
    rows = list(Snapshot.objects.filter(group=group))
    assert len(rows) > 2
    assert [row.until for row in rows] == [*(row.on for row in rows[1:]), None]
    assert [row.is_backfilled for row in rows] == [True] * (len(rows) - 1) + [False]
    assert (rows[0].on, rows[0].stage) == (first, "registering")
    assert rows[0].rules_met < rows[-2].rules_met


def test_run_again_it_makes_what_is_missing(group):
    sweep_night(range(group.pk, group.pk + 1), on=ON)
    backfill(ON - 8 * WEEK)
    made = set(Snapshot.objects.values_list("on", flat=True))
    backfill(ON - 8 * WEEK)
    assert set(Snapshot.objects.values_list("on", flat=True)) == made
    backfill(ON - 20 * WEEK)
    assert set(Snapshot.objects.values_list("on", flat=True)) > made


def test_stage_and_turn_last_since_their_first_week(group):
    sweep([group.pk], on=ON)
    assert Assessment.objects.get().stage_since == ON
    backfill(ON - 4 * WEEK)
    row = Assessment.objects.get()
    same = Snapshot.objects.filter(stage=row.stage).earliest("on").on
    assert row.stage_since == same < ON


def test_stage_that_was_left_and_came_back_lasts_since_it_came_back(group):
    sweep([group.pk], on=ON)
    row = Assessment.objects.get()
    SnapshotFactory(group=group, on=ON - WEEK, until=ON, stage="developing", turn="nobody")
    SnapshotFactory(group=group, on=ON, stage=row.stage, turn=row.turn)
    backfill(ON - 4 * WEEK)
    assert Snapshot.objects.filter(stage=row.stage, on__lt=ON - WEEK).exists()
    row.refresh_from_db()
    assert (row.stage_since, row.turn_since) == (ON, ON)


def test_weeks_are_counted(group):
    sweep([group.pk], on=ON)
    backfill(ON - 3 * WEEK)
    assert list(Tally.objects.values_list("on", "groups")) == [(ON - weeks * WEEK, 1) for weeks in (3, 2, 1)]


def test_nothing_to_fill_in(db):
    backfill(ON - WEEK)
    assert not Snapshot.objects.exists() and not Tally.objects.exists()


@pytest.mark.parametrize(
    ("day", "words"),
    [("soon", "expected a date"), (str(ON), "must be in the past"), ("1999-01-01", "policy")],
)
def test_wrong_day_is_refused(db, day, words):
    with pytest.raises(CommandError, match=words) as refused:
        backfill(day)
    assert refused.value.returncode == 2
