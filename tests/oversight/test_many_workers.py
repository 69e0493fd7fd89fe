"""Findings, flags and their mail where workers meet, and where workers are killed."""

import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import Count

from groups.models import Group
from guidance.duties.groups import group_answer
from oversight.actions import store
from oversight.models import Assessment, Finding, RiskFlag
from portal.calendar import today
from portal.enums import MailState
from portal.models import OutgoingMail
from tests.factories import ConcernFactory, EnquiryFactory, GroupFactory
from tests.postbox import serve
from tests.races import in_two_connections
from tests.workers import environment, nursery

PROCESSES, THREADS = 2, 10
KILLS, A_ROUND = 10, 4  # groups that fall due before each worker starts
pytestmark = pytest.mark.django_db(transaction=True)


def late_group() -> Group:
    """Misses most rules, and its proposal was due; whoever registered it is to hear of that."""
    group = GroupFactory(first_contact_on=today() - timedelta(days=300), charges_fee=True)
    EnquiryFactory(accepted=True, group=group)
    return group


def is_as_assessed_once(group: Group) -> bool:
    """What is stored is what one assessment says: every finding, every flag, every mail once."""
    answer = group_answer(group.pk, today())
    result = answer.result
    findings = Finding.objects.filter(group=group).values_list("rule", "subject", "status")
    flags = RiskFlag.objects.filter(group=group).values_list("risk", "level", "closed_on")
    told = OutgoingMail.objects.filter(key__startswith=f"flag-{group.pk}-").count()
    return (
        Assessment.objects.get(group=group).fingerprint == answer.fingerprint
        and sorted(findings) == sorted((one.rule, one.subject, one.status) for one in result.exceptions)
        and sorted(flags) == sorted((one.risk, one.level, None) for one in result.active_risks)
        and told == len(result.active_risks) > 0
    )


@pytest.mark.parametrize("attempt", range(3))
def test_flag_opened_by_two_workers_opens_once(attempt: int) -> None:
    group = late_group()
    result = group_answer(group.pk, today())
    answers = in_two_connections(lambda: store([result]), lambda: store([result]))
    assert sorted(answers) == [0, 1]
    assert is_as_assessed_once(group)


def test_twenty_assessments_at_once_from_two_processes_store_what_one_does() -> None:
    group = late_group()
    ConcernFactory(group=group, kind="quality")
    command = [sys.executable, "-m", "tests.oversight.at_once", str(group.pk), today().isoformat(), str(THREADS)]
    started = [
        subprocess.Popen(
            command,
            env=environment(broker=6),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    assert [process.stdout.readline() for process in started if process.stdout] == ["ready\n"] * PROCESSES
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0] for process in started]
    assert not any("assessment failed" in words or "Traceback" in words for words in said), said
    assert is_as_assessed_once(group)


def test_killed_workers_neither_double_nor_lose_a_flag_or_its_mail(tmp_path: Path) -> None:
    """Ten workers are killed, by turns as soon as a flag of the round stands and as soon as a mail has arrived."""
    log, groups = tmp_path / "worker.log", []
    often = {"ASSESS_SWEEP_SECONDS": "1", "MAIL_SWEEP_SECONDS": "1"}
    leases = {"MAIL_SENDING_LEASE": "2", "MAIL_QUEUE_LEASE": "3"}
    with (
        serve() as (box, port),
        nursery(log, broker=7, SMTP_URL=f"smtp://127.0.0.1:{port}", **often, **leases) as start,
    ):
        for kill in range(KILLS):
            groups += [late_group() for _ in range(A_ROUND)]
            count = RiskFlag.objects.count if kill % 2 else lambda: len(box.taken)
            before = count()
            _run(start, log, until=lambda count=count, before=before: count() > before)
        unsent = OutgoingMail.objects.exclude(state=MailState.SENT)
        _run(start, log, until=lambda: Assessment.objects.count() == len(groups) and not unsent.exists())
    assert all(is_as_assessed_once(group) for group in groups)
    assert not RiskFlag.objects.values("group", "risk").annotate(n=Count("pk")).filter(n__gt=1).exists()
    arrived = Counter(message["Message-ID"] for message in box.taken)
    assert set(arrived) == set(OutgoingMail.objects.values_list("message_id", flat=True))


def _run(start, log: Path, *, until) -> None:
    """A worker runs until the condition holds, and is killed at once."""
    stop, give_up = start(), time.monotonic() + 30
    try:
        while not until():
            assert time.monotonic() < give_up, log.read_text()[-3000:]
            time.sleep(0.005)
    finally:
        stop()
