"""Who leads a group and who looks after a route: made, changed and ended by people, on pages; gaps; at once."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.permissions import Action, Role
from groups.access import get_group
from groups.actions import allocating
from groups.models import GroupOfficial, answerable
from occupations.models import RouteOfficial
from officials.actions.accounts import set_active
from officials.views import gaps
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    EnquiryFactory,
    GroupFactory,
    GroupOfficialFactory,
    OccupationFactory,
    OfficialFactory,
    RouteOfficialFactory,
)
from tests.groups.led import led_group, manager, route
from tests.races import DONE, REFUSED, abreast

pytestmark = pytest.mark.django_db
ADMINISTRATOR, ROUTE_MANAGER = OfficialRole.ADMINISTRATOR, OfficialRole.ROUTE_MANAGER


@pytest.fixture
def administrator():
    return OfficialFactory(official_role=ADMINISTRATOR, name="Ada Admin")


@pytest.fixture
def group():
    """Led by a product manager; with a chair and its route's manager."""
    return led_group()


@pytest.fixture
def vacant(group):
    group.officials.get().delete()
    return group


def allocate(group, user, by, *, seen=None, on=None, note=""):
    return allocating.allocate(
        group=group, user=user, started_on=on or today(), note=note, seen=seen, by=by, now=timezone.now()
    )


def page(client, user, name, *arguments, data=None):
    sign_in_official(client, user)
    address = reverse(name, args=arguments)
    return client.get(address) if data is None else client.post(address, data)


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


# --- allocating ------------------------------------------------------------------------------------------------------
def test_change_ends_one_and_begins_the_other_on_the_same_day_and_tells_both_and_the_chairs(group, administrator):
    old, new = group.officials.get(), OfficialFactory(name="Nora New")
    row = allocate(group, new, administrator, seen=old.pk, note="Portfolios are even again")
    old.refresh_from_db()
    assert (old.ended_on, row.started_on, row.ended_on) == (today(), today(), None)
    assert GroupOfficial.objects.current(today()).get(group=group) == row
    told = OutgoingMail.objects.filter(kind="groups.allocated")
    chair = group.chairs.get().person
    assert {mail.to for mail in told} == {old.user.email, new.email, chair.email}
    assert all("Portfolios are even again" in mail.text and group.reference in mail.text for mail in told)
    assert f"Write to Nora New at {new.email}" in told.get(to=chair.email).text
    latest = row.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (administrator, "Portfolios are even again")


def test_route_manager_allocates_in_the_own_routes_only(vacant):
    allocate(vacant, OfficialFactory(), route(vacant))
    elsewhere = GroupFactory()
    with pytest.raises(PermissionDenied):
        allocate(elsewhere, OfficialFactory(), route(vacant))


def test_former_route_manager_and_assurance_manager_allocate_nothing(vacant):
    RouteOfficial.objects.update(ended_on=today())
    assurance = RouteOfficialFactory(
        route=vacant.occupation.route, user=OfficialFactory(official_role=OfficialRole.ASSURANCE_MANAGER)
    )
    for by in (RouteOfficial.objects.exclude(pk=assurance.pk).get().user, assurance.user):
        with pytest.raises(PermissionDenied):
            allocate(vacant, OfficialFactory(), by)


def test_product_manager_takes_a_vacant_group_on_and_no_other(vacant):
    own = OfficialFactory()
    with pytest.raises(PermissionDenied):
        allocate(vacant, OfficialFactory(), own)
    allocate(vacant, own, own)
    with pytest.raises(Conflict):
        allocate(vacant, (late := OfficialFactory()), late)


def test_account_that_is_closed_counts_as_nobody(group, administrator):
    set_active(user=manager(group), is_active=False, by=administrator, reason="Left")
    assert list(gaps.groups_without_manager(today())) == [group]
    own, left = OfficialFactory(), group.officials.get()
    allocate(group, own, own, seen=left.pk)
    left.refresh_from_db()
    assert left.ended_on == today()


@pytest.mark.parametrize(
    ("official", "on", "field"),
    [
        ({"official_role": ROUTE_MANAGER}, timedelta(0), "user"),
        ({"is_active": False}, timedelta(0), "user"),
        ({}, timedelta(days=-31), "started_on"),
        ({}, timedelta(days=400), "started_on"),
    ],
)
def test_impossible_allocation_is_refused(vacant, administrator, official, on, field):
    with pytest.raises(ValidationError) as error:
        allocate(vacant, OfficialFactory(**official), administrator, on=today() + on)
    assert set(error.value.error_dict) == {field}
    assert not vacant.officials.exists()


def test_earlier_day_replaces_what_was_planned(group, administrator):
    current = group.officials.get()
    planned = allocate(group, OfficialFactory(), administrator, seen=current.pk, on=today() + timedelta(days=20))
    sooner = allocate(group, OfficialFactory(), administrator, seen=current.pk, on=today() + timedelta(days=5))
    for row in (current, planned):
        row.refresh_from_db()
    assert current.ended_on == sooner.started_on
    assert planned.ended_on == planned.started_on  # and so it never holds
    assert GroupOfficial.objects.current(today()).get() == current
    assert GroupOfficial.objects.current(today() + timedelta(days=30)).get() == sooner


def test_form_that_somebody_was_faster_with_is_refused_by_name(group, administrator):
    seen = group.officials.get().pk
    allocate(group, OfficialFactory(name="First Served"), administrator, seen=seen)
    with pytest.raises(Conflict) as refusal:
        allocate(group, OfficialFactory(), administrator, seen=seen)
    assert "First Served leads" in refusal.value.state
    assert refusal.value.by == "Ada Admin"


def test_end_leaves_a_gap_and_says_so(group, administrator):
    row = group.officials.get()
    allocating.end(appointment=row, ended_on=today(), note="Moves to finance", by=administrator, now=timezone.now())
    assert list(gaps.groups_without_manager(today())) == [group]
    told = OutgoingMail.objects.filter(kind="groups.no_longer_leads")
    assert {mail.to for mail in told} == {row.user.email, group.chairs.get().person.email}
    with pytest.raises(Conflict):
        allocating.end(appointment=row, ended_on=today(), note="", by=administrator, now=timezone.now())


def test_group_without_support_takes_no_product_manager(vacant, administrator):
    vacant.support_withdrawn_on = today()
    vacant.save()
    assert not gaps.groups_without_manager(today()).exists()
    with pytest.raises(Conflict):
        allocate(vacant, OfficialFactory(), administrator)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_at_once_leave_one_product_manager():
    group = GroupFactory()
    by = [OfficialFactory(official_role=ADMINISTRATOR) for _ in range(2)]
    new = [OfficialFactory() for _ in range(2)]
    outcomes = abreast(*[lambda i=i: allocate(group, new[i], by[i]) for i in range(2)])
    assert sorted(outcomes) == [DONE, REFUSED]
    assert GroupOfficial.objects.current(today()).filter(group=group).count() == 1


# --- several at once -------------------------------------------------------------------------------------------------
def test_imported_groups_are_gaps_and_are_allocated_together(client, administrator):
    groups, user = GroupFactory.create_batch(3), OfficialFactory(name="Nora New")
    shown = page(client, administrator, "officials:allocation").content.decode()
    assert all(group.name in shown for group in groups)
    ticked = {"groups": [group.pk for group in groups[:2]], "user": user.pk, "note": "From the import"}
    response = page(client, administrator, "officials:allocate_several", data=ticked)
    assert response.url == reverse("officials:allocation")
    assert {row.group for row in GroupOfficial.objects.filter(user=user)} == set(groups[:2])
    assert list(gaps.groups_without_manager(today())) == groups[2:]


def test_none_is_allocated_where_one_is_led_meanwhile(client, administrator):
    free, led = GroupFactory(), GroupOfficialFactory().group
    data = {"groups": [free.pk, led.pk], "user": OfficialFactory().pk}
    response = page(client, administrator, "officials:allocate_several", data=data)
    assert response.status_code == 409
    assert led.reference in response.content.decode()
    assert not free.officials.exists()


def test_ticks_and_note_are_kept_where_the_form_is_refused(client, administrator):
    group = GroupFactory()
    data = {"groups": [group.pk], "note": "Kept"}
    response = page(client, administrator, "officials:allocate_several", data=data)
    shown = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert shown.select_one(f"#group-{group.pk}[checked]") and "Kept" in shown.text
    assert "Choose a product manager" in shown.text


@pytest.mark.parametrize("key", ["²", "\x00", "9" * 30, "-1"])
def test_odd_keys_are_refused_and_nothing_breaks(client, administrator, key):
    response = page(client, administrator, "officials:allocate_several", data={"groups": [key], "user": key})
    assert response.status_code == 422


def test_route_manager_ticks_only_groups_of_the_own_routes(client, vacant):
    other = GroupFactory()
    shown = page(client, route(vacant), "officials:allocation").content.decode()
    assert f'id="group-{vacant.pk}"' in shown and f'id="group-{other.pk}"' not in shown
    data = {"groups": [other.pk], "user": OfficialFactory().pk}
    assert page(client, route(vacant), "officials:allocate_several", data=data).status_code == 422


def test_product_manager_takes_on_for_themselves_alone(client):
    group, own, other = GroupFactory(), OfficialFactory(), OfficialFactory()
    data = {"groups": [group.pk], "user": other.pk}
    assert page(client, own, "officials:allocate_several", data=data).status_code == 422
    page(client, own, "officials:allocate_several", data=data | {"user": own.pk})
    assert group.officials.get().user == own


# --- pages -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    "name", ["officials:allocation", "officials:allocation_routes", "officials:allocation_groups", "officials:users"]
)
def test_lists_take_as_many_statements_for_three_rows_as_for_one(client, django_assert_max_num_queries, name, count):
    administrator = OfficialFactory(official_role=ADMINISTRATOR)
    for _ in range(count):
        RouteOfficialFactory(route=GroupFactory().occupation.route)
        GroupOfficialFactory(user=RouteOfficialFactory().user)
    sign_in_official(client, administrator)
    with django_assert_max_num_queries(14):
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_history_takes_as_many_statements_for_three_rows_as_for_one(
    client, django_assert_max_num_queries, group, administrator, count
):
    for number in range(count):
        seen = GroupOfficial.objects.current(today()).get(group=group).pk
        allocate(group, OfficialFactory(name=f"Manager {number}"), administrator, seen=seen)
    sign_in_official(client, administrator)
    with django_assert_max_num_queries(14):
        shown = client.get(reverse("officials:allocate", args=[group.pk])).content.decode()
    assert all(f"Manager {number}" in shown for number in range(count))
    assert shown.count("Recorded by Ada Admin") == count


def test_page_changes_the_product_manager(client, group, administrator):
    new = OfficialFactory(name="Nora New")
    data = {"user": new.pk, "note": "", "seen": group.officials.get().pk, **day("started_on", today())}
    assert page(client, administrator, "officials:allocate", group.pk, data=data).status_code == 302
    shown = page(client, administrator, "officials:allocate", group.pk).content.decode()
    assert "<strong>Nora New</strong> leads" in shown


def test_impossible_day_is_said_at_its_field(client, vacant, administrator):
    data = {"user": OfficialFactory().pk, "note": "Kept", **day("started_on", date(1999, 1, 1))}
    response = page(client, administrator, "officials:allocate", vacant.pk, data=data)
    assert response.status_code == 422
    assert "when the regulator was first contacted" in response.content.decode()
    assert "Kept" in response.content.decode()


def test_take_on_by_its_button(client, vacant):
    own = OfficialFactory()
    assert "Take the group on" in page(client, own, "officials:allocate", vacant.pk).content.decode()
    assert page(client, own, "officials:take_on", vacant.pk, data={}).url == vacant.get_absolute_url()
    assert vacant.officials.get().user == own


def test_end_by_its_page(client, group, administrator):
    row = group.officials.get()
    assert (
        "nobody leads the group"
        in page(client, administrator, "officials:allocation_end", group.pk, row.pk).content.decode()
    )
    data = {"note": "Left", **day("ended_on", today())}
    assert page(client, administrator, "officials:allocation_end", group.pk, row.pk, data=data).status_code == 302
    early = page(client, administrator, "officials:allocation_end", group.pk, row.pk, data=day("ended_on", today()))
    assert early.status_code == 409


# --- routes ----------------------------------------------------------------------------------------------------------
def test_administrator_appoints_and_ends_officials_of_a_route(client, administrator):
    place = GroupFactory().occupation.route
    assert [seats.missing for seats in gaps.routes_with_seats(today()) if seats.route == place] == [
        ["Route manager", "Assessment and assurance manager"]
    ]
    user = OfficialFactory(official_role=ROUTE_MANAGER, name="Rita Route")
    data = {"user": user.pk, "note": "New in post", **day("started_on", today())}
    assert page(client, administrator, "officials:route_officials", place.slug, data=data).status_code == 302
    row = RouteOfficial.objects.get(route=place)
    assert (row.user, row.note) == (user, "New in post")
    assert "New in post" in OutgoingMail.objects.get(kind="occupations.route_given").text
    assert "Rita Route" in page(client, administrator, "officials:route_officials", place.slug).content.decode()

    shown = page(client, administrator, "officials:route_official_end", place.slug, row.pk).content.decode()
    assert "is the only route manager of the route" in shown
    early = {"note": "", **day("ended_on", today() - timedelta(days=1))}
    response = page(client, administrator, "officials:route_official_end", place.slug, row.pk, data=early)
    assert response.status_code == 422 and "or later" in response.content.decode()
    end = {"note": "Moves on", **day("ended_on", today())}
    assert page(client, administrator, "officials:route_official_end", place.slug, row.pk, data=end).status_code == 302
    row.refresh_from_db()
    assert (row.ended_on, row.end_note) == (today(), "Moves on")
    assert "Moves on" in OutgoingMail.objects.get(kind="occupations.route_ended").text
    again = page(client, administrator, "officials:route_official_end", place.slug, row.pk, data=end)
    assert again.status_code == 409


def test_route_with_nothing_to_decide_is_no_gap():
    assert [seats for seats in gaps.routes_with_seats(today()) if seats.missing] == []
    waiting = EnquiryFactory()
    [gap] = [seats for seats in gaps.routes_with_seats(today()) if seats.missing]
    assert gap.route == waiting.occupation.route


def test_product_manager_of_a_route_decides_nothing_in_it(vacant):
    user = OfficialFactory()
    RouteOfficialFactory(route=vacant.occupation.route, user=user)
    roles = get_group(user, Action.GROUP_VIEW, pk=vacant.pk, on=today()).roles
    assert Role.OWN_ROUTE_OFFICIAL not in roles


def test_administrator_puts_a_group_into_a_route(client, administrator):
    group = GroupFactory(occupation=OccupationFactory(route=None))
    assert group.name in page(client, administrator, "officials:allocation").content.decode()
    place = GroupFactory().occupation.route
    assert page(client, administrator, "officials:group_route", group.pk, data={"route": place.pk}).status_code == 302
    group.occupation.refresh_from_db()
    assert group.occupation.route == place


# --- what is sent to nobody ------------------------------------------------------------------------------------------
def test_what_a_group_sends_reaches_whoever_can_appoint(vacant, administrator):
    assert answerable(vacant, today()) == {route(vacant).email: route(vacant).name}
    RouteOfficial.objects.update(ended_on=today())
    assert answerable(vacant, today()) == {administrator.email: "Ada Admin"}


def test_enquiries_that_nobody_can_decide_are_a_gap(client, administrator):
    EnquiryFactory()
    assert gaps.enquiries_for_nobody() == 1
    assert "There is no product manager" in page(client, administrator, "officials:allocation").content.decode()
    OfficialFactory()
    assert gaps.enquiries_for_nobody() == 0


# --- the group's page ------------------------------------------------------------------------------------------------
def test_group_page_names_who_leads_with_a_way_to_reach_them(client, group):
    assurance = OfficialFactory(official_role=OfficialRole.ASSURANCE_MANAGER, name="Asa Assurance")
    client.force_login(group.chairs.get().person.user)
    shown = client.get(group.get_absolute_url()).content.decode()
    for official in (manager(group), route(group)):
        assert official.name in shown and f"mailto:{official.email}" in shown
    assert "Nobody can decide on its end-point assessment plan until then" in shown
    RouteOfficialFactory(route=group.occupation.route, user=assurance)
    shown = client.get(group.get_absolute_url()).content.decode()
    assert f"mailto:{assurance.email}" in shown and "Nobody yet" not in shown


def test_public_page_names_no_official(client, group):
    shown = client.get(reverse("public_pages:group", args=[group.reference])).content.decode()
    assert manager(group).email not in shown and route(group).name not in shown


# --- the dashboard ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("role", "count"),
    [(ADMINISTRATOR, 4), (OfficialRole.PRODUCT_MANAGER, 2), (ROUTE_MANAGER, 1), (OfficialRole.ASSURANCE_MANAGER, 0)],
)
def test_dashboard_counts_the_gaps_that_its_reader_may_close(client, role, count):
    """Two groups in two routes: both groups and routes for an administrator, the own route's group for its manager."""
    groups = GroupFactory.create_batch(2)
    user = OfficialFactory(official_role=role)
    if role == ROUTE_MANAGER:
        RouteOfficialFactory(route=groups[0].occupation.route, user=user)
    assert gaps.count_for(user, today()) == count
    shown = page(client, user, "oversight:dashboard").content.decode()
    assert ("Nobody leads" in " ".join(shown.split())) is bool(count)
