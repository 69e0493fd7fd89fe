"""The worker's part, against a mail server that listens and a worker that is killed."""

import email
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from portal import mail, tasks
from portal.enums import MailState
from portal.models import OutgoingMail
from tests.postbox import Postbox, serve
from tests.workers import nursery


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    with serve() as (box, port):
        settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": port}
        yield box


def queue(number: int = 1) -> OutgoingMail:
    return mail.queue(to=f"person{number}@example.org", subject=f"Mail {number}", text="Hello", kind="test.mail")


def state_of(message: OutgoingMail) -> tuple[str, int]:
    message.refresh_from_db()
    return message.state, message.attempts


@pytest.mark.django_db
def test_message_arrives_whole(postbox: Postbox) -> None:
    message = mail.queue(to="anna@example.org", subject="Grüße", text="Hällo", html="<p>Hällo</p>", kind="test.mail")
    tasks.send_mail(message.pk)
    (arrived,) = postbox.taken
    plain, html = arrived.get_payload()
    assert str(email.header.make_header(email.header.decode_header(arrived["Subject"]))) == "Grüße"
    assert (arrived["To"], arrived["Message-ID"]) == ("anna@example.org", message.message_id)
    assert plain.get_payload(decode=True).decode() == "Hällo"
    assert html.get_payload(decode=True).decode() == "<p>Hällo</p>"
    assert state_of(message) == (MailState.SENT, 1)


@pytest.mark.django_db
def test_second_run_of_a_task_sends_nothing(postbox: Postbox) -> None:
    message = queue()
    for _ in range(3):
        tasks.send_mail(message.pk)
    assert len(postbox.taken) == 1


@pytest.mark.django_db
def test_message_refused_for_now_is_sent_later_with_the_same_id(postbox: Postbox) -> None:
    postbox.answers = ["451 try again later"]
    message = queue()
    tasks.send_mail(message.pk)
    assert state_of(message) == (MailState.QUEUED, 1)
    assert "451" in message.last_error
    tasks.send_mail(message.pk)  # not due yet
    OutgoingMail.objects.update(next_try_at=timezone.now())
    tasks.send_mail(message.pk)
    assert state_of(message) == (MailState.SENT, 2)
    assert [arrived["Message-ID"] for arrived in postbox.taken] == [message.message_id]


@pytest.mark.django_db
def test_unknown_address_is_given_up_at_once(postbox: Postbox) -> None:
    postbox.answers = ["550 no such person"]
    message = queue()
    tasks.send_mail(message.pk)
    assert state_of(message) == (MailState.FAILED, 1)


@pytest.mark.django_db
def test_server_that_is_away_is_no_error_of_the_task(settings) -> None:
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": 1}
    message = queue()
    tasks.send_mail(message.pk)
    assert state_of(message) == (MailState.QUEUED, 1)
    assert message.last_error.startswith("ConnectionRefusedError")


@pytest.mark.django_db
def test_sweep_hands_each_due_message_to_a_worker_once(woken: list, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "BATCH", 2)
    messages = [queue(number) for number in range(5)]
    OutgoingMail.objects.filter(pk=messages[0].pk).update(state=MailState.FAILED)
    tasks.send_due_mail()
    tasks.send_due_mail()
    assert Counter(woken) == Counter(("portal.tasks.send_mail", (message.pk,)) for message in messages[1:])


# --- a real worker, killed again and again ---------------------------------------------------------------------------
MAILS, KILLS = 200, 5


@pytest.mark.django_db(transaction=True)
def test_killed_workers_lose_no_mail(postbox: Postbox, tmp_path: Path, settings) -> None:
    log = tmp_path / "worker.log"
    leases = {"MAIL_SENDING_LEASE": "2", "MAIL_QUEUE_LEASE": "3", "MAIL_SWEEP_SECONDS": "1"}
    ids = {queue(number).message_id for number in range(MAILS)}
    with nursery(log, broker=5, SMTP_URL=f"smtp://127.0.0.1:{settings.SMTP['port']}", **leases) as start:
        for kill in range(KILLS + 1):
            stop = start()
            before, give_up = len(postbox.taken), time.monotonic() + 20
            enough = MAILS if kill == KILLS else before + MAILS // (KILLS + 2)
            try:
                while sent_so_far(kill, postbox) < enough:
                    assert time.monotonic() < give_up, log.read_text()[-3000:]
                    time.sleep(0.02)
            finally:
                stop()
    arrived = Counter(message["Message-ID"] for message in postbox.taken)
    assert set(arrived) == ids
    assert sum(arrived.values()) - MAILS <= KILLS * 2  # two processes a worker, each with one message in hand
    assert not OutgoingMail.objects.exclude(state=MailState.SENT).exists()


def sent_so_far(kill: int, postbox: Postbox) -> int:
    """In the last round what the database says, before it what has arrived."""
    return OutgoingMail.objects.filter(state=MailState.SENT).count() if kill == KILLS else len(postbox.taken)
