"""Snapshots: how each group stood on each day, written as a set."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Group
from guidance.duties.groups import GroupAnswer
from oversight.actions import sweep, sweep_night, sweeping, take_snapshots
from oversight.models import Assessment, Snapshot
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


def test_a_snapshot_holds_how_the_group_stands(groups):
    sweep_night(ids(groups), on=ON)
    kept, stored = Snapshot.objects.get(group=groups[1]), Assessment.objects.get(group=groups[1])
    fields = ("next_gate", "rules_met", "rules_counted", "risk_level")
    assert [getattr(kept, name) for name in fields] == [getattr(stored, name) for name in fields]
    assert (kept.on, kept.rules_met < kept.rules_counted) == (ON, True)


def test_one_a_group_and_day_however_often_it_is_taken(groups):
    for on in (ON, ON, ON + DAY):
        sweep_night(ids(groups), on=on)
    assert rows() == sorted((group.pk, on) for group in groups for on in (ON, ON + DAY))
    assert take_snapshots(ids(groups), on=ON) == 0


def test_what_changes_later_in_the_day_leaves_the_snapshot(groups):
    sweep_night(ids(groups), on=ON)
    before = Snapshot.objects.get(group=groups[0]).rules_met
    Group.objects.filter(pk=groups[0].pk).update(charges_fee=True, changed_at=timezone.now())
    sweep([groups[0].pk], on=ON)
    sweep_night(ids(groups), on=ON)
    assert Snapshot.objects.get(group=groups[0]).rules_met == before
    assert Assessment.objects.get(group=groups[0]).rules_met == before - 1


def test_a_missed_day_leaves_no_row(groups):
    sweep_night(ids(groups), on=ON)
    sweep_night(ids(groups), on=ON + 3 * DAY)
    assert {on for _, on in rows()} == {ON, ON + 3 * DAY}


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

    def failing(facts, records, policy, on):
        if facts.group == groups[1].pk:
            raise ValueError("a fault in a rule")
        return GroupAnswer(facts, records, policy, on)

    monkeypatch.setattr(sweeping, "GroupAnswer", failing)
    sweep_night(ids(groups), on=ON + DAY)
    assert {key for key, on in rows() if on == ON + DAY} == {groups[0].pk, groups[2].pk}


@pytest.mark.parametrize("count", [1, 3])
def test_one_statement_however_many_groups(db, count):
    """Nothing passes through memory: the rows are made where they are kept."""
    groups = made(count)
    sweep([group.pk for group in groups], on=ON)
    with CaptureQueriesContext(connection) as asked:
        assert take_snapshots(ids(groups), on=ON) == count
    assert len(asked) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_each_snapshot_once():
    groups = made()
    answers = in_two_connections(*[lambda: sweep_night(ids(groups), on=ON)] * 2)
    assert all(isinstance(answer, int) for answer in answers)
    assert rows() == sorted((group.pk, ON) for group in groups)
