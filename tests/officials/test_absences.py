"""When officials are away: recorded, covered, struck, by whom; what the pages, the chairs and the mails say."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import Absence
from groups.models import announced_absences
from officials.actions import absences
from officials.rules.absences import possible_covers, recordable, with_warnings
from portal.calendar import add_months, today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.days import as_now
from tests.factories import (
    AbsenceFactory,
    GroupFactory,
    OfficialFactory,
    RouteOfficialFactory,
    UserFactory,
    eligible_member,
)
from tests.groups.led import chair, led_group, manager, route

pytestmark = pytest.mark.django_db
ADMINISTRATOR, ROUTE_MANAGER = OfficialRole.ADMINISTRATOR, OfficialRole.ROUTE_MANAGER


@pytest.fixture
def official():
    return OfficialFactory(name="Olive Away")


@pytest.fixture
def cover():
    return OfficialFactory(name="Cora Cover")


def ahead(days):
    return today() + timedelta(days=days)


def record(user, *, cover=None, by=None, first=3, last=9):
    return absences.record(
        user=user, first_day=ahead(first), last_day=ahead(last), cover=cover, by=by or user, now=timezone.now()
    )


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def typed(first, last, cover=None):
    return {**day("first_day", ahead(first)), **day("last_day", ahead(last)), "cover": cover.pk if cover else ""}


def page(client, user, name, *arguments, data=None, query=""):
    sign_in_official(client, user)
    address = reverse(name, args=arguments) + query
    return client.get(address) if data is None else client.post(address, data)


def told():
    return {mail.kind: mail.to for mail in OutgoingMail.objects.filter(kind__startswith="officials.")}


# --- recording -------------------------------------------------------------------------------------------------------
def test_official_records_days_and_the_cover_is_told(official, cover):
    absence = record(official, cover=cover)
    assert (absence.recorded_on, absence.recorded_by, absence.is_struck) == (today(), official, False)
    assert told() == {"officials.cover_named": cover.email}
    assert "Olive Away is away from" in OutgoingMail.objects.get().text
    assert absence.history.get().history_user == official


def test_official_is_told_where_somebody_else_records(official, cover):
    administrator = OfficialFactory(official_role=ADMINISTRATOR)
    record(official, cover=cover, by=administrator)
    assert told() == {"officials.cover_named": cover.email, "officials.absence_recorded": official.email}
    assert "Cora Cover" in OutgoingMail.objects.get(kind="officials.absence_recorded").text


def test_who_records_for_whom():
    """Everybody for themselves; a route manager where they share a route or a group of it; an administrator for all."""
    group = led_group()
    by = route(group)
    of_route = RouteOfficialFactory(
        route=group.occupation.route, user=OfficialFactory(official_role=OfficialRole.ASSURANCE_MANAGER)
    )
    stranger, administrator = OfficialFactory(), OfficialFactory(official_role=ADMINISTRATOR)
    own = {by, manager(group), of_route.user}
    assert set(recordable(by, today())) == own
    assert set(recordable(administrator, today())) == own | {stranger, administrator}
    assert set(recordable(stranger, today())) == {stranger}
    with pytest.raises(PermissionDenied):
        record(stranger, by=by)


@pytest.mark.parametrize(("first", "last", "field"), [(5, 4, "last_day"), (-400, 4, "first_day"), (5, 800, "last_day")])
def test_impossible_days_are_refused(official, first, last, field):
    with pytest.raises(ValidationError) as error:
        record(official, first=first, last=last)
    assert set(error.value.error_dict) == {field}
    assert not Absence.objects.exists()


def test_single_day_and_the_furthest_ones_are_taken(official):
    assert record(official, first=0, last=0).days == f"on {today():%-d %B %Y}"
    last = add_months(today(), 24)
    absences.record(
        user=official, first_day=add_months(today(), -12), last_day=last, cover=None, by=official, now=timezone.now()
    )


def test_cover_is_another_official_of_the_same_role(official):
    for wrong in (official, OfficialFactory(official_role=ROUTE_MANAGER), UserFactory()):
        with pytest.raises(ValidationError, match="another product manager"):
            record(official, cover=wrong)
    closed = OfficialFactory(is_active=False)
    assert official not in possible_covers(official) and closed not in possible_covers(official)


@pytest.mark.parametrize(
    "wrong", [{"last_day": lambda: today() - timedelta(days=1)}, {"cover": "self"}, {"struck_at": "now"}]
)
def test_database_refuses_what_cannot_be(official, wrong):
    real, wrong = {"self": official, "now": timezone.now()}, as_now(wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        AbsenceFactory(user=official, **{"first_day": today(), **{name: real.get(v, v) for name, v in wrong.items()}})


# --- cover and strike ------------------------------------------------------------------------------------------------
def test_change_of_cover_tells_both(official, cover):
    absence, other = record(official, cover=cover), OfficialFactory()
    OutgoingMail.objects.all().delete()
    absences.change_cover(absence=absence, cover=other, seen=cover.pk, by=official, now=timezone.now())
    assert told() == {"officials.cover_ended": cover.email, "officials.cover_named": other.email}
    assert absence.history.first().history_change_reason == "Cover changed"


def test_change_of_cover_that_somebody_was_faster_with_is_refused(official, cover):
    absence = record(official, cover=cover)
    with pytest.raises(Conflict) as refusal:
        absences.change_cover(absence=absence, cover=None, seen=None, by=official, now=timezone.now())
    assert refusal.value.state == "Cora Cover covers"


def test_strike_keeps_the_row_and_tells(official, cover):
    administrator = OfficialFactory(official_role=ADMINISTRATOR)
    absence = record(official, cover=cover)
    OutgoingMail.objects.all().delete()
    absences.strike(absence=absence, by=administrator, now=timezone.now())
    assert told() == {"officials.cover_ended": cover.email, "officials.absence_struck": official.email}
    assert not Absence.objects.in_force().exists() and Absence.objects.get().struck_by == administrator
    for act in (
        lambda: absences.strike(absence=absence, by=official, now=timezone.now()),
        lambda: absences.change_cover(absence=absence, cover=None, seen=cover.pk, by=official, now=timezone.now()),
    ):
        with pytest.raises(Conflict):
            act()


def test_absence_that_is_over_keeps_its_cover(official):
    absence = AbsenceFactory(user=official, first_day=ahead(-5), last_day=ahead(-1))
    with pytest.raises(Conflict):
        absences.change_cover(absence=absence, cover=OfficialFactory(), seen=None, by=official, now=timezone.now())


def test_stranger_changes_nothing(official):
    absence = record(official)
    with pytest.raises(PermissionDenied):
        absences.strike(absence=absence, by=OfficialFactory(), now=timezone.now())


# --- warnings --------------------------------------------------------------------------------------------------------
def test_warning_where_the_cover_is_away_on_some_of_the_days(official, cover):
    absence = record(official, cover=cover)
    record(cover, first=10, last=12)
    assert with_warnings([absence])[0].warnings == []
    other = record(cover, first=9, last=12)
    assert with_warnings([absence])[0].warnings == [f"Cora Cover is away too, {other.days}"]
    absences.strike(absence=other, by=cover, now=timezone.now())
    assert with_warnings([absence])[0].warnings == []


@pytest.mark.parametrize(
    ("change", "text"), [({"is_active": False}, "is closed"), ({"official_role": ROUTE_MANAGER}, "another role")]
)
def test_warning_where_the_cover_can_act_no_more(official, cover, change, text):
    absence = record(official, cover=cover)
    for name, value in change.items():
        setattr(cover, name, value)
    cover.save()
    absence.refresh_from_db()
    [warning] = with_warnings([absence])[0].warnings
    assert text in warning and absence.usable_cover is None


# --- pages -----------------------------------------------------------------------------------------------------------
def test_page_records_warns_and_leads_to_the_absence(client, official, cover):
    record(cover, first=9, last=12)
    response = page(client, official, "officials:absence_record", data=typed(3, 9, cover))
    absence = Absence.objects.get(user=official)
    assert response.url == absence.get_absolute_url()
    shown = client.get(response.url).content.decode()
    assert "Recorded: away" in shown and "Cora Cover is away too" in shown


def test_page_says_at_its_field_what_is_wrong(client, official):
    response = page(client, official, "officials:absence_record", data=typed(5, 4))
    assert response.status_code == 422
    assert "same as or after the first day" in response.content.decode()
    early = page(client, official, "officials:absence_record", data=typed(-400, 4))
    assert early.status_code == 422 and "The first day must be" in early.content.decode()


def test_own_list_has_those_to_come_and_over_and_whom_one_covers(client, official, cover):
    assert "You have recorded no days away" in page(client, official, "officials:absences").content.decode()
    record(official, cover=cover)
    AbsenceFactory(user=official, first_day=ahead(-9), last_day=ahead(-5))
    AbsenceFactory(user=official, struck_at=timezone.now(), struck_by=official)
    AbsenceFactory(user=official)
    shown = page(client, official, "officials:absences").content.decode()
    assert all(state in shown for state in ("To come", "Away now", "Over", "Struck"))
    assert "You cover for others" not in shown
    assert "You cover for others" in page(client, cover, "officials:absences").content.decode()


def test_administrator_records_for_another_by_the_tab_of_absences(client, official, cover):
    administrator = OfficialFactory(official_role=ADMINISTRATOR)
    shown = page(client, administrator, "officials:all_absences").content.decode()
    assert "Nobody is away, or will be" in shown and "for another official" in shown
    query = f"?user={official.pk}"
    assert "Olive Away" in page(client, administrator, "officials:absence_record", query=query).content.decode()
    page(client, administrator, "officials:absence_record", query=query, data=typed(3, 9, cover))
    assert Absence.objects.get().user == official
    assert "Olive Away" in page(client, cover, "officials:all_absences").content.decode()


@pytest.mark.parametrize(("user", "status"), [("official", 403), ("nobody", 404), ("closed", 404)])
def test_nobody_records_for_whom_they_do_not_look_after(client, official, user, status):
    keys = {"official": official.pk, "nobody": UserFactory().pk, "closed": OfficialFactory(is_active=False).pk}
    query = f"?user={keys[user]}"
    assert page(client, OfficialFactory(), "officials:absence_record", query=query).status_code == status


def test_page_changes_the_cover_and_strikes(client, official, cover):
    absence = record(official)
    data = {"cover": cover.pk, "seen": ""}
    assert page(client, official, "officials:absence", absence.pk, data=data).status_code == 302
    shown = client.get(absence.get_absolute_url()).content.decode()
    assert cover.email in shown and "Change who covers" in shown and "Cover changed" in shown
    wrong = {"cover": official.pk, "seen": cover.pk}
    assert page(client, official, "officials:absence", absence.pk, data=wrong).status_code == 422
    assert page(client, official, "officials:absence_strike", absence.pk, data={}).status_code == 302
    shown = client.get(absence.get_absolute_url()).content.decode()
    assert "Struck" in shown and "Change who covers" not in shown and "Strike this absence" not in shown


def test_account_page_leads_officials_to_their_absences(client, official):
    assert reverse("officials:absences") in page(client, official, "accounts:account").content.decode()
    client.force_login(UserFactory())
    assert reverse("officials:absences") not in client.get(reverse("accounts:account")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["officials:absences", "officials:all_absences"])
def test_lists_take_as_many_statements_for_three_rows_as_for_one(
    client, django_assert_num_queries, official, name, count
):
    for _ in range(count):
        record(official, cover=OfficialFactory())
        record(OfficialFactory(), cover=official)
    sign_in_official(client, official)
    with django_assert_num_queries({"officials:absences": 9, "officials:all_absences": 7}[name]):
        shown = client.get(reverse(name)).content.decode()
    assert shown.count("working days</span>") == 2 * count


# --- the group's page ------------------------------------------------------------------------------------------------
@pytest.fixture
def group():
    return led_group()


def announced(group, **days):
    absence = AbsenceFactory(user=manager(group), **{name: ahead(value) for name, value in days.items()})
    return announced_absences(group, today()) == [absence]


@pytest.mark.parametrize(
    ("first", "last", "is_announced"),
    [(28, 60, True), (29, 60, False), (-30, 0, True), (-30, -1, False)],
)
def test_chairs_hear_from_notice_days_before_until_the_last_day(group, first, last, is_announced):
    assert announced(group, first_day=first, last_day=last) is is_announced


@pytest.mark.parametrize(("last", "is_announced"), [(4, True), (3, False)])
def test_five_working_days_matter(group, time_machine, last, is_announced):
    time_machine.move_to("2026-11-30T12:00:00+00:00")  # a Monday
    assert announced(group, first_day=0, last_day=last) is is_announced


def test_group_page_tells_chairs_and_officials_and_no_member(client, group, cover):
    record(manager(group), cover=cover, first=3, last=20)
    text = f"{manager(group).name} is away from"
    client.force_login(chair(group))
    shown = client.get(group.get_absolute_url()).content.decode()
    assert text in shown and cover.email in shown
    assert text in page(client, OfficialFactory(), "overview:group", group.pk).content.decode()
    member = eligible_member(group=group, person__user=UserFactory())
    client.force_login(member.person.user)
    assert text not in client.get(group.get_absolute_url()).content.decode()


def test_group_page_says_where_nobody_covers_yet(client, group):
    record(manager(group), first=3, last=20)
    client.force_login(chair(group))
    assert "somebody who is not named yet" in client.get(group.get_absolute_url()).content.decode()


def test_struck_absence_and_that_of_another_group_are_not_told(group):
    AbsenceFactory(user=manager(group), last_day=ahead(20), struck_at=timezone.now(), struck_by=manager(group))
    AbsenceFactory(user=route(group), last_day=ahead(20))
    assert announced_absences(group, today()) == []
    assert announced_absences(GroupFactory(), today()) == []
