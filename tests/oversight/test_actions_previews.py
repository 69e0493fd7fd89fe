"""Previews are made once, part by part; a killed worker costs time, never a row."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from groups.models import Group
from guidance.policies import NoPolicy, policy_called
from oversight import actions, tasks
from oversight.actions import previews
from oversight.models import PolicyPreview, PreviewChange, PreviewPart
from oversight.models.previews import LEASE
from portal import jobs
from tests.factories import GroupFactory, OfficialFactory
from tests.oversight.dossier import load
from tests.oversight.sample import ON, dossier

OLD = policy_called("ifate-2023-11")


@pytest.fixture
def groups(db):
    """One that loses every step under the earlier policy (its members are of one employer), and one that loses none."""
    told = dossier(10, reference="TB9001")
    for row in told["memberships"]:
        row["organisation"] = "o01"
    return [load(told).group, load(dossier(10, reference="TB9002")).group]


@pytest.fixture(autouse=True)
def by_hand(monkeypatch):
    """What the workers would be woken for."""
    woken = []
    monkeypatch.setattr(jobs, "send", lambda task, arguments: woken.append((task, arguments)))
    return woken


def ask(**options):
    return actions.ask_preview(policy=OLD, on=ON, by=OfficialFactory(), **options)


def work():
    """As the workers do."""
    for pk in actions.lease_parts(now=timezone.now()):
        actions.compare_part(pk)


@pytest.mark.django_db
def test_preview_holds_the_groups_that_change(groups):
    preview = ask()
    work()

    preview.refresh_from_db()
    assert (preview.policy, preview.against, preview.groups) == ("ifate-2023-11", "skills-england-2025-06", 2)
    assert preview.finished_at
    assert preview.counts["groups"] == 2
    assert preview.counts["changing"] == 1
    change = preview.changes.get()
    assert change.group == groups[0]
    assert change.unmet == ["group.size"]
    assert change.blocked == ["membership", "proposal", "agreement", "standard", "revision"]
    assert change.details["args"]["group.size"]


@pytest.mark.django_db
def test_asking_again_within_the_day_shows_the_same(groups, time_machine):
    time_machine.move_to("2026-03-01T12:00Z")
    first = ask()
    assert ask() == first  # still being made
    assert ask(again=True) == first
    work()
    assert ask() == first
    second = ask(again=True)
    assert second != first
    work()
    assert list(PolicyPreview.objects.all()) == [second]  # it takes the first one's place
    time_machine.move_to("2026-03-02T12:00Z")
    assert ask() != second


@pytest.mark.django_db
def test_finished_previews_go_after_a_month(groups):
    other = actions.ask_preview(policy=OLD, on=date(2026, 1, 1), by=OfficialFactory())
    work()
    PolicyPreview.objects.update(asked_at=timezone.now() - previews.KEPT - timedelta(days=1))
    assert ask() != other
    work()
    assert not PolicyPreview.objects.filter(pk=other.pk).exists()


@pytest.mark.django_db
def test_no_group_is_no_work():
    preview = ask()
    assert preview.finished_at
    assert preview.counts["groups"] == 0


@pytest.mark.django_db
def test_no_policy_no_preview():
    with pytest.raises(NoPolicy):
        actions.ask_preview(policy=OLD, on=date(2023, 10, 31), by=OfficialFactory())


@pytest.mark.django_db
def test_parts_cover_every_group_once_and_the_last_finishes(groups, monkeypatch):
    monkeypatch.setattr(previews, "PART", 1)
    preview = ask()
    parts = actions.lease_parts(now=timezone.now())
    assert len(parts) >= 2
    for pk in parts[:-1]:
        assert actions.compare_part(pk)
    preview.refresh_from_db()
    assert preview.finished_at is None
    assert actions.compare_part(parts[-1])
    preview.refresh_from_db()
    assert preview.finished_at
    assert preview.counts["groups"] == preview.compared == 2


@pytest.mark.django_db
def test_a_part_done_twice_changes_nothing(groups):
    preview = ask()
    (pk,) = actions.lease_parts(now=timezone.now())
    assert actions.compare_part(pk)
    counts = PolicyPreview.objects.get().counts
    assert not actions.compare_part(pk)
    PreviewPart.objects.filter(pk=pk).update(
        finished_at=None, done=0
    )  # read by a second worker before the first kept it
    stale = PreviewPart.objects.select_related("preview").get()
    PreviewPart.objects.filter(pk=pk).update(finished_at=timezone.now())
    assert not previews._keep(stale, *previews._compared(stale))
    assert PolicyPreview.objects.get().counts == counts
    assert preview.changes.count() == 1


@pytest.mark.django_db
def test_a_killed_worker_leaves_nothing_and_its_part_is_handed_out_again(groups, monkeypatch):
    ask()
    now = timezone.now()
    (pk,) = actions.lease_parts(now=now)
    monkeypatch.setattr(previews, "_keep", lambda *args: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        actions.compare_part(pk)
    monkeypatch.undo()
    assert not PreviewChange.objects.exists()
    assert actions.lease_parts(now=now + LEASE) == []
    assert actions.lease_parts(now=now + LEASE + timedelta(seconds=1)) == [pk]
    assert actions.compare_part(pk)
    assert PreviewChange.objects.count() == 1


@pytest.mark.django_db
def test_progress_is_told_on_the_way(groups, monkeypatch):
    monkeypatch.setattr(previews, "STEP", 1)
    preview, told = ask(), []
    monkeypatch.setattr(previews, "_keep", lambda part, rows, counts: told.append((preview.compared, counts["groups"])))
    work()
    assert told == [(2, 2)]


@pytest.mark.django_db
def test_one_group_that_fails_keeps_none_from_the_rest(groups, monkeypatch):
    real = previews.changes.__globals__["assessment_of"]

    def fail(facts, *args):
        if facts.group == groups[1].pk:
            raise ValueError
        return real(facts, *args)

    monkeypatch.setattr("oversight.preview.assessment_of", fail)
    ask()
    work()
    counts = PolicyPreview.objects.get().counts
    assert (counts["groups"], counts["failed"], counts["changing"]) == (2, 1, 1)


@pytest.mark.django_db
def test_asking_wakes_the_workers_once_and_beat_catches_the_rest(groups, by_hand, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask()
    assert by_hand == [("oversight.tasks.preview_due", ())]
    tasks.preview_due()
    assert by_hand[1:] == [("oversight.tasks.preview_part", (PreviewPart.objects.get().pk,))]
    tasks.preview_due()
    assert len(by_hand) == 2  # it is handed out
    tasks.preview_part(by_hand[1][1][0])
    assert PolicyPreview.objects.get().finished_at


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_part_keep_it_once(monkeypatch):
    GroupFactory()
    load(dossier(1))
    ask()
    (pk,) = actions.lease_parts(now=timezone.now())
    ready = threading.Barrier(2, timeout=20)
    keep = previews._keep

    def keep_together(*args):
        ready.wait()
        return keep(*args)

    monkeypatch.setattr(previews, "_keep", keep_together)
    kept = []

    def worker():
        try:
            kept.append(actions.compare_part(pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(kept) == [False, True]
    assert PolicyPreview.objects.get().counts["groups"] == Group.objects.count() == 2
