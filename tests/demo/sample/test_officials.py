"""Every official of the sample data leaves, or is away, one by one: nothing that is due is nobody's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q

from accounts.enums import OfficialRole
from accounts.models import User
from duties.access import of_groups, of_official, of_person
from duties.actions.reminding import Seats
from duties.models import Duty
from groups.models import GroupOfficial
from guidance.duties.records import Group
from guidance.duties.registry import Seat
from guidance.duties.seats import Holder, Via, holder
from members.models import Person
from occupations.models import RouteOfficial
from officials.actions.accounts import set_active
from oversight.actions import groups_of_official, keep_general_duties, sweep
from tests.demo.helpers import TODAY
from tests.factories import AbsenceFactory, OfficialFactory

pytestmark = pytest.mark.usefixtures("loaded")
Rows = dict[int, dict[str, Any]]


def officials() -> list[User]:
    found = list(User.objects.exclude(official_role="").order_by("pk"))
    assert {user.official_role for user in found} == set(OfficialRole.values)
    return found


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def swept(user: User) -> Rows:
    """The open duties after what a worker does when an official's row was written."""
    sweep(groups_of_official(user.pk), on=TODAY)
    keep_general_duties(on=TODAY)
    return {row["id"]: row for row in Duty.objects.open(TODAY).values()}


def leave(user: User, by: User) -> None:
    for model in (GroupOfficial, RouteOfficial):
        held = model._default_manager.filter(Q(ended_on=None) | Q(ended_on__gt=TODAY), user=user)
        held.filter(started_on__lte=TODAY).update(ended_on=TODAY)
    set_active(user=user, is_active=False, by=by, reason="Left the service")


class Lists:
    """Whose list a duty is on, of those who answer for it."""

    def __init__(self) -> None:
        self.duties = list(Duty.objects.open(TODAY))
        self.seats = Seats(self.duties, TODAY)
        users = User.objects.filter(is_active=True)
        self.own = {
            user.pk: set((of_official if user.is_official else of_person)(user, TODAY).values_list("pk", flat=True))
            for user in users
        }
        self.all = {
            user.pk: set(of_groups(user, TODAY).values_list("pk", flat=True)) for user in users if user.is_official
        }
        self.on_lists = set().union(*self.own.values())
        self.filling: dict[int | None, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            if duty.code == "seat.fill":
                self.filling[duty.group_id].append(duty)

    def has(self, duty: Duty) -> bool:
        """Whether it is on the list of whoever answers for it. What falls to somebody else because nobody holds an
        official's seat is counted beside the duty to fill it, which is on a list itself."""
        group = self.seats.group_of(duty)
        answers = self._holder(duty, group)
        kind, key = answers.name[:1], answers.name[1:]
        if kind == "i":
            return True  # invited at that address, and nothing more of the portal yet
        if kind == "p":
            return self._reaches(Person.objects.get(pk=int(key)), duty)
        if duty.pk in self.own[int(key)]:
            return True
        return answers.via in (Via.VACANT, Via.BARRED) and duty.pk in self.all[int(key)] and self._is_counted(duty)

    def _holder(self, duty: Duty, group: Group) -> Holder:
        account = f"u{duty.user_id}" if duty.user_id else None
        person = f"p{duty.person_id}" if duty.person_id else account
        if duty.code == "invitation.answer" and person is None:
            [person] = [row.person for row in group.invitations if row.subject == duty.subject]
        barred = frozenset(duty.barred)
        return holder(Seat(duty.seat), group, TODAY, person=person, account=account, barred=barred)

    def _reaches(self, person: Person, duty: Duty) -> bool:
        """Who has no account is written to."""
        return duty.pk in self.own[person.user_id] if person.user_id else person.email is not None

    def _is_counted(self, duty: Duty) -> bool:
        """Each seat of the group that nobody holds is to be filled: on a list, or counted beside one that is."""
        filling = self.filling[duty.group_id]
        listed = {row.subject for row in filling if row.pk in self.on_lists}
        return all(row.subject in listed or row.seat in listed for row in filling)


def test_what_is_due_stays_on_a_list_whoever_leaves() -> None:
    for user in officials():
        with undone():
            by = OfficialFactory(official_role=OfficialRole.ADMINISTRATOR)
            before = swept(user)
            leave(user, by)
            after = swept(user)
            assert {key: after[key] for key in before} == before  # nothing is written anew
            assert {after[key]["code"] for key in after.keys() - before.keys()} <= {"seat.fill"}
            lists = Lists()
            nobodys = [duty for duty in lists.duties if not lists.has(duty)]
            assert nobodys == []


def test_cover_writes_nothing_anew() -> None:
    for user in officials():
        with undone():
            cover = OfficialFactory(official_role=user.official_role)
            before, own = swept(user), of_official(user, TODAY)
            away = {"first_day": TODAY, "last_day": TODAY + timedelta(days=20), "recorded_on": TODAY}
            AbsenceFactory(user=user, cover=cover, **away)
            assert swept(user) == before
            assert set(own) <= set(of_official(cover, TODAY))
