"""One mail a day to each reader: what came due of them since the last one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from duties import emails
from duties.actions.covering import covering, covers_begun
from duties.actions.events import Waiting
from duties.actions.preferring import Choices, choices_of
from duties.actions.readers import Key, readers
from duties.enums import Frequency
from duties.models import Digest, DigestLine, Duty
from duties.rules.digests import content_of, is_first_of_week
from duties.rules.events import Event, sentences
from duties.rules.places import page_for
from duties.rules.readers import Reader
from guidance.duties.registry import Urgency
from guidance.duties.subjects import named
from portal.calendar import is_working_day
from portal.links import absolute

BEGINS = time(7, 30)  # in London


def send_digests(*, now: datetime) -> int:
    """Write to everybody who has lines or events waiting, or covers for somebody from now on; how many were written to.

    On working days from BEGINS, and each reader once a day. A day on which nobody worked loses nothing: lines wait
    until a digest has them. Safe in two workers at once.
    """
    local = timezone.localtime(now)
    if local.time() < BEGINS or not is_working_day(local.date()):
        return 0
    on = local.date()
    waiting = DigestLine.objects.filter(digest=None).values_list("user", "person").distinct()
    events = Waiting(on)
    keys = set(waiting) | {(user, None) for user in covers_begun(on)} | events.hearers
    done = set(Digest.objects.filter(day=on).values_list("user", "person"))
    hearers = _reached(keys - done)
    return sum(_send(reader, events, on, now) for reader in hearers)


def _reached(keys: Iterable[Key]) -> list[Reader]:
    """Those who can be written to, in a steady order."""
    names = {f"u{user}" if user else f"p{person}" for user, person in keys}
    return [reader for _, reader in sorted(readers(names).items())]


@transaction.atomic
def _send(reader: Reader, waiting: Waiting, on: date, now: datetime) -> bool:
    """Whether there was something to say."""
    key: dict[str, Any] = {"day": on, "user_id": reader.user, "person_id": reader.person}
    digest, is_new = Digest.objects.get_or_create(**key, defaults={"until": now})
    if not is_new:
        return False
    lines = list(
        DigestLine.objects.filter(digest=None, user=reader.user, person=reader.person)
        .select_for_update(of=("self",))
        .select_related("reminder", "reminder__duty", "reminder__duty__group")
        .order_by("pk")
    )
    choices = choices_of([reader])[reader.user, reader.person]
    over = [line for line in lines if not _is_open(line.reminder.duty, on) or _is_off(line, choices)]
    DigestLine.objects.filter(pk__in=[line.pk for line in over]).delete()
    now_said = [line for line in lines if line not in over and _is_said_today(line, choices, on)]
    events = sentences(_events(waiting, reader, choices))
    covers = covering(reader.user, on) if reader.user else []
    content = content_of(now_said, covers, events, on, links=_links(now_said, reader))
    if not content:
        digest.delete()
        return False
    DigestLine.objects.filter(pk__in=[line.pk for line in now_said]).update(digest=digest)
    emails.digest(content, reader, key=f"digest-{digest.pk}")
    return True


def _events(waiting: Waiting, reader: Reader, choices: Choices) -> list[Event]:
    """As often as what is neither urgent nor long is told."""
    frequency = choices[Urgency.NORMAL]
    if frequency == Frequency.OFF:
        return []
    return waiting.of((reader.user, reader.person), weekly=frequency == Frequency.WEEKLY)


def _links(lines: Sequence[DigestLine], reader: Reader) -> dict[int, str]:
    """Where each duty is done, by its key; one statement."""
    duties = [line.reminder.duty for line in lines]
    subjects = named(duty.subject for duty in duties)
    return {duty.pk: absolute(page_for(reader, duty, subjects.get(duty.subject))) for duty in duties}


def _is_off(line: DigestLine, choices: Choices) -> bool:
    """They unsubscribed since."""
    return choices[line.reminder.duty.urgency] == Frequency.OFF


def _is_said_today(line: DigestLine, choices: Choices, on: date) -> bool:
    """What is weekly is said on the first working day of a week."""
    return choices[line.reminder.duty.urgency] != Frequency.WEEKLY or is_first_of_week(on)


def _is_open(duty: Duty, on: date) -> bool:
    group = duty.group
    is_over = duty.declared.of_group and group is not None and group.support_withdrawn_on is not None
    return duty.ended_on is None and duty.since <= on and not is_over
