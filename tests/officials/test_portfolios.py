"""Groups of one product manager given to others: preview, all or none, who is told."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from duties.models import Duty
from groups.actions import portfolios, workload
from groups.models import GroupOfficial
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import GroupOfficialFactory, OfficialFactory, RouteOfficialFactory, eligible_chair
from tests.groups.led import led_group, manager, route

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return OfficialFactory(official_role=OfficialRole.ADMINISTRATOR, name="Ada Admin")


@pytest.fixture
def former():
    return OfficialFactory(name="Fern Former")


@pytest.fixture
def groups(former):
    groups = [GroupOfficialFactory(user=former).group for _ in range(3)]
    for group in groups:
        eligible_chair(group=group)
    return groups


def reassign(former, groups, to, by, *, seen=None, on=None, hand_over="", notes=None):
    moves = portfolios.plan(groups, former=former, to=to, on=today())
    return portfolios.reassign(
        former=former,
        groups=groups,
        to=to,
        started_on=on or today(),
        reason="Goes to another team",
        hand_over=hand_over,
        notes=notes or {},
        seen=portfolios.digest(moves) if seen is None else seen,
        by=by,
        now=timezone.now(),
    )


def leads(day=None):
    return {
        row.group: row.user for row in GroupOfficial.objects.current(day or today()).select_related("user", "group")
    }


def test_named_manager_leads_them_all_and_each_is_told_once(former, groups, administrator):
    new = OfficialFactory(name="Nora New")
    reassign(former, groups, new, administrator, hand_over="The second one waits for minutes")
    assert leads() == dict.fromkeys(groups, new)
    to = [mail.to for mail in OutgoingMail.objects.all()]
    chairs = [group.chairs.get().person.email for group in groups]
    assert sorted(to) == sorted([former.email, new.email, *chairs])
    told = OutgoingMail.objects.get(to=new.email)
    assert all(group.reference in told.text for group in groups) and "waits for minutes" in told.text
    to_chair = OutgoingMail.objects.get(to=chairs[0]).text
    assert "Goes to another team" in to_chair and "waits for minutes" not in to_chair
    ended = GroupOfficial.objects.filter(user=former).first()
    assert ended.ended_on == today() and "waits for minutes" in ended.end_note
    assert ended.history.first().history_user == administrator


def test_even_deal_counts_what_each_leads(former, groups, administrator):
    idle, busy = OfficialFactory(), OfficialFactory()
    led = [GroupOfficialFactory(user=busy).group for _ in range(2)]
    moved = reassign(former, groups, None, administrator)
    assert [row.user for row in moved] == [idle, idle, idle if idle.pk < busy.pk else busy]
    assert {row.group for row in moved} == set(groups) and set(led) <= leads().keys()


def owed(group=None, user=None, *, number=1, urgency="N", seat="pm", **more):
    """So many open duties of the group's product manager, or of an account."""
    for count in range(number):
        made = {"code": "query.answer", "subject": f"query/{Duty.objects.count()}{count}", "since": today()}
        Duty.objects.create(group=group, user=user, seat=seat, urgency=urgency, **made | more)


def test_even_deal_counts_first_what_is_due_from_each(former, groups, administrator):
    idle, busy, enquirers = OfficialFactory.create_batch(3)
    owed(GroupOfficialFactory(user=busy).group, number=2)
    owed(user=enquirers, number=2, code="enquiry.decide", seat="intake", urgency="U")
    GroupOfficialFactory.create_batch(3, user=idle)
    owed(idle.groups_led.first().group, urgency="L")  # neither long ones, nor those of the chairs, nor later ones count
    owed(idle.groups_led.first().group, seat="chairs")
    owed(idle.groups_led.first().group, since=today() + timedelta(days=1))
    owed(idle.groups_led.first().group, ended_on=today(), ended_by="done")
    owed(groups[0], number=2)  # goes along with the first of them by reference

    moves = portfolios.plan(groups, former=former, to=None, on=today())

    assert [move.duties for move in moves] == [2, 0, 0]
    assert [move.to for move in moves] == [idle, enquirers, busy]  # 2 each then; fewest groups led, lowest key
    assert workload.of_managers([idle.pk, busy.pk, enquirers.pk], today()) == {idle.pk: 0, busy.pk: 2, enquirers.pk: 2}


def test_note_about_a_group_reaches_whoever_follows_and_no_chair(former, groups, administrator):
    new = OfficialFactory(name="Nora New")
    note = {groups[0].pk: "Their chair is on leave in May."}
    reassign(former, groups[:2], new, administrator, hand_over="See the shared folder.", notes=note)

    first, second = (GroupOfficial.objects.get(user=former, group=group).end_note for group in groups[:2])
    assert first.endswith("To hand over: See the shared folder. Their chair is on leave in May.")
    assert second.endswith("To hand over: See the shared folder.")
    for user in (new, former):
        lines = OutgoingMail.objects.get(to=user.email).text.splitlines()
        [place] = [number for number, line in enumerate(lines) if groups[0].reference in line and "Nora New" in line]
        assert "on leave in May" in lines[place + 1]
    assert not OutgoingMail.objects.filter(to=groups[0].chairs.get().person.email, text__contains="May").exists()


def test_whoever_looks_after_the_route_takes_its_groups(former, groups, administrator):
    OfficialFactory()
    of_route = RouteOfficialFactory(route=groups[0].occupation.route, user=OfficialFactory()).user
    assert portfolios.plan(groups[:1], former=former, to=None, on=today())[0].to == of_route


def test_later_day_leaves_today_as_it_is(former, groups, administrator):
    new, day = OfficialFactory(), today() + timedelta(days=9)
    reassign(former, groups, new, administrator, on=day)
    assert leads() == dict.fromkeys(groups, former)
    assert leads(day) == dict.fromkeys(groups, new)


def test_none_is_moved_where_one_has_changed_hands(former, groups, administrator):
    GroupOfficial.objects.filter(group=groups[2]).update(user=OfficialFactory())
    with pytest.raises(Conflict):
        reassign(former, groups, OfficialFactory(), administrator)
    assert list(leads().values()).count(former) == 2
    assert not OutgoingMail.objects.exists()


def test_other_outcome_than_the_preview_is_refused(former, groups, administrator):
    OfficialFactory()
    with pytest.raises(Conflict, match=r"Who would get what has changed"):
        reassign(former, groups, None, administrator, seen="other")


@pytest.mark.parametrize("to", [{"is_active": False}, {"official_role": OfficialRole.ROUTE_MANAGER}])
def test_only_a_product_manager_with_an_open_account_takes_groups(former, groups, administrator, to):
    with pytest.raises(ValidationError):
        reassign(former, groups, OfficialFactory(**to), administrator)
    with pytest.raises(ValidationError):
        reassign(former, groups, former, administrator)
    with pytest.raises(ValidationError, match="no other product manager"):
        reassign(former, groups, None, administrator)


def test_route_manager_gives_away_groups_of_the_own_routes_alone(groups, former):
    own = led_group()
    by, held = route(own), manager(own)
    assert portfolios.portfolio(held, by, today()) == [own]
    assert portfolios.portfolio(former, by, today()) == []
    reassign(held, [own], OfficialFactory(), by)
    with pytest.raises(PermissionDenied):
        reassign(former, groups, OfficialFactory(), by)


# --- pages -----------------------------------------------------------------------------------------------------------
def send(client, former, **data):
    return client.post(reverse("officials:portfolio", args=[former.pk]), data)


def answers(groups, to, **more):
    day = {"started_on": today().isoformat()}
    return {"groups": [group.pk for group in groups], "to": to, "reason": "Leaves", "hand_over": "", **day, **more}


def test_page_previews_and_then_does_it(client, former, groups, administrator):
    new = OfficialFactory(name="Nora New")
    sign_in_official(client, administrator)
    shown = client.get(reverse("officials:portfolio", args=[former.pk])).content.decode()
    assert all(group.name in shown for group in groups)
    owed(groups[0], number=3)
    note = {f"note_{groups[0].pk}": "Ask them about & after May"}
    preview = send(client, former, **answers(groups[:2], "balance", **note))
    assert "To hand over: Ask them about &amp; after May" in preview.content.decode()
    page = BeautifulSoup(preview.content, "html.parser")
    assert preview.status_code == 200 and (
        "Nora New leads 2 more groups, 2 in all, and gets 3 more things to do, 3 in all" in " ".join(page.text.split())
    )
    assert leads() == dict.fromkeys(groups, former)
    hidden = page.select("main form input[type=hidden]")
    data = {field["name"]: [f["value"] for f in hidden if f["name"] == field["name"]] for field in hidden}
    changed = send(client, former, **data, back="yes")
    assert changed.status_code == 200 and 'value="Ask them about &amp; after May"' in changed.content.decode()
    assert 'value="2"' not in preview.content.decode()
    assert send(client, former, **data, confirmed="yes").status_code == 302
    assert list(leads().values()).count(new) == 2
    assert "after May" in GroupOfficial.objects.get(user=former, group=groups[0]).end_note
    send(client, former, **data, confirmed="yes")
    assert list(leads().values()).count(new) == 2  # sent twice, done once
    late = send(client, former, **answers(groups[:2], "balance", confirmed="yes"))
    assert late.status_code == 422  # those groups are not theirs any more


def test_page_says_what_is_missing(client, former, groups, administrator):
    sign_in_official(client, administrator)
    shown = send(client, former)
    text = shown.content.decode()
    assert shown.status_code == 422
    assert all(words in text for words in ("Tick at least one group", "Choose who leads them", "Say why"))
    alone = send(client, former, **answers(groups, "balance"))
    assert alone.status_code == 422 and "There is no other product manager" in alone.content.decode()


def test_page_of_somebody_who_leads_nothing(client, former, administrator):
    sign_in_official(client, administrator)
    assert "They lead no group" in client.get(reverse("officials:portfolio", args=[former.pk])).content.decode()


@pytest.mark.parametrize("page", ["officials:user_close", "officials:user_change", "officials:user"])
def test_leaving_offers_to_give_the_groups_to_others(client, former, groups, administrator, page):
    sign_in_official(client, administrator)
    shown = client.get(reverse(page, args=[former.pk])).content.decode()
    assert reverse("officials:portfolio", args=[former.pk]) in shown


def test_list_of_groups_of_a_manager_leads_to_the_page(client, former, groups, administrator):
    sign_in_official(client, administrator)
    address = f"{reverse('officials:allocation_groups')}?manager={former.pk}"
    assert reverse("officials:portfolio", args=[former.pk]) in client.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_and_preview_take_as_many_statements_for_three_groups_as_for_one(
    client, django_assert_num_queries, former, groups, administrator, count
):
    GroupOfficial.objects.filter(group__in=groups[count:]).delete()
    OfficialFactory()
    sign_in_official(client, administrator)
    with django_assert_num_queries(7):
        client.get(reverse("officials:portfolio", args=[former.pk]))
    with django_assert_num_queries(17):
        assert send(client, former, **answers(groups[:count], "balance")).status_code == 200
