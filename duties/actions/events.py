"""What happened in groups, for the digests of those who would hear of it by a mail each else.

Read from what happened, not written down by it: chairs hear who joined, members what was decided on a document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.utils import timezone

from duties.actions.readers import Key
from duties.models import Digest, ReminderStart
from duties.rules.events import LOOKED_BACK, Event, Hearer, unread
from guidance.vocabulary import SubmissionKind
from members.models import ChairAppointment, Invitation, Membership
from portal.text import plain_name
from proposals.enums import SubmissionOutcome
from proposals.models import Submission

By = Mapping[int, list[tuple[Event, Key]]]  # by group, each with who did it, who knows


class Waiting:
    """What the digests of a day may tell; seven statements, however many groups and readers."""

    def __init__(self, on: date) -> None:
        self.on = on
        start = ReminderStart.objects.first()
        self._began_on = timezone.localdate(start.began_at) if start else date.min
        self._by_hearer: dict[Key, list[tuple[Hearer, list[Event]]]] = defaultdict(list)
        joined, decided = _joined(on), _decided(on)
        self._keep(joined, _chairs(joined, on))
        self._keep(decided, _members(decided, on))
        self._digests = _digests(on)

    def _keep(self, events: By, hearers: Iterable[tuple[int, Hearer]]) -> None:
        for group_id, hearer in hearers:
            key = (hearer.user, None if hearer.user else hearer.person)
            rows = [row for row, by in events[group_id] if by != key]
            if rows:
                self._by_hearer[key].append((hearer, rows))

    @property
    def hearers(self) -> set[Key]:
        """Who would hear something if they read every day."""
        return {key for key in self._by_hearer if self.of(key, weekly=False)}

    def of(self, key: Key, *, weekly: bool) -> list[Event]:
        """What this reader has not heard yet."""
        return [
            row
            for hearer, events in self._by_hearer.get(key, [])
            for row in unread(
                events,
                hearer_since=hearer.since,
                digests=self._digests[key],
                began_on=self._began_on,
                on=self.on,
                weekly=weekly,
            )
        ]


def _joined(on: date) -> By:
    """Who accepted an invitation, and serves still."""
    rows = Invitation.objects.filter(
        accepted_at__date__gte=on - LOOKED_BACK,
        accepted_at__date__lt=on,
        group__support_withdrawn_on=None,
        membership__in=Membership.objects.current(on),
    )
    events: dict[int, list[tuple[Event, Key]]] = defaultdict(list)
    for row in rows.select_related("group", "membership__person"):
        assert row.accepted_at and row.membership
        person = row.membership.person
        event = Event(
            timezone.localdate(row.accepted_at),
            row.group.reference,
            f"{plain_name(person.name)} joined",
            "people joined",
        )
        events[row.group_id].append((event, (person.user_id, None if person.user_id else person.pk)))
    return events


def _decided(on: date) -> By:
    events: dict[int, list[tuple[Event, Key]]] = defaultdict(list)
    rows = Submission.objects.filter(decided_on__gte=on - LOOKED_BACK, decided_on__lt=on, withdrawn_on=None)
    for row in rows.filter(group__support_withdrawn_on=None).exclude(outcome="").select_related("group"):
        what, came_to = SubmissionKind(row.kind).label, SubmissionOutcome(row.outcome).label.lower()
        assert row.decided_on
        events[row.group_id].append((Event(row.decided_on, row.group.reference, f"{what}: {came_to}"), (None, None)))
    return events


def _chairs(events: By, on: date) -> Iterable[tuple[int, Hearer]]:
    """Chairs; in a group without one, the enquirer who leads it."""
    chairs = (
        ChairAppointment.objects.leading(on)
        .filter(group__in=events)
        .values_list("group", "person__user", "person", "started_on")
    )
    hearers = [(group, Hearer(user, person, since)) for group, user, person, since in chairs]
    without = set(events) - {group for group, _ in hearers}
    inviters = Invitation.objects.filter(group__in=without, accepted_at__date__gte=on - LOOKED_BACK)
    invited = inviters.values_list("group", "invited_by").distinct()
    return [*hearers, *((group, Hearer(user, None, date.min)) for group, user in invited)]


def _members(events: By, on: date) -> Iterable[tuple[int, Hearer]]:
    """Everybody who serves but the chairs, who get the decision itself."""
    leading = ChairAppointment.objects.leading(on).filter(group__in=events)
    chairs = set(leading.values_list("group", "person"))
    members = Membership.objects.current(on).filter(group__in=events)
    columns = members.values_list("group", "person__user", "person", "started_on")
    return [
        (group, Hearer(user, person, since)) for group, user, person, since in columns if (group, person) not in chairs
    ]


def _digests(on: date) -> Mapping[Key, set[date]]:
    days: dict[Key, set[date]] = defaultdict(set)
    since = on - LOOKED_BACK - timedelta(days=1)
    for day, user, person in Digest.objects.filter(day__gte=since, day__lt=on).values_list("day", "user", "person"):
        days[user, person].add(day)
    return days
