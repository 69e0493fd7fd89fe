"""New words of the guidance are in force: whoever gave something under earlier ones is asked once by mail."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from guidance.policies import statements_for
from guidance.statements import Wording
from members import emails
from members.actions.ledger import reconfirmation_due
from members.models import Consent, Membership, Statement
from portal.models import OutgoingMail

ASKED_FOR = timedelta(days=90)  # how long after a change people are looked for
BATCH = 500


def ask(*, now: datetime) -> int:
    """Write to every serving person of a group that is supported; returns how many were written to.

    Chosen by "not written to yet", so that a night missed loses nobody; each batch has a transaction of its own.
    """
    on, written = timezone.localdate(now), 0
    wording = statements_for(on)
    if on - wording.in_force_from > ASKED_FOR:
        return 0
    last = 0
    while batch := list(_candidates(wording, on).filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        written += _ask(batch, wording, now)
    return written


@transaction.atomic
def _ask(batch: list[Membership], wording: Wording, now: datetime) -> int:
    on = timezone.localdate(now)
    again = reconfirmation_due(batch, on)
    lacking = [term for term in batch if again[term.pk]]
    for membership in lacking:
        emails.reconfirmation(membership, wording=wording, number=len(again[membership.pk]))
    return len(lacking)


def _candidates(wording: Wording, on: date) -> QuerySet[Membership]:
    """Who serves, can be written to, was not yet, and has something that stands under another version."""
    older = Q(withdrawn_on=None, membership=OuterRef("pk")) & ~Q(wording_version=wording.version)
    has_older = Exists(Statement.objects.filter(older)) | Exists(Consent.objects.filter(older))
    key = Concat(Value(emails.RECONFIRMATION), Cast(OuterRef("pk"), CharField()), Value(f"-{wording.version}"))
    serving = Membership.objects.current(on).filter(has_older, group__support_withdrawn_on=None)
    unwritten = serving.exclude(person__email=None).exclude(Exists(OutgoingMail.objects.filter(key=key)))
    return unwritten.select_related("person", "group").order_by("pk")
