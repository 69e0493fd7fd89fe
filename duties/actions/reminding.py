"""Reminders are sent: urgent ones by mail at once, the others as lines of their readers' next digests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duties import emails
from duties.actions.preferring import choices_of
from duties.actions.readers import readers
from duties.actions.reminders import next_reminder
from duties.enums import Frequency, Outcome, Step
from duties.models import DigestLine, Duty, Reminder
from duties.rules.readers import Reader
from duties.rules.steps import is_overdue
from duties.rules.values import ReminderValues
from guidance.duties.holders import groups_with_seats, routes_with_seats
from guidance.duties.officials import read_officials
from guidance.duties.records import Group
from guidance.duties.registry import Seat
from guidance.duties.seats import addressees, superior
from guidance.duties.subjects import named

BATCH = 100  # duties in a transaction
# What begins these sends a mail of its own to the same people.
ANNOUNCED = {
    *("membership.decide", "chair.accept", "handover.confirm", "query.answer", "draft.feedback", "document.review"),
    *("document.decide", "condition.decide", "vote.cast", "concern.answer", "mitigation.decide", "case.talk"),
    *("case.discuss", "case.decide"),
}


def remind(*, now: datetime) -> int:
    """Send what is due of up to BATCH duties; how many reminders were looked at, 0 when none is left.

    Of several steps of a duty that are past the newest goes. Safe in two workers at once: each row is locked by one.
    """
    on = timezone.localdate(now)
    waiting = Reminder.objects.waiting(now).order_by("due_at", "pk").values_list("duty", flat=True)
    keys = set(waiting[:BATCH])
    if not keys:
        return 0
    duties = {duty.pk: duty for duty in Duty.objects.filter(pk__in=keys).select_related("group")}
    seats = Seats(list(duties.values()), on)
    with transaction.atomic():
        rows = _locked(keys, now)
        sending = Sending(duties, seats, on, now)
        for key, steps in rows.items():
            sending.send(duties[key], steps)
        sending.write()
    return sum(len(steps) for steps in rows.values())


def _locked(keys: set[int], now: datetime) -> dict[int, list[Reminder]]:
    """Those that wait, by duty, the oldest first; what another worker has is left to it."""
    rows = Reminder.objects.waiting(now).filter(duty__in=keys).order_by("due_at", "pk")
    by_duty: dict[int, list[Reminder]] = defaultdict(list)
    for row in rows.select_for_update(skip_locked=True):
        by_duty[row.duty_id].append(row)
    return by_duty


class Seats:
    """Who hears of duties on a day, by the names in records; a few statements, however many duties."""

    def __init__(self, duties: Sequence[Duty], on: date) -> None:
        officials = read_officials()
        self.on = on
        self._groups = groups_with_seats({duty.group_id for duty in duties if duty.group_id}, officials, on)
        routes = {duty.route_id for duty in duties if duty.group_id is None and duty.route_id}
        self._routes = routes_with_seats(routes, officials, on)

    def group_of(self, duty: Duty) -> Group:
        return self._groups[duty.group_id] if duty.group_id else self._routes[duty.route_id]

    def addressees(self, duty: Duty) -> tuple[str, ...]:
        group = self.group_of(duty)
        person, account = _names(duty, group)
        barred = frozenset(duty.barred)
        return addressees(Seat(duty.seat), group, self.on, person=person, account=account, barred=barred)

    def superior(self, duty: Duty) -> tuple[str, ...]:
        """Who comes after the holder; nobody after the last."""
        group = self.group_of(duty)
        person, account = _names(duty, group)
        barred = frozenset(duty.barred)
        name = superior(Seat(duty.seat), group, self.on, person=person, account=account, barred=barred)
        return () if name is None else (name,)

    def is_open(self, duty: Duty) -> bool:
        """Also where what ended it, or the support of the group, was written a moment ago."""
        withdrawn_on = self.group_of(duty).support_withdrawn_on
        is_over = duty.declared.of_group and withdrawn_on is not None and withdrawn_on <= self.on
        return duty.ended_on is None and duty.since <= self.on and not is_over


def _names(duty: Duty, group: Group) -> tuple[str | None, str | None]:
    """The person and the account whose the duty is, as records name them; an enquirer without a record is a person, and
    so is the address that somebody was invited at."""
    account = f"u{duty.user_id}" if duty.user_id else None
    if duty.seat != Seat.PERSON:
        return None, account
    invited = (invitation.person for invitation in group.invitations if invitation.subject == duty.subject)
    return (f"p{duty.person_id}" if duty.person_id else account or next(invited, None)), account


class Sending:
    """What is to be written of a batch: mails go as they are met, all else at the end."""

    def __init__(self, duties: Mapping[int, Duty], seats: Seats, on: date, now: datetime) -> None:
        self.seats, self.on, self.now = seats, on, now
        self.lines, self.following = list[DigestLine](), list[ReminderValues]()
        self.outcomes: dict[Outcome, list[int]] = defaultdict(list)
        open_duties = [duty for duty in duties.values() if seats.is_open(duty)]
        self.hearers = {duty.pk: (seats.addressees(duty), seats.superior(duty)) for duty in open_duties}
        self.readers = readers({name for both in self.hearers.values() for names in both for name in names})
        self.choices = choices_of(list(self.readers.values()))
        self.subjects = named(duty.subject for duty in open_duties)

    def send(self, duty: Duty, steps: Sequence[Reminder]) -> None:
        """Of one duty, the oldest step first; the holder and the next in line each hear of the newest."""
        if duty.pk not in self.hearers:
            self.outcomes[Outcome.CANCELLED] += [step.pk for step in steps]
            return
        holders, above = self.hearers[duty.pk]
        own = [step for step in steps if step.step != Step.ESCALATED]
        self.outcomes[Outcome.OVERTAKEN] += [step.pk for step in own[:-1]]
        for step in own[-1:]:
            self._say(duty, step, holders)
            repeated = next_reminder(duty, self.on) if is_overdue(step.step) else None
            self.following += [repeated] if repeated is not None else []
        for step in steps:
            if step.step == Step.ESCALATED:
                self._say(duty, step, above)
                self._keep_superior(step, above)

    def _say(self, duty: Duty, step: Reminder, names: Sequence[str]) -> None:
        by_frequency = self._by_frequency(duty, names)
        if _is_announced(duty, step):
            outcome = Outcome.ANNOUNCED
        else:
            mailed, listed = by_frequency[Frequency.AT_ONCE], by_frequency[Frequency.DAILY]
            outcome = Outcome.MAILED if mailed else Outcome.LISTED if listed else Outcome.QUIET
            for reader in mailed:
                emails.reminder(duty, step, reader, self.subjects.get(duty.subject), on=self.on)
            self.lines += [_line(step, reader) for reader in dict.fromkeys(listed)]
        self.outcomes[outcome].append(step.pk)

    def _by_frequency(self, duty: Duty, names: Sequence[str]) -> dict[str, list[Reader]]:
        """Who hears at once, and who in a digest, be it daily or weekly."""
        parts: dict[str, list[Reader]] = defaultdict(list)
        for reader in (self.readers[name] for name in names if name in self.readers):
            chosen = self.choices[reader.user, reader.person][duty.urgency]
            parts[Frequency.DAILY if chosen == Frequency.WEEKLY else chosen].append(reader)
        return parts

    def _keep_superior(self, step: Reminder, names: Sequence[str]) -> None:
        for reader in (self.readers[name] for name in names if name in self.readers):
            Reminder.objects.filter(pk=step.pk).update(escalated_user=reader.user, escalated_person=reader.person)

    def write(self) -> None:
        for outcome, keys in self.outcomes.items():
            sent_at = None if outcome in (Outcome.CANCELLED, Outcome.OVERTAKEN) else self.now
            Reminder.objects.waiting(self.now).filter(pk__in=keys).update(outcome=outcome, sent_at=sent_at)
        DigestLine.objects.bulk_create(self.lines)
        following = [
            Reminder(duty_id=row.duty_id, step=row.step, due_on=row.due_on, due_at=row.due_at) for row in self.following
        ]
        Reminder.objects.bulk_create(following, ignore_conflicts=True)


def _is_announced(duty: Duty, step: Reminder) -> bool:
    """Voters are reminded by the motion's own mail too, which has its words."""
    if step.step == Step.AHEAD:
        return duty.code == "vote.cast"
    return step.step == Step.OPENS and (
        duty.code in ANNOUNCED or (duty.code == "enquiry.decide" and duty.user_id is not None)
    )


def _line(step: Reminder, reader: Reader) -> DigestLine:
    return DigestLine(reminder=step, user_id=reader.user, person_id=reader.person)
