"""Roles towards a group are declared by the apps that keep them, and read in one place."""

from datetime import date

import pytest

from accounts.enums import OfficialRole
from accounts.permissions import Role
from groups import roles
from groups.roles import (
    REGISTERED,
    check_sources,
    declare,
    declared,
    held_roles,
    holders,
    holds_any,
    is_held,
    with_roles,
)
from tests.factories import (
    ChairAppointmentFactory,
    GroupFactory,
    MembershipFactory,
    RouteOfficialFactory,
    UserFactory,
)

ON = date(2026, 3, 2)
DECLARED = [
    "adviser",
    "chair",
    "facilitator",
    "lead",
    "member",
    "own_route_official",
    "preparer",
    "product_manager",
    "registered",
]


def test_who_declares_is_named_here():
    assert declared() == DECLARED


def test_a_role_is_declared_once():
    with pytest.raises(ValueError, match="chair is declared already"):
        declare(Role.CHAIR, lambda on: None)


def test_a_role_without_a_source_stops_the_start(monkeypatch):
    assert check_sources() == []
    monkeypatch.setattr(roles, "_sources", {name: one for name, one in roles._sources.items() if name != Role.CHAIR})
    assert [error.msg for error in check_sources()] == ["No app declares where the role chair comes from"]


@pytest.mark.django_db
def test_roles_are_of_the_day_and_of_the_group():
    group, other = GroupFactory(), GroupFactory()
    member = MembershipFactory(group=group, started_on=ON, person__user=UserFactory())
    user = member.person.user

    def of(group, on):
        return held_roles(with_roles(user, on).get(pk=group.pk))

    assert of(group, ON) == {Role.MEMBER}
    assert of(group, date(2026, 3, 1)) == frozenset()
    assert of(other, ON) == frozenset()


@pytest.mark.django_db
def test_chairs_are_named_also_without_an_account():
    group = GroupFactory()
    serving = MembershipFactory(group=group, started_on=ON)
    assert (is_held(REGISTERED, group, ON), holders(Role.CHAIR, group, ON)) == (False, {})
    ChairAppointmentFactory(group=group, person=serving.person, started_on=ON)
    assert is_held(REGISTERED, group, ON)
    assert holders(Role.CHAIR, group, ON) == {serving.person.email: serving.person.name}


@pytest.mark.django_db
def test_groups_are_found_by_role(django_assert_num_queries):
    ours, user = GroupFactory(), UserFactory()
    GroupFactory()
    MembershipFactory(group=ours, started_on=ON, person__user=user)
    with django_assert_num_queries(1):
        assert list(with_roles(user, ON).filter(holds_any(user, ON, {Role.MEMBER, Role.CHAIR}))) == [ours]
    assert not with_roles(user, ON).filter(holds_any(user, ON, {Role.CHAIR})).exists()


@pytest.mark.django_db
def test_an_official_of_the_route_holds_that_role_only_while_they_decide_in_routes():
    group = GroupFactory()
    manager = UserFactory(official_role=OfficialRole.ROUTE_MANAGER)
    RouteOfficialFactory(route=group.occupation.route, user=manager, started_on=ON)
    assert holders(Role.OWN_ROUTE_OFFICIAL, group, ON) == {manager.email: manager.name}
    manager.official_role = OfficialRole.PRODUCT_MANAGER
    manager.save()
    assert holders(Role.OWN_ROUTE_OFFICIAL, group, ON) == {}
