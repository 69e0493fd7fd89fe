from datetime import timedelta
from unittest import mock

import pytest
import time_machine
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal import mail
from portal.enums import MailState
from portal.models import OutgoingMail
from tests.days import as_now

WORDS = {"subject": "You are invited", "text": "Come and see", "kind": "members.invited"}


def queue(**words: str | None) -> OutgoingMail:
    return mail.queue(**{"to": "anna@example.org", **WORDS, **words})


@pytest.mark.django_db(transaction=True)
def test_queued_mail_wakes_the_worker_once_after_the_commit(woken: list) -> None:
    with transaction.atomic():
        queue()
        queue(to="berta@example.org")
        assert woken == []
    assert woken == [("portal.tasks.send_due_mail", ())]
    assert list(OutgoingMail.objects.values_list("state", flat=True)) == [MailState.QUEUED] * 2


@pytest.mark.django_db(transaction=True)
def test_mail_of_a_rolled_back_transaction_is_never_sent(woken: list) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue()
        raise ZeroDivisionError
    assert woken == []
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_key_makes_a_message_exist_once() -> None:
    first = queue(key="reminder-7")
    assert queue(key="reminder-7", text="other words") == first
    assert queue(key="reminder-8") != first
    assert OutgoingMail.objects.count() == 2


@pytest.mark.django_db
def test_subject_becomes_one_line() -> None:
    assert queue(subject="Two\r\nBcc: all@example.org").subject == "Two Bcc: all@example.org"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [{"state": "sent"}, {"state": "sending"}, {"state": "lost"}, {"subject": "a\nb"}, {"sent_at": timezone.now}],
)
def test_database_refuses_what_cannot_be(fields: dict) -> None:
    with pytest.raises(IntegrityError):
        OutgoingMail.objects.create(**{"to": "anna@example.org", **WORDS, **as_now(fields)})


@pytest.mark.django_db
def test_mail_of_packages_becomes_one_row_an_address() -> None:
    message = EmailMultiAlternatives("Your code", "1234", to=["anna@example.org"], bcc=["berta@example.org"])
    message.attach_alternative("<p>1234</p>", "text/html")
    assert mail.OutboxBackend().send_messages([message]) == 1
    rows = OutgoingMail.objects.values_list("to", "subject", "text", "html", "kind").order_by("to")
    assert list(rows) == [
        ("anna@example.org", "Your code", "1234", "<p>1234</p>", "portal.package"),
        ("berta@example.org", "Your code", "1234", "<p>1234</p>", "portal.package"),
    ]


@pytest.mark.django_db
def test_attachment_is_refused() -> None:
    message = EmailMessage("Minutes", "attached", to=["anna@example.org"])
    message.attach("minutes.txt", "secret", "text/plain")
    with pytest.raises(ValueError, match="no attachments"):
        mail.OutboxBackend().send_messages([message])


@pytest.mark.django_db
def test_two_claims_of_one_message_give_it_to_one() -> None:
    message = queue()
    now = timezone.now()
    assert [OutgoingMail.objects.claim(message.pk, now=now) for _ in range(2)] == [True, False]
    message.refresh_from_db()
    assert (message.state, message.attempts, message.claimed_at) == (MailState.SENDING, 1, now)


@pytest.mark.django_db
def test_leased_message_is_handed_out_again_only_after_the_lease(settings) -> None:
    message = queue()
    now = timezone.now()
    lease = timedelta(seconds=settings.MAIL_QUEUE_LEASE)
    assert mail.lease_due(now=now) == [message.pk]
    assert mail.lease_due(now=now + lease) == []
    assert mail.lease_due(now=now + lease + timedelta(seconds=1)) == [message.pk]


@pytest.mark.django_db
def test_waits_double_until_the_message_is_given_up(settings) -> None:
    settings.MAIL_TRIES, settings.MAIL_FIRST_WAIT = 4, 60
    message, waits = queue(), []
    with time_machine.travel("2025-06-02T12:00:00+00:00", tick=False) as clock:
        OutgoingMail.objects.update(next_try_at=timezone.now())
        while OutgoingMail.objects.claim(message.pk, now=timezone.now()):
            message.refresh_from_db()
            mail.postpone(message, why="OSError: no route")
            message.refresh_from_db()
            waits.append((message.next_try_at - timezone.now()).total_seconds())
            clock.move_to(max(message.next_try_at, timezone.now()))
    assert waits[:3] == [60, 120, 240]
    assert (message.state, message.attempts, message.last_error) == (MailState.FAILED, 4, "OSError: no route")


@pytest.mark.django_db
def test_what_was_given_up_can_be_queued_again(woken: list, django_capture_on_commit_callbacks) -> None:
    message = queue()
    OutgoingMail.objects.filter(pk=message.pk).update(state=MailState.FAILED, attempts=10)
    with django_capture_on_commit_callbacks(execute=True):
        assert mail.queue_again(OutgoingMail.objects.all()) == 1
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MailState.QUEUED, 0)
    assert woken == [("portal.tasks.send_due_mail", ())]


@pytest.mark.django_db
@pytest.mark.parametrize(("attempts", "state"), [(1, MailState.QUEUED), (10, MailState.FAILED)])
def test_what_a_dead_worker_left_comes_back_after_its_lease(settings, attempts: int, state: str) -> None:
    message = queue()
    now = timezone.now()
    OutgoingMail.objects.update(state=MailState.SENDING, claimed_at=now, attempts=attempts)
    lease = timedelta(seconds=settings.MAIL_SENDING_LEASE)
    assert mail.return_stuck(now=now + lease) == 0
    assert mail.return_stuck(now=now + lease + timedelta(seconds=1)) == 1
    message.refresh_from_db()
    assert (message.state, message.claimed_at) == (state, None)


@pytest.mark.django_db
def test_slow_worker_does_not_undo_what_another_has_done_since() -> None:
    slow = queue()
    OutgoingMail.objects.claim(slow.pk, now=timezone.now())
    slow.refresh_from_db()
    OutgoingMail.objects.update(claimed_at=timezone.now() + timedelta(seconds=1))
    mail.postpone(slow, why="too slow")
    assert OutgoingMail.objects.get().state == MailState.SENDING
    mail.mark_sent(slow)
    mail.postpone(slow, why="too slow")
    assert OutgoingMail.objects.get().state == MailState.SENT


@pytest.mark.django_db
def test_file_goes_along_with_its_message(settings) -> None:
    file = mail.Attachment("meeting.ics", "text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    message = mail.queue(to="ann@example.org", subject="Meeting", text="See below.", kind="t.t", attachment=file)
    with mock.patch("portal.mail.EmailMultiAlternatives.send", autospec=True) as send:
        mail.deliver(OutgoingMail.objects.get(pk=message.pk))
    (name, content, kind) = send.call_args.args[0].attachments[0]
    assert (name, content, kind) == (file.name, file.text, file.type)
