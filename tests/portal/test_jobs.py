import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from portal import jobs
from portal.celery import app

REAL_SEND = jobs.send


@pytest.mark.django_db(transaction=True)
def test_wake_outside_a_transaction_is_at_once(woken: list) -> None:
    jobs.run_after_commit("groups.tasks.assess", 7)
    assert woken == [("groups.tasks.assess", (7,))]


@pytest.mark.django_db(transaction=True)
def test_wake_waits_for_the_commit_and_comes_once(woken: list) -> None:
    with transaction.atomic():
        for _ in range(3):
            jobs.run_after_commit("groups.tasks.assess", 7)
        with transaction.atomic():
            jobs.run_after_commit("groups.tasks.assess", 7)
        jobs.run_after_commit("groups.tasks.assess", 8)
        assert woken == []
    assert woken == [("groups.tasks.assess", (7,)), ("groups.tasks.assess", (8,))]


@pytest.mark.django_db(transaction=True)
def test_wake_of_a_part_that_rolled_back_does_not_stand_for_a_later_one(woken: list) -> None:
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            jobs.run_after_commit("groups.tasks.assess", 7)
            raise ZeroDivisionError
        jobs.run_after_commit("groups.tasks.assess", 7)
    assert woken == [("groups.tasks.assess", (7,))]


@pytest.mark.django_db(transaction=True)
def test_wake_of_a_rolled_back_transaction_never_comes(woken: list) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.run_after_commit("groups.tasks.assess", 7)
        raise ZeroDivisionError
    assert woken == []


@pytest.mark.django_db(transaction=True)
def test_long_work_wakes_once_at_its_end_for_what_was_committed_however_it_ends(woken: list) -> None:
    with pytest.raises(ZeroDivisionError), jobs.collect_jobs():
        for _ in range(3):
            with transaction.atomic():
                jobs.run_after_commit("groups.tasks.assess", 7)
        with transaction.atomic():
            jobs.run_after_commit("groups.tasks.assess", 8)
            assert woken == []
            raise ZeroDivisionError
    assert woken == [("groups.tasks.assess", (7,))]

    jobs.run_after_commit("groups.tasks.assess", 7)
    assert len(woken) == 2


@contextmanager
def broker_that_hangs(folder: Path) -> Iterator[str]:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "broker"))
        listener.listen(8)
        yield f"redis+socket://{folder}/broker"


@contextmanager
def broker_that_is_gone(folder: Path) -> Iterator[str]:
    yield f"redis+socket://{folder}/broker"


@contextmanager
def broker_that_refuses(folder: Path) -> Iterator[str]:
    yield "redis://127.0.0.1:1/0"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broker", [broker_that_hangs, broker_that_is_gone, broker_that_refuses])
def test_lost_broker_costs_a_moment_and_no_error(
    broker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    monkeypatch.setattr(jobs, "send", REAL_SEND)
    with broker(tmp_path) as address:
        monkeypatch.setattr(app.conf, "broker_write_url", address)  # first: what it was is read from the other
        monkeypatch.setattr(app.conf, "broker_url", address)
        began = time.monotonic()
        jobs.run_after_commit("groups.tasks.assess", 7)
    assert time.monotonic() - began < 2
    assert "worker not woken" in caplog.text
