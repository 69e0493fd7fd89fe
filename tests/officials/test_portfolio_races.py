"""A portfolio reassigned, a group allocated, days away recorded and an account closed, all at once: each group keeps
exactly one who leads it, nothing is half done, and nobody waits for ever."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import Absence, User
from groups.actions import allocating, portfolios
from groups.models import Group, GroupOfficial
from officials.actions.absences import record
from officials.actions.accounts import set_active
from portal.calendar import today
from portal.exceptions import Conflict
from tests.factories import GroupFactory, GroupOfficialFactory, OfficialFactory
from tests.races import in_two_connections

pytestmark = pytest.mark.django_db(transaction=True)
GROUPS = 4


def all_at_once(round_number: int) -> None:
    by = OfficialFactory(official_role=OfficialRole.ADMINISTRATOR)
    former, other, leaving = OfficialFactory.create_batch(3)
    groups = [GroupOfficialFactory(user=former, group=GroupFactory()).group for _ in range(GROUPS)]
    seen = GroupOfficial.objects.get(group=groups[0]).pk
    to = [leaving, None][round_number % 2]
    moves = portfolios.plan(groups, former=former, to=to, on=today())
    now = timezone.now()
    answers = in_two_connections(
        lambda: portfolios.reassign(
            former=former,
            groups=groups[::-1],
            to=to,
            started_on=today(),
            reason="Race",
            hand_over="",
            notes={},
            seen=portfolios.digest(moves),
            by=by,
            now=now,
        ),
        lambda: allocating.allocate(
            group=groups[0], user=other, started_on=today(), note="", seen=seen, by=by, now=now
        ),
        lambda: record(user=former, first_day=today(), last_day=today(), cover=other, by=former, now=now),
        lambda: record(user=other, first_day=today(), last_day=today(), cover=former, by=other, now=now),
        lambda: set_active(user=leaving, is_active=False, by=by, reason="Race"),
    )
    reassigned, allocated, *others = answers
    assert [answer for answer in others if isinstance(answer, Exception)] == []
    wrong = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(answer, (Conflict, ValidationError)) for answer in wrong), wrong
    held = {row.group_id: row.user for row in GroupOfficial.objects.current(today()).filter(group__in=groups)}
    assert len(held) == GROUPS == GroupOfficial.objects.current(today()).filter(group__in=groups).count()
    moved = [group.pk for group in groups if held[group.pk] != former]
    expected = GROUPS if not isinstance(reassigned, Exception) else int(not isinstance(allocated, Exception))
    assert len(moved) == expected
    assert Absence.objects.filter(user__in=[former, other]).count() == 2
    assert not User.objects.get(pk=leaving.pk).is_active
    Group.objects.filter(pk__in=moved).update(support_withdrawn_on=today())  # out of the next round's counts


def test_each_group_keeps_one_who_leads_it() -> None:
    for number in range(20):
        all_at_once(number)


@pytest.mark.deep
def test_each_group_keeps_one_who_leads_it_two_hundred_times() -> None:
    for number in range(200):
        all_at_once(number)
