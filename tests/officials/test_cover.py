"""Who covers has the rights of who is away, on those days, and loses them by themselves; from one source."""

from datetime import date, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.enums import OfficialRole
from accounts.models import User, acts_for
from accounts.permissions import Action, Role
from conflicts.rules import handlers
from groups.access import get_group
from groups.actions.allocating import may_allocate
from groups.actions.recipients import leaders
from groups.models import Group, GroupOfficial, answerable, deciding, leading
from groups.roles import holders, holds_any
from guidance.duties.records import people
from guidance.duties.seats import MOST_COVERS, _present
from guidance.vocabulary import SubmissionKind
from officials.views import gaps
from portal.calendar import today
from proposals.actions.deciding import refuse_wrong_official
from proposals.models import Submission
from tests.accounts.helpers import sign_in_official
from tests.factories import AbsenceFactory, OfficialFactory, RouteOfficialFactory
from tests.groups.led import led_group, manager, route

pytestmark = pytest.mark.django_db
DAYS = [(-1, False), (0, True), (4, True), (5, False)]  # before the first day, the first, the last, after it


@pytest.fixture
def group():
    return led_group()


@pytest.fixture
def cover():
    return OfficialFactory(name="Cora Cover")


def away(user, cover, *, first=0, last=4, **fields):
    days = {"first_day": today() + timedelta(days=first), "last_day": today() + timedelta(days=last)}
    return AbsenceFactory(user=user, cover=cover, **days, **fields)


def is_manager(user, group, day=0):
    roles = get_group(user, Action.GROUP_VIEW, pk=group.pk, on=today() + timedelta(days=day)).roles
    return Role.PRODUCT_MANAGER in roles


def acted_for(user, day=0):
    return set(User.objects.filter(pk__in=acts_for(user, today() + timedelta(days=day))))


# --- days ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("day", "covers"), DAYS)
def test_cover_has_the_rights_on_those_days_and_the_absent_keeps_them(group, cover, day, covers):
    away(manager(group), cover)
    assert is_manager(cover, group, day) is covers
    assert is_manager(manager(group), group, day)
    on = today() + timedelta(days=day)
    assert Group.objects.filter(holds_any(cover, on, {Role.PRODUCT_MANAGER})).exists() is covers
    assert (cover.email in holders(Role.PRODUCT_MANAGER, group, on)) is covers
    assert (cover in handlers(group, on).managers) is covers
    assert (cover.email in answerable(group, on)) is covers


@pytest.mark.parametrize(("day", "covers"), DAYS)
@pytest.mark.parametrize("role", [OfficialRole.ROUTE_MANAGER, OfficialRole.ASSURANCE_MANAGER])
def test_cover_of_an_official_of_a_route(group, role, day, covers):
    held, cover = OfficialFactory(official_role=role), OfficialFactory(official_role=role)
    RouteOfficialFactory(route=group.occupation.route, user=held)
    away(held, cover)
    on = today() + timedelta(days=day)
    roles = get_group(cover, Action.GROUP_VIEW, pk=group.pk, on=on).roles
    assert (Role.OWN_ROUTE_OFFICIAL in roles) is covers
    assert (cover.email in deciding(group, on, role)) is covers
    is_route_manager = role == OfficialRole.ROUTE_MANAGER
    assert may_allocate(cover, group, on) is (covers and is_route_manager)
    assert (group in gaps.of_own_routes(Group.objects.all(), cover, on)) is (covers and is_route_manager)


def test_cover_decides_what_the_absent_route_manager_would_and_no_other_kind(group):
    cover = OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER)
    proposal, plan = (Submission(group=group, kind=kind) for kind in (SubmissionKind.PROPOSAL, SubmissionKind.EPA_PLAN))
    with pytest.raises(PermissionDenied):
        refuse_wrong_official(proposal, cover, timezone.now())
    away(route(group), cover)
    refuse_wrong_official(proposal, cover, timezone.now())
    with pytest.raises(PermissionDenied):
        refuse_wrong_official(plan, cover, timezone.now())


# --- chains ----------------------------------------------------------------------------------------------------------
def test_chain_is_followed_five_times(group):
    line = [manager(group), *OfficialFactory.create_batch(MOST_COVERS + 1)]
    for absent, cover in pairwise(line):
        away(absent, cover)
    assert [is_manager(user, group) for user in line] == [True] * (MOST_COVERS + 1) + [False]
    assert acted_for(line[2]) == set(line[:3])


def test_two_who_cover_each_other_are_no_endless_chain(group, cover):
    away(manager(group), cover)
    away(cover, manager(group))
    assert acted_for(cover) == acted_for(manager(group)) == {cover, manager(group)}


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"official_role": OfficialRole.ROUTE_MANAGER}, {"official_role": ""}]
)
def test_nobody_covers_past_an_account_that_is_closed_or_of_another_role(group, cover, change):
    last = OfficialFactory()
    away(manager(group), cover)
    away(cover, last)
    assert is_manager(last, group)
    User.objects.filter(pk=cover.pk).update(**change)
    assert not is_manager(last, group)
    assert answerable(group, today()) == {manager(group).email: manager(group).name}


def test_nobody_covers_for_a_manager_whose_account_is_closed(group, cover):
    away(manager(group), cover)
    User.objects.filter(pk=manager(group).pk).update(is_active=False)
    assert not is_manager(cover, group)
    assert list(gaps.groups_without_manager(today())) == [group]


def test_first_absence_that_names_a_cover_counts(group, cover):
    other = OfficialFactory()
    away(manager(group), None)
    away(manager(group), cover)
    away(manager(group), other)
    assert (is_manager(cover, group), is_manager(other, group)) == (True, False)


def test_struck_absence_gives_nothing(group, cover):
    struck = {"struck_at": timezone.now(), "struck_by": manager(group)}
    away(manager(group), cover, **struck)
    assert not is_manager(cover, group)


def test_cover_ends_with_who_led(group, cover):
    away(manager(group), cover)
    GroupOfficial.objects.update(ended_on=today())
    assert not is_manager(cover, group)
    assert leaders(group, today())


# --- the engine's own ------------------------------------------------------------------------------------------------
OFFICIALS, ENDED = "abcd", date(2020, 1, 1)
ABSENCES = st.lists(st.tuples(st.sampled_from(OFFICIALS), st.sampled_from([*OFFICIALS, None])), max_size=8)


@settings(max_examples=60, deadline=None)
@given(pairs=ABSENCES, closed=st.sets(st.sampled_from(OFFICIALS), max_size=1))
def test_who_answers_by_the_engine_has_the_right(pairs, closed):
    """For any absences: the first present of those who cover, as duties have it, is one whom SQL gives the right."""
    users = {name: OfficialFactory(is_active=name not in closed) for name in OFFICIALS}
    pairs = [(user, cover) for user, cover in pairs if user != cover]
    rows = [away(users[user], users.get(cover)) for user, cover in pairs]
    by = {user.pk: name for name, user in users.items()}
    engine = SimpleNamespace(
        users=[people.User(name, "product_manager", ENDED if name in closed else None) for name in OFFICIALS],
        absences=[
            people.Absence("", by[row.user_id], row.first_day, row.last_day, by.get(row.cover_id), None) for row in rows
        ],
    )
    for name in set(OFFICIALS) - closed:
        present = _present(next(user for user in engine.users if user.account == name), engine, today())
        assert present is None or users[name] in acted_for(users[present])


# --- pages -----------------------------------------------------------------------------------------------------------
def test_group_page_shows_who_covers_after_who_leads(client, group, cover):
    away(manager(group), cover)
    names = [(user, user.is_cover) for user in leading(group, today())[OfficialRole.PRODUCT_MANAGER]]
    assert names == [(manager(group), False), (cover, True)]
    sign_in_official(client, cover)
    shown = client.get(group.get_absolute_url()).content.decode()
    assert "Covers today" in shown and cover.email in shown


def test_lists_of_who_covers_have_the_covered_groups(client, group, cover):
    address = f"{reverse('oversight:dashboard')}?manager={cover.pk}"
    sign_in_official(client, cover)
    assert group.name not in client.get(address).content.decode()
    away(manager(group), cover)
    assert group.name in client.get(address).content.decode()
