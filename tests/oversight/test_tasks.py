from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from groups.models import Group
from oversight import tasks
from oversight.actions import sweep_parts
from oversight.models import Assessment, SweepPart
from oversight.models.sweeps import LEASE
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


@pytest.fixture
def in_process(monkeypatch):
    """What beat hands to a worker is done at once."""
    monkeypatch.setattr("portal.jobs.send", lambda name, arguments: app.tasks[name](*arguments))


def test_assess_all_covers_every_group_in_parts(groups, in_process, monkeypatch):
    monkeypatch.setattr(sweep_parts, "PART", 2)
    tasks.assess_all()
    assert assessed() == {group.pk for group in groups}
    assert SweepPart.objects.filter(done_at=None).count() == 0 < SweepPart.objects.count()


def test_a_day_is_swept_once(groups, in_process, django_assert_num_queries):
    tasks.assess_all()
    Assessment.objects.all().delete()
    tasks.assess_all()
    assert assessed() == set()


def test_a_part_whose_worker_died_is_handed_out_again(groups, clock, monkeypatch):
    sent = []
    monkeypatch.setattr("portal.jobs.send", lambda name, arguments: sent.append(arguments))
    tasks.assess_all()
    tasks.assess_all()  # the minute after: it may still be at work
    assert len(sent) == 1
    clock.shift(LEASE + timedelta(seconds=1))
    tasks.assess_all()
    assert sent[1:] == sent[:1]
    tasks.assess_part(*sent[0])
    clock.shift(LEASE + timedelta(seconds=1))
    tasks.assess_all()
    assert len(sent) == 2 and assessed() == {group.pk for group in groups}


def test_a_part_of_another_day_is_left_to_the_sweep_of_today(groups, clock, monkeypatch):
    sent = []
    monkeypatch.setattr("portal.jobs.send", lambda name, arguments: sent.append(arguments))
    tasks.assess_all()
    clock.shift(timedelta(days=2))
    tasks.assess_part(*sent[0])
    assert assessed() == set()
    tasks.assess_all()
    tasks.assess_part(*sent[1])
    assert assessed() == {group.pk for group in groups}


def test_the_night_finds_what_time_alone_changes(groups, clock, in_process):
    tasks.assess_all()
    clock.move_to(NOON + timedelta(days=62))  # the day after the six months end
    tasks.assess_all()
    assert set(Assessment.objects.values_list("risk_level", flat=True)) == {"at_risk"}


def test_assess_all_without_groups(in_process):
    tasks.assess_all()
    assert assessed() == set()


def test_beat_names_tasks_that_exist():
    app.loader.import_default_modules()
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"oversight.tasks.assess_due", "oversight.tasks.assess_all"} <= named
    assert {name for name in named if name.startswith("oversight.")} <= set(app.tasks)
