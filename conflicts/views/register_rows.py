"""The register as rows: who declared what, how it is handled, who has not declared, and what changed; as at a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Action, can
from conflicts import rules
from conflicts.enums import BARRING
from conflicts.forms.register import BARS, NOTHING, WAITING
from conflicts.models import Handling, Interest
from groups.models import Group
from members.models import ChairAppointment, Membership, Person
from portal.calendar import add_days, today
from portal.search import holds

UNHANDLED, CHANGED = "unhandled", "changed"
GONE = "Does not serve any more"


@dataclass
class Version:
    """What an interest said from a moment on, and what that changed; the first one changed nothing."""

    stated: Interest  # the interest, or its row of history, which has the same fields
    at: datetime
    by: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # label, before, after


@dataclass
class RegisterRow:
    """An interest as at a day. `needs`: UNHANDLED, CHANGED (since it was handled) or "" where nothing is to be done."""

    interest: Interest
    stated: Interest
    person: Person
    role: str
    is_current: bool
    handling: Handling | None
    versions: list[Version]
    needs: str = ""
    may_handle: bool = False
    waits_for: str = ""  # who handles it, where that is somebody else
    is_own: bool = False

    @property
    def changed_on(self) -> date | None:
        """The day of its newest change, if it was ever changed."""
        return timezone.localdate(self.versions[-1].at) if len(self.versions) > 1 else None

    @property
    def earlier(self) -> list[Handling]:
        """The handlings that do not hold any more, the newest first."""
        return list(self.interest.handlings.all())[-2::-1]

    @property
    def handled_as(self) -> str:
        """What the filter calls it."""
        if self.needs:
            return WAITING
        if self.handling is None:
            return ""
        return BARS if self.handling.measure in BARRING else NOTHING

    def has(self, text: str) -> bool:
        body = self.stated.organisation.name if self.stated.organisation else ""
        reason = self.handling.reason if self.handling else ""
        nature, description = self.stated.get_nature_display(), self.stated.description
        return holds(f"{self.person.name} {self.role} {body} {nature} {description} {reason}", text)


def rows_for(group: Group, *, on: date, roles: Mapping[int, str], user: User, own_only: bool) -> list[RegisterRow]:
    """Everything declared to the group by that day, ended too; what waits comes first, then by name.

    A fixed number of statements. `roles` as `roles_of` tells them; `own_only`: nothing but what the user declared.
    """
    interests = Interest.objects.select_related("declaration__person", "organisation").with_handlings(on)
    interests = interests.filter(declaration__group=group, declaration__declared_on__lte=on)
    if own_only:
        interests = interests.filter(declaration__person__user=user)
    versions, who = _versions(group), rules.handlers(group, on)
    may_handle = can(group.roles, Action.CHAIR_INTEREST_HANDLE)
    results = []
    for interest in interests:
        person = interest.declaration.person
        row = _row(interest, versions[interest.pk], on, roles.get(person.pk, GONE))
        row.is_own = person.user_id == user.pk
        row.may_handle = may_handle and row.is_current and on == today() and not who.refusal(person, user)
        row.waits_for = "" if row.may_handle else who.named(person)
        results.append(row)
    return sorted(
        results, key=lambda e: ([UNHANDLED, CHANGED, ""].index(e.needs), e.person.name.casefold(), e.interest.pk)
    )


def row_for(interest: Interest, on: date) -> RegisterRow:
    """One interest, brought by `with_handlings`, for the pages about it alone."""
    group, person = interest.declaration.group, interest.declaration.person
    role = roles_of(group, on).get(person.pk, GONE)
    return _row(interest, _versions(group, interest.pk)[interest.pk], on, role)


def _row(interest: Interest, versions: Sequence[Version], on: date, role: str) -> RegisterRow:
    earlier = [version for version in versions if version.at < _end_of(on)] or [*versions[:1]]
    content = earlier[-1].stated if earlier and on < today() else interest
    is_current = interest.ended_on is None or interest.ended_on > on
    row = RegisterRow(interest, content, interest.declaration.person, role, is_current, interest.handling, earlier)
    if is_current and role != GONE:
        row.needs = _needs(row)
    return row


def _needs(row: RegisterRow) -> str:
    if row.handling is None:
        return UNHANDLED
    return CHANGED if row.handling.revision < row.stated.revision else ""


def _end_of(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(add_days(on, 1), time.min))


def _versions(group: Group, interest_id: int | None = None) -> dict[int, list[Version]]:
    """What each interest said, the first first; one statement."""
    rows = Interest.history.filter(declaration__group=group)
    if interest_id is not None:
        rows = rows.filter(id=interest_id)
    results: dict[int, list[Version]] = defaultdict(list)
    for row in rows.select_related("organisation", "history_user").order_by("history_date", "history_id"):
        versions = results[row.id]
        if versions and versions[-1].stated.revision == row.revision:
            continue  # ended, or saved for another reason: it says the same
        changes = rules.changes(versions[-1].stated, row) if versions else []
        versions.append(Version(row, row.history_date, str(row.history_user or "the portal"), changes))
    return results


def roles_of(group: Group, on: date) -> dict[int, str]:
    """What each person is in the group on that day, in words, by the person's key."""
    serving = Membership.objects.current(on).filter(group=group)
    roles = {membership.person_id: membership.get_kind_display() for membership in serving}
    chairs = list(ChairAppointment.objects.leading(on).filter(group=group).values_list("person_id", flat=True))
    return roles | dict.fromkeys(chairs, "Chair" if len(chairs) == 1 else "Co-chair")


def narrowed(rows: Iterable[RegisterRow], *, text: str, handled: str) -> list[RegisterRow]:
    return [row for row in rows if row.has(text) and handled in ("", row.handled_as)]
