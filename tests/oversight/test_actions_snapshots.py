"""Snapshots: how each group stood from which day on, written as a set; days that were swept, and counts of each."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Group
from guidance.duties.groups import GroupAnswer
from oversight.actions import (
    lease_sweep_parts,
    sweep,
    sweep_night,
    sweep_part,
    sweep_parts,
    sweeping,
    take_snapshots,
)
from oversight.models import SNAPSHOT_FIELDS, Assessment, Snapshot, SweptDay, Tally
from tests.factories import SnapshotFactory
from tests.oversight.dossier import load
from tests.oversight.sample import ON, dossier
from tests.races import in_two_connections

DAY = timedelta(days=1)


def made(count=3):
    loaded = []
    for number in range(count):
        told = dossier(1, reference=f"TB900{number}")
        told["people"][0]["email"] = f"p{number}@example.org"
        loaded.append(load(told).group)
    return loaded


@pytest.fixture
def groups(db):
    return made()


def ids(groups):
    return range(groups[0].pk, groups[-1].pk + 1)


def rows():
    return sorted(Snapshot.objects.values_list("group_id", "on"))


def changes(group):
    """From now on it stands otherwise."""
    Group.objects.filter(pk=group.pk).update(charges_fee=True, changed_at=timezone.now())


def periods(group):
    return list(Snapshot.objects.filter(group=group).values_list("on", "until"))


def test_a_snapshot_holds_how_the_group_stands(groups):
    sweep_night(ids(groups), on=ON)
    kept, stored = Snapshot.objects.get(group=groups[1]), Assessment.objects.get(group=groups[1])
    assert [getattr(kept, name) for name in SNAPSHOT_FIELDS] == [getattr(stored, name) for name in SNAPSHOT_FIELDS]
    assert (kept.on, kept.until, kept.rules_met < kept.rules_counted) == (ON, None, True)


def test_one_as_long_as_a_group_stands_alike_however_often_it_is_taken(groups):
    for on in (ON, ON, ON + DAY):
        sweep_night(ids(groups), on=on)
    assert rows() == sorted((group.pk, ON) for group in groups)
    assert take_snapshots(ids(groups), on=ON + DAY) == take_snapshots(ids(groups), on=ON) == 0


def test_a_group_that_stands_otherwise_begins_another(groups):
    sweep_night(ids(groups), on=ON)
    changes(groups[0])
    sweep_night(ids(groups), on=ON + 2 * DAY)
    assert periods(groups[0]) == [(ON, ON + 2 * DAY), (ON + 2 * DAY, None)]
    assert periods(groups[1]) == [(ON, None)]
    before, now = Snapshot.objects.filter(group=groups[0])
    assert before.rules_met == now.rules_met + 1
    for on, expected in [(ON - DAY, []), (ON, [before]), (ON + DAY, [before]), (ON + 2 * DAY, [now])]:
        assert list(Snapshot.objects.at(on).filter(group=groups[0])) == expected


def test_what_changes_later_in_the_day_leaves_the_snapshot(groups):
    sweep_night(ids(groups), on=ON)
    before = Snapshot.objects.get(group=groups[0]).rules_met
    changes(groups[0])
    sweep([groups[0].pk], on=ON)
    sweep_night(ids(groups), on=ON)
    assert Snapshot.objects.get(group=groups[0]).rules_met == before
    assert Assessment.objects.get(group=groups[0]).rules_met == before - 1


def test_database_refuses_periods_that_overlap(groups):
    SnapshotFactory(group=groups[0], on=ON, until=ON + 3 * DAY)
    for on, until in [(ON + 2 * DAY, None), (ON - DAY, ON + DAY), (ON + 5 * DAY, ON + 5 * DAY)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            SnapshotFactory(group=groups[0], on=on, until=until)
    SnapshotFactory(group=groups[0], on=ON + 3 * DAY)
    SnapshotFactory(group=groups[1], on=ON + DAY)


# --- of the whole day ------------------------------------------------------------------------------------------------
def sweep_day(on):
    for part in lease_sweep_parts(on=on, now=timezone.now()):
        sweep_part(part, on=on)


def test_a_day_that_was_not_swept_is_a_gap_and_loses_nothing(groups):
    sweep_day(ON)
    changes(groups[0])
    sweep_day(ON + 4 * DAY)
    assert list(SweptDay.objects.values_list("on", "groups", "failed")) == [(ON, 3, 0), (ON + 4 * DAY, 3, 0)]
    assert periods(groups[0]) == [(ON, ON + 4 * DAY), (ON + 4 * DAY, None)]


@pytest.mark.parametrize("count", [1, 3])
def test_a_day_is_done_with_its_last_part(db, monkeypatch, count):
    monkeypatch.setattr(sweep_parts, "PART", 1)
    groups = made(count)
    parts = lease_sweep_parts(on=ON, now=timezone.now())
    for part in parts:
        assert not SweptDay.objects.exists()
        sweep_part(part, on=ON)
    day = SweptDay.objects.get()
    assert (day.on, day.groups, day.failed) == (ON, len(groups), 0)
    assert {row["stage"]: row["groups"] for row in day.medians if row["all"]} == {"registering": count}


def test_counts_of_a_day_are_of_its_groups(groups):
    sweep_day(ON)
    kept = Assessment.objects.get(group=groups[0])
    counted = Tally.objects.get()
    assert (counted.on, counted.groups, counted.overdue) == (ON, 3, 3 if kept.overdue else 0)
    assert [getattr(counted, name) for name in ("route_id", "stage", "next_gate", "risk_level")] == [
        getattr(kept, name) for name in ("route_id", "stage", "next_gate", "risk_level")
    ]


def test_median_is_of_days_in_the_stage(groups):
    sweep_day(ON)
    Assessment.objects.filter(group=groups[0]).update(stage_since=ON - 9 * DAY)
    sweep_day(ON + 5 * DAY)
    assert SweptDay.objects.last().medians[0] == {
        **{"all": True, "route": None, "stage": "registering"},
        **{"groups": 3, "median": 5, "longest": 14},
    }


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_last_two_parts_end_the_day_once(monkeypatch):
    monkeypatch.setattr(sweep_parts, "PART", 1)
    made(2)
    parts = lease_sweep_parts(on=ON, now=timezone.now())
    in_two_connections(*[partial(sweep_part, part, on=ON) for part in parts])
    assert SweptDay.objects.get().groups == 2 == sum(Tally.objects.values_list("groups", flat=True))


# --- what gets none --------------------------------------------------------------------------------------------------


def test_groups_outside_the_range_and_those_not_assessed_get_none(groups):
    sweep([groups[0].pk, groups[2].pk], on=ON)
    take_snapshots(range(groups[0].pk, groups[2].pk), on=ON)
    assert rows() == [(groups[0].pk, ON)]


def test_a_group_whose_answer_is_out_of_date_gets_none(groups):
    sweep([group.pk for group in groups], on=ON)
    Group.objects.filter(pk=groups[1].pk).update(changed_at=timezone.now())
    assert take_snapshots(ids(groups), on=ON) == 2
    assert groups[1].pk not in dict(rows())


def test_a_group_that_could_not_be_assessed_tonight_gets_none(groups, monkeypatch):
    sweep_night(ids(groups), on=ON)
    for group in groups:
        changes(group)

    def failing(facts, records, policy, on):
        if facts.group == groups[1].pk:
            raise ValueError("a fault in a rule")
        return GroupAnswer(facts, records, policy, on)

    monkeypatch.setattr(sweeping, "GroupAnswer", failing)
    sweep_night(ids(groups), on=ON + DAY)
    assert {key for key, on in rows() if on == ON + DAY} == {groups[0].pk, groups[2].pk}


@pytest.mark.parametrize("count", [1, 3])
def test_three_statements_however_many_groups(db, count):
    """Nothing passes through memory: the rows are made where they are kept."""
    groups = made(count)
    sweep([group.pk for group in groups], on=ON)
    with CaptureQueriesContext(connection) as asked:
        assert take_snapshots(ids(groups), on=ON) == count
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_each_snapshot_once():
    groups = made()
    answers = in_two_connections(*[lambda: sweep_night(ids(groups), on=ON)] * 2)
    assert [answer.failed for answer in answers] == [[], []]
    assert rows() == sorted((group.pk, ON) for group in groups)
