"""The product manager's first page: work, readiness, filters, download."""

import csv
import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from groups.models import Group
from guidance.duties.groups import group_answer
from oversight.actions import store, sweep
from portal.calendar import add_months, today
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    EnquiryFactory,
    GroupFactory,
    GroupOfficialFactory,
    MembershipSubmissionFactory,
    OfficialFactory,
    RiskFlagFactory,
    RouteOfficialFactory,
    SubmissionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PAGE = reverse("oversight:dashboard")


@pytest.fixture
def manager(client):
    user = OfficialFactory()
    sign_in_official(client, user)
    return user


def assessed(**fields):
    group = GroupFactory(**fields)
    store([group_answer(group.pk, today())])
    return group


def shown(response) -> list[str]:
    return [group.name for group in response.context["page"].object_list]


def test_page_begins_with_what_matters_most_of_ones_work(client, manager):
    own = GroupOfficialFactory(user=manager).group
    MembershipSubmissionFactory(group=own, submitted_at=timezone.now() - timedelta(days=20))
    MembershipSubmissionFactory(group=GroupOfficialFactory().group)
    sweep(list(Group.objects.values_list("pk", flat=True)), on=today())

    response = client.get(PAGE)

    first = response.context["work"][0]
    assert (first.what, first.href, first.is_overdue) == (
        "Decide on the membership",
        reverse("overview:decide", args=[own.pk]),
        True,
    )
    assert {row.group for row in response.context["work"]} == {own}
    assert "Overdue" in response.content.decode()


def test_page_without_work_says_so(client, manager):
    assert "Nothing waits for you" in client.get(PAGE).content.decode()


def test_row_tells_blockers_in_words_and_days_left(client, manager):
    group = assessed(charges_fee=True, first_contact_on=today() - timedelta(days=300))

    page = client.get(PAGE).content.decode()

    assert group.name in page and "Membership" not in page.split(group.name)[0][-10:]
    assert "The group charges an admission or membership fee" in page or "more" in page


def test_proposal_that_was_sent_late_is_not_told_to_be_overdue(client, manager):
    waits, sent = (GroupFactory(first_contact_on=add_months(today(), -8)) for _ in range(2))
    SubmissionFactory(group=waits)
    SubmissionFactory(group=sent, submitted_on=today(), submitted_by=UserFactory())
    for group in (waits, sent):
        store([group_answer(group.pk, today())])

    rows = BeautifulSoup(client.get(PAGE).content, "html.parser").select("tr")

    due = {group: next(row.text for row in rows if group.reference in row.text) for group in (waits, sent)}
    assert ", overdue" in due[waits]
    assert "No proposal is owed" in due[sent] and "overdue" not in due[sent]


def test_row_tells_each_risk_with_level_reason_and_since_when_the_worst_first(client, manager):
    group = assessed(first_contact_on=add_months(today(), -6) + timedelta(days=3))
    RiskFlagFactory(group=group, args={"concern": True}, opened_on=date(2026, 1, 5))
    RiskFlagFactory(group=group, risk="risk.standard_late", closed_on=today())

    response = client.get(PAGE)

    (row,) = response.context["page"].object_list
    assert [(risk["level"], risk["colour"], risk["since"]) for risk in row.risks] == [
        ("At risk", "red", date(2026, 1, 5)),
        ("Watch", "yellow", row.proposal_due_on - timedelta(days=28)),
    ]
    page = response.content.decode()
    assert "A concern about quality is open" in page and "Since 5 January 2026" in page
    assert f"The occupation proposal is due soon. Due on {row.proposal_due_on:%-d %B %Y}" in page


def test_filter_by_the_reason_of_a_risk(client, manager):
    flagged, other = assessed(name="Sample joiners"), assessed(name="Sample weavers")
    RiskFlagFactory(group=flagged)
    RiskFlagFactory(group=other, closed_on=today())

    assert shown(client.get(PAGE, {"reason": "risk.quality"})) == ["Sample joiners"]
    assert shown(client.get(PAGE, {"reason": "risk.unknown"})) != []


def test_group_not_yet_assessed_says_so(client, manager):
    GroupFactory()

    assert "Being assessed" in client.get(PAGE).content.decode()


def test_filters_live_in_the_url(client, manager):
    mine = assessed(name="Sample joiners")
    GroupOfficialFactory(group=mine, user=manager)
    other = assessed(name="Sample weavers")
    RouteOfficialFactory(route=other.occupation.route)

    assert shown(client.get(PAGE, {"manager": manager.pk})) == ["Sample joiners"]
    assert shown(client.get(PAGE, {"route": other.occupation.route.pk})) == ["Sample weavers"]
    assert shown(client.get(PAGE, {"q": "weav"})) == ["Sample weavers"]
    assert shown(client.get(PAGE, {"q": mine.reference.lower()})) == ["Sample joiners"]
    assert shown(client.get(PAGE, {"stage": "approved"})) == []
    assert sorted(shown(client.get(PAGE, {"gate": "membership"}))) == ["Sample joiners", "Sample weavers"]


@pytest.mark.parametrize("query", ["route=x", "manager=0", "stage=%00", "page=x&sort=x", "q=" + "x" * 500, "policy=?"])
def test_nonsense_in_the_url_is_no_error(client, manager, query):
    assessed()
    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_sorted_by_what_is_due_first(client, manager):
    late = assessed(first_contact_on=today() - timedelta(days=10))
    soon = assessed(first_contact_on=today() - timedelta(days=170))

    assert shown(client.get(PAGE)) == [soon.name, late.name]
    assert shown(client.get(PAGE, {"sort": "-due"})) == [late.name, soon.name]


def test_download_has_the_filtered_rows_and_no_formula(client, manager):
    RiskFlagFactory(group=assessed(name='=HYPERLINK("x")'), opened_on=date(2026, 1, 5))
    assessed(name="Sample weavers")

    response = client.get(reverse("oversight:dashboard_csv"), {"q": "HYPERLINK"})

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert "attachment" in response["Content-Disposition"]
    assert [row[1] for row in rows] == ["Name", '\'=HYPERLINK("x")']
    assert {len(row) for row in rows} == {17}
    assert "A concern about quality is open (since 2026-01-05)" in rows[1][11]


def test_dashboard_is_unseen_by_members(client):
    client.force_login(UserFactory())
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, manager, django_assert_max_num_queries, count):
    groups = [assessed() for _ in range(count)]
    for group in groups:
        GroupOfficialFactory(group=group, user=manager)
        MembershipSubmissionFactory(group=group)
        RiskFlagFactory(group=group)
    EnquiryFactory.create_batch(count)

    with django_assert_max_num_queries(12) as queries:
        page = client.get(PAGE).content.decode()

    assert len(queries) == 12
    assert all(group.reference in page for group in groups)
    assert page.count("A concern about quality is open") == count


def test_nothing_is_asked_of_a_group_whose_support_was_withdrawn(client, manager):
    group = assessed(name="Former group", support_withdrawn_on=today())
    RiskFlagFactory(group=group)

    row = client.get(PAGE).content.decode().split("Former group")[1].split("</tr>")[0]

    assert "Support withdrawn" in row
    assert "Nothing is asked of the group any more" in row
    assert "At risk" not in row and "Next:" not in row
    for narrowed in ("risk=none", "gate=membership", f"reason={RiskFlagFactory.risk}"):
        assert "Former group" not in client.get(f"{PAGE}?{narrowed}").content.decode()
    cells = b"".join(client.get(reverse("oversight:dashboard_csv"))).decode()
    assert next(row for row in csv.reader(io.StringIO(cells)) if "Former group" in row)[4:12] == [""] * 8
