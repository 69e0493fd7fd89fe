"""Addresses that take no mail: three lasting refusals over a week, until a mail arrives."""

import smtplib
from datetime import timedelta

import pytest
from django.utils import timezone

from portal import mail, refusals
from portal.enums import MailState
from portal.models import MailRefusal, OutgoingMail, UnreachableAddress
from portal.tasks import send_mail

pytestmark = pytest.mark.django_db
ADDRESS = "Pat@example.org"
DAY = timedelta(days=1)


def queued(kind="duties.digest", to=ADDRESS):
    return mail.queue(to=to, subject="Hello", text="Hello", kind=kind)


@pytest.mark.parametrize(
    "error, reply",
    [
        (smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"5.1.1 unknown")}), "550 5.1.1 unknown"),
        (smtplib.SMTPRecipientsRefused({ADDRESS: (450, b"try later")}), None),
        (smtplib.SMTPDataError(554, b"spam"), "554 spam"),
        (smtplib.SMTPDataError(451, b"later"), None),
        (smtplib.SMTPSenderRefused(550, b"who are you", "no-reply@example.org"), None),
        (OSError("no route"), None),
    ],
)
def test_what_is_a_lasting_refusal(error, reply):
    assert refusals.lasting_reply(error) == reply


@pytest.mark.parametrize(
    "days, is_unreachable",
    [((0, 3), False), ((0, 3, 6), False), ((0, 1, 7), True), ((0, 0, 0, 0), False), ((0, 1, 2, 8), True)],
)
def test_three_over_seven_days_make_it_unreachable(days, is_unreachable):
    now = timezone.now()
    answers = [refusals.keep_refusal(ADDRESS, "550", now=now + day * DAY) for day in days]
    assert answers[-1] is is_unreachable
    assert refusals.unreachable([ADDRESS]) == ({"pat@example.org"} if is_unreachable else set())


def test_only_what_is_needed_to_sign_in_goes_there():
    for day in (0, 3, 8):
        refusals.keep_refusal(ADDRESS, "550", now=timezone.now() + day * DAY)
    assert queued().state == MailState.WITHHELD
    assert queued("portal.package").state == queued("members.invitation").state == MailState.QUEUED
    assert queued(to="other@example.org").state == MailState.QUEUED


def test_a_refusal_is_kept_as_it_is_met_and_a_taken_mail_clears(monkeypatch):
    now = timezone.now()
    for day in (8, 4):
        refusals.keep_refusal(ADDRESS, "550", now=now - day * DAY)

    def refused(message):
        raise smtplib.SMTPRecipientsRefused({message.to: (550, b"no such user")})

    monkeypatch.setattr(mail, "deliver", refused)
    message = queued()
    send_mail(message.pk)
    assert OutgoingMail.objects.get(pk=message.pk).state == MailState.FAILED
    assert MailRefusal.objects.count() == 3 and refusals.is_withheld(ADDRESS, "duties.digest")

    monkeypatch.setattr(mail, "deliver", lambda message: None)
    send_mail(queued("portal.package").pk)
    assert not MailRefusal.objects.exists() and not refusals.is_withheld(ADDRESS, "duties.digest")
    assert UnreachableAddress.objects.get().cleared_at is not None


def test_two_workers_mark_it_once():
    for day in (0, 3, 8, 9):
        refusals.keep_refusal(ADDRESS, "550", now=timezone.now() + day * DAY)
    assert UnreachableAddress.objects.count() == 1
