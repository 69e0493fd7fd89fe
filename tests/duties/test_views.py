"""My work, what is due of a group, and the page on which something takes longer."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duties.models import Duty, Extension, Reminder
from groups.models import Group
from guidance.duties.order import IN_ORDER
from guidance.duties.subjects import NAMES
from guidance.messages.duties import DUTY_MESSAGES
from oversight.actions import sweep
from portal.calendar import add_working_days, today
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    GroupFactory,
    GroupOfficialFactory,
    JustificationFactory,
    MembershipFactory,
    MitigationFactory,
    OfficialFactory,
    RouteOfficialFactory,
    eligible_chair,
)
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
WORK = reverse("duties:work")


def answered():
    Group.objects.update(changed_at=timezone.now())
    sweep(list(Group.objects.values_list("pk", flat=True)), on=today())


@pytest.fixture
def manager(client):
    user = OfficialFactory()
    sign_in_official(client, user)
    return user


def test_every_duty_has_words_and_a_page():
    assert list(DUTY_MESSAGES) == [duty.code for duty in IN_ORDER]


@pytest.mark.parametrize("number", [1, 3])
def test_work_in_a_fixed_number_of_statements(client, manager, number, django_assert_num_queries):
    for _ in range(number):
        JustificationFactory(group=GroupOfficialFactory(user=manager).group)
    answered()
    client.get(WORK)
    with django_assert_num_queries(6):
        page = client.get(WORK)
    assert [row.what for row in page.context["rows"]].count("Decide on a justification") == number


def test_work_filters_what_is_overdue_and_downloads_it(client, manager):
    asked = JustificationFactory(
        group=GroupOfficialFactory(user=manager).group, asked_at=timezone.now() - timedelta(days=30)
    )
    answered()
    page = client.get(WORK, {"overdue": "yes"})
    assert "Overdue" in text_of(page) and asked.group.name in text_of(page)
    lines = b"".join(client.get(reverse("duties:work_csv"), {"overdue": "yes"}).streaming_content).decode()
    assert "Decide on a justification" in lines and asked.group.reference in lines


def test_work_in_my_groups_shows_the_other_side_as_well(client, manager):
    group = GroupOfficialFactory(user=manager).group
    answered()
    page = client.get(WORK, {"view": "groups"})
    assert "Select a chair, or two co-chairs" in text_of(page) and group.name in text_of(page)


@pytest.fixture
def route_manager(client):
    user = OfficialFactory(official_role="route_manager")
    sign_in_official(client, user)
    return user


def test_a_route_manager_has_the_own_seats_work_then_vacant_seats_and_apart_the_rest(client, route_manager):
    """What the product manager decides is the route's other work, and no row of it is in both lists."""
    route = RouteOfficialFactory(user=route_manager).route
    led = GroupOfficialFactory(group__occupation__route=route).group
    vacant = GroupFactory(occupation__route=route, first_contact_on=today() - timedelta(days=60))
    MitigationFactory(group=vacant, asked_at=timezone.now())
    JustificationFactory(group=led)
    JustificationFactory(group=vacant, asked_at=timezone.now() - timedelta(days=30))
    answered()

    mine = client.get(WORK).context["rows"]
    other = client.get(WORK, {"view": "groups"})

    assert [row.duty.code for row in mine] == ["mitigation.decide", "seat.fill"]
    assert mine[1].about == "No product manager" and mine[1].waits > 0
    codes = {(row.duty.code, row.group) for row in other.context["rows"]}
    assert {("justification.decide", led), ("justification.decide", vacant), ("chair.select", led)} <= codes
    assert not {row.duty.pk for row in mine} & {row.duty.pk for row in other.context["rows"]}
    assert "Other work on my routes" in text_of(other)


@pytest.mark.parametrize("view", ["mine", "groups"])
@pytest.mark.parametrize("number", [1, 3])
def test_work_of_a_route_manager_in_a_fixed_number_of_statements(
    client, route_manager, number, view, django_assert_max_num_queries
):
    route = RouteOfficialFactory(user=route_manager).route
    for _ in range(number):
        group = GroupFactory(occupation__route=route)
        MitigationFactory(group=group, asked_at=timezone.now())
        JustificationFactory(group=group)
    answered()
    client.get(WORK)
    with django_assert_max_num_queries(4 + 4):  # those of every page of an official, and the list’s own
        assert client.get(WORK, {"view": view}).context["rows"]


def test_whoever_heard_that_it_is_overdue_for_long_is_named_wherever_the_row_is(client, manager):
    group = GroupOfficialFactory(user=manager).group
    chair = eligible_chair(group=group).person
    JustificationFactory(group=group, asked_at=timezone.now() - timedelta(days=40))
    answered()
    heard = OfficialFactory(official_role="route_manager", name="Rosa Route")
    on = timezone.make_aware(datetime(2026, 3, 2, 9))
    for duty in Duty.objects.all():
        sent = {"due_on": today(), "due_at": on, "sent_at": on, "outcome": "mailed", "escalated_user": heard}
        Reminder.objects.update_or_create(duty=duty, step="escalated", defaults=sent)
    Duty.objects.filter(group=group).update(due_on=today() - timedelta(days=30))
    told = "told to Rosa Route on 2 March 2026"

    decide = Duty.objects.get(code="justification.decide")
    pages = [WORK, reverse("duties:group", args=[group.pk]), reverse("duties:longer", args=[decide.pk])]
    assert all(told in text_of(client.get(page)) for page in pages)
    client.force_login(chair.user)
    assert told in text_of(client.get(reverse("home")))


def test_empty_work_says_so(client, manager):
    assert "Nothing waits for you" in text_of(client.get(WORK))
    assert "Nothing is overdue" in text_of(client.get(WORK, {"overdue": "yes"}))


def test_chairs_and_officials_see_both_sides_and_a_member_the_own(client):
    chair = eligible_chair()
    JustificationFactory(group=chair.group)
    member = MembershipFactory(group=chair.group)
    answered()
    page = reverse("duties:group", args=[chair.group.pk])
    client.force_login(chair.person.user)
    text = text_of(client.get(page))
    assert "With the group" in text and "Decide on a justification" in text
    client.force_login(member.person.user)
    text = text_of(client.get(page))
    assert "Asked of you" in text and "Decide on a justification" not in text
    assert "Declare your interests" in text


# --- takes longer ----------------------------------------------------------------------------------------------------
@pytest.fixture
def duty(manager):
    asked = JustificationFactory(group=GroupOfficialFactory(user=manager).group)
    eligible_chair(group=asked.group)
    answered()
    return Duty.objects.get(code="justification.decide")


def sent(until, reason="We wait for a survey"):
    return {"until-day": until.day, "until-month": until.month, "until-year": until.year, "reason": reason}


def test_who_owes_it_says_that_it_takes_longer_and_the_chairs_hear(client, manager, duty):
    until = add_working_days(duty.due_on, 5)
    page = reverse("duties:longer", args=[duty.pk])
    assert client.get(page).status_code == 200
    done = client.post(page, sent(until), follow=True)
    assert "takes longer, until" in text_of(done)
    made = Extension.objects.get()
    assert (made.code, made.subject, made.until, made.advised_by) == (duty.code, duty.subject, until, manager)
    answered()
    duty.refresh_from_db()
    assert (duty.due_on, duty.first_due_on) == (until, duty.first_due_on) and duty.due_on != duty.first_due_on
    mails = OutgoingMail.objects.filter(kind="duties.longer")
    assert [mail.to for mail in mails] == [duty.group.chairs.get().person.email]
    assert "We wait for a survey" in mails[0].text
    assert reverse("duties:group", args=[duty.group_id]) in mails[0].text  # the page of the decision is not the chairs'


@pytest.mark.parametrize("days", [0, -1])
def test_only_a_later_working_day_with_a_reason(client, duty, days):
    page = reverse("duties:longer", args=[duty.pk])
    answer = client.post(page, sent(duty.due_on + timedelta(days=days), reason=""))
    assert answer.status_code == 422
    assert "The date must be after" in text_of(answer) and "Say why it takes longer" in text_of(answer)
    assert not Extension.objects.exists()


def test_a_day_without_work_is_refused(client, duty):
    until = duty.due_on
    while until.weekday() != 5:
        until += timedelta(days=1)
    answer = client.post(reverse("duties:longer", args=[duty.pk]), sent(until + timedelta(days=7)))
    assert answer.status_code == 422 and "working day" in text_of(answer)


def test_nobody_else_sees_the_page(client, duty):
    sign_in_official(client, OfficialFactory())
    assert client.get(reverse("duties:longer", args=[duty.pk])).status_code == 404


def test_a_duty_that_ended_takes_no_longer(client, duty):
    Duty.objects.filter(pk=duty.pk).update(ended_on=today(), ended_by="done")
    assert client.get(reverse("duties:longer", args=[duty.pk])).status_code == 409


def test_subjects_are_named_by_statements_that_run():
    from guidance.duties.subjects import named

    assert named(f"{kind}/1" for kind in NAMES) == {}
