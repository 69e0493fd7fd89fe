from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from groups.models import Group
from oversight import tasks
from oversight.models import Assessment
from portal.celery import app
from tests.oversight.dossier import load
from tests.oversight.sample import ON, dossier

pytestmark = pytest.mark.django_db
NOON = datetime(ON.year, ON.month, ON.day, 12)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def groups():
    made = []
    for number in range(3):
        told = dossier(1, reference=f"TB900{number}")
        told["people"][0]["email"] = f"p{number}@example.org"
        made.append(load(told).group)
    return made


def assessed():
    return set(Assessment.objects.values_list("group_id", flat=True))


def mark_changed(group, at):
    Group.objects.filter(pk=group.pk).update(changed_at=at, charges_fee=True)


def test_assess_group(groups):
    tasks.assess_group(groups[1].pk)
    assert assessed() == {groups[1].pk}


def test_assess_due_finds_new_groups_and_then_none(groups, django_assert_num_queries):
    tasks.assess_due()
    assert assessed() == {group.pk for group in groups}
    with django_assert_num_queries(1):
        tasks.assess_due()


@pytest.mark.parametrize("seconds", [1, -1])
def test_assess_due_finds_changes_also_those_that_commit_late(groups, seconds):
    """A transaction that began earlier may commit later, and set `changed_at` back."""
    tasks.assess_due()
    mark_changed(groups[0], timezone.now() + timedelta(seconds=seconds))
    tasks.assess_due()
    assert "group.no_fee" in groups[0].findings.values_list("rule", flat=True)


def test_assess_due_takes_the_longest_waiting_first(groups, monkeypatch):
    monkeypatch.setattr(tasks, "A_MINUTES_WORK", 1)
    mark_changed(groups[2], timezone.now() - timedelta(hours=1))
    tasks.assess_due()
    assert assessed() == {groups[2].pk}


def test_assess_all_covers_every_group_in_ranges(groups, monkeypatch):
    monkeypatch.setattr(tasks, "RANGE", 2)
    monkeypatch.setattr(tasks.assess_range, "delay", tasks.assess_range)
    tasks.assess_all()
    assert assessed() == {group.pk for group in groups}


def test_the_night_finds_what_time_alone_changes(groups, clock, monkeypatch):
    monkeypatch.setattr(tasks.assess_range, "delay", tasks.assess_range)
    tasks.assess_all()
    clock.move_to(NOON + timedelta(days=62))  # the day after the six months end
    tasks.assess_all()
    assert set(Assessment.objects.values_list("risk_level", flat=True)) == {"at_risk"}


def test_assess_all_without_groups():
    tasks.assess_all()
    assert assessed() == set()


def test_beat_names_tasks_that_exist():
    app.loader.import_default_modules()
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"oversight.tasks.assess_due", "oversight.tasks.assess_all"} <= named
    assert {name for name in named if name.startswith("oversight.")} <= set(app.tasks)
