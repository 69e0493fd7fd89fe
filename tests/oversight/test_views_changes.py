"""What changed of a group between two days, and why: causes in words, who recorded them, and who reads which name."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import Group
from members.models import Membership
from oversight.views.records import Period, records
from portal import history
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import ConcernFactory, InterestFactory, OfficialFactory, OrganisationFactory, UserFactory
from tests.groups.helpers import chair_of, ready_group

pytestmark = pytest.mark.django_db


def ago(days: int) -> date:
    return today() - timedelta(days=days)


@pytest.fixture
def group():
    """As it has been for forty days."""
    with time_machine.travel(timezone.now() - timedelta(days=40)):
        return ready_group()


def leaves(group: Group, on: date, *, by=None, recorded: date | None = None) -> Membership:
    """The last member who serves leaves on the day, recorded then or on another day."""
    member = group.memberships.filter(ended_on=None).latest("pk")
    member.ended_on, member.end_reason = on, "resigned"
    history.save(member, by=by or manager(group), why="Left")
    _recorded(member, recorded or on)
    return member


def _recorded(row, on: date) -> None:
    newest = row.history.latest("history_date", "history_id")
    newest.history_date = timezone.make_aware(datetime.combine(on, time(12)))
    newest.save()


def manager(group):
    return group.officials.get().user


def seen(client, group, user=None, query="", status=200):
    user = user or manager(group)
    (sign_in_official if user.is_official else Client.force_login)(client, user)
    response = client.get(reverse("oversight:changes", args=[group.pk]) + query)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser").main


def words(part):
    return " ".join(part.get_text(" ").split()).replace(" .", ".")


def row(main, title):
    """The cells of the row with that title."""
    [head] = [head for head in main.find_all("th", scope="row") if words(head).startswith(title)]
    return [words(cell) for cell in head.parent.find_all("td")]


def day(on: date) -> str:
    return f"{on:%-d %B %Y}"


# --- causes ----------------------------------------------------------------------------------------------------------
def test_a_fact_is_named_with_its_day_and_who_recorded_it_when(client, group):
    member = leaves(group, ago(3), recorded=ago(1))
    main = seen(client, group)
    before, after, why = row(main, "The right number of employers")
    assert before.endswith("Met") and after.endswith("Not met")
    assert f"{member.person.name} left on {day(ago(3))}." in why
    assert f"Recorded on {day(ago(1))} by {manager(group).name}." in why
    assert row(main, "Gate: Approval of the membership")[1].endswith("Not ready")
    assert member.get_absolute_url() in {link["href"] for link in main.find_all("a")}


def test_recorded_the_same_day_and_recorded_after_both_days(client, group):
    member = leaves(group, ago(3))
    assert "Recorded the same day by" in row(seen(client, group), "The right number of employers")[2]
    _recorded(member, ago(1))
    main = seen(client, group, query=f"?from={ago(5)}&to={ago(2)}")
    assert f"Recorded on {day(ago(1))}, after the days compared, by" in row(main, "The right number")[2].replace(
        "compared by", "compared, by"
    )


def test_somebody_who_left_is_one_row_of_their_rules(client, group):
    member = leaves(group, ago(3))
    before, after, _ = row(seen(client, group), member.person.name)
    assert "rules met" in before and after.endswith("Not in the group")


def test_time(client, group):
    """Nobody did anything, and a year after the declarations nobody has declared."""
    group.declarations.update(declared_on=today() - timedelta(days=366))
    text = words(seen(client, group))
    assert "Time went by: nothing that was recorded did it." in text


def test_the_guidance(client, group):
    main = seen(client, group, query="?from=2025-05-20&to=2025-06-10")
    assert "The guidance changed: “" in words(main) and "is in force from 2 June 2025" in words(main)


def test_a_risk_and_where_to_see_it(client, group):
    concern = ConcernFactory(group=group, kind="quality", opened_on=ago(2))
    history.save(concern, by=manager(group), why="Raised")
    _recorded(concern, ago(2))
    main = seen(client, group)
    before, after, why = row(main, "No prospect of meeting the quality criteria")
    assert before.endswith("No risk") and after.endswith("At risk")
    assert "A concern was opened: “No prospect of meeting the quality criteria” on" in why
    assert reverse("oversight:support", args=[group.pk]) in {link["href"] for link in main.find_all("a")}


def test_what_history_does_not_keep_is_still_named(client, group):
    leaves(group, ago(3)).history.all().delete()
    assert "History keeps nothing of it" in words(seen(client, group))


def test_nothing_changed(client, group):
    text = words(seen(client, group))
    assert f"Nothing changed between {day(ago(7))} and {day(today())}" in text
    assert "What else was recorded" not in text


# --- what stands beside it -------------------------------------------------------------------------------------------
def test_what_has_no_day_of_its_own_is_said_with_who_changed_it(client, group):
    group.charges_fee = True
    history.save(group, by=chair_of(group).person.user, why="Changed")
    member = group.memberships.latest("pk")
    member.approval = "approved"
    history.save(member, by=manager(group), why="Approved")
    text = words(seen(client, group))
    name = chair_of(group).person.name
    assert "Without a day of its own" in text
    assert f"Whether the group charges a fee: yes (before: no). Changed on {day(today())} by {name}." in text
    assert f"Approval of {member.person.name}: Approved (before: Not yet submitted)." in text


def test_what_was_recorded_for_an_earlier_day_is_said_as_such(client, group):
    member = leaves(group, ago(20), recorded=ago(1))
    text = words(seen(client, group))
    assert "For an earlier day" in text and f"{member.person.name} left on {day(ago(20))}." in text
    assert "Nothing changed between" in text


# --- who reads which name --------------------------------------------------------------------------------------------
def test_the_group_reads_the_regulator_for_an_official_and_its_own_people_by_name(client, group):
    chair = chair_of(group).person
    leaves(group, ago(3))
    why = row(seen(client, group, chair.user), "The right number of employers")[2]
    assert f"by {settings.REGULATOR_NAME}." in why and manager(group).name not in why
    leaves(group, ago(3), by=chair.user)
    assert f"by {chair.name}." in row(seen(client, group, chair.user), "The right number of employers")[2]


def test_somebody_of_another_group_is_not_named_to_the_group(client, group):
    stranger = UserFactory(name="Stranger Sample")
    organisation = group.memberships.latest("pk").organisation
    for size in ("small", "micro"):
        organisation.size = size
        history.save(organisation, by=stranger, why="Changed")
    chair = chair_of(group).person
    text = words(seen(client, group, chair.user))
    assert "by somebody outside the group" in text and "Stranger" not in text
    client.logout()
    assert "by Stranger Sample" in words(seen(client, group))


def test_whose_interest_it_is_only_the_register_tells(client, group):
    person, writer = group.memberships.latest("pk").person, UserFactory(name="Sample Writer")
    interest = InterestFactory(
        declaration__group=group,
        declaration__person=person,
        declaration__declared_on=ago(3),
        organisation=OrganisationFactory(),
    )
    interest.declaration.history.update(history_user=writer)
    other = OfficialFactory()
    for reader in (manager(group), other):
        why = row(seen(client, group, reader), "Every declared interest has a recorded handling")[2]
        assert f"Interests were declared on {day(ago(3))}. Recorded on" in why and person.name not in why
        assert ("by Sample Writer" in why) == (reader != other)
        client.logout()


def test_what_interests_alone_name_is_not_listed_for_who_does_not_see_the_register(client, group):
    trader = OrganisationFactory(name="Trader Sample", kind="employer")
    interest = InterestFactory(declaration__group=group, declaration__declared_on=ago(30), organisation=trader)
    interest.declaration.history.update(history_date=timezone.now() - timedelta(days=30))
    for kind, nature in (("employer", "financial"), ("training_provider", "directorship")):
        trader.kind, interest.nature = kind, nature
        for changed in (trader, interest):
            history.save(changed, by=manager(group), why="Changed")
    text = words(seen(client, group))
    assert "Type of Trader Sample: Training provider" in text and "What a declared interest is" in text
    client.logout()
    text = words(seen(client, group, OfficialFactory()))
    assert "Trader Sample" not in text and "declared interest is" not in text


# --- days asked for --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("?from=nonsense", "date"),
        ("?from-day=31&from-month=2&from-year=2026", "From must be a real date"),
        ("?from=9999-12-31", "Year must be between"),
        ("?to=9999-12-31", "Year must be between"),
        ("?from=2020-01-01", "From must be"),
        ("?to=2020-01-01", "To must be"),
        ("?from=2026-11-30&to=2026-11-01", "From must be the same as or before To"),
        ("?from-day=1", "From must include a month and year"),
    ],
)
def test_errors_stand_at_the_field_with_what_was_typed(client, group, query, error):
    main = seen(client, group, query=query, status=422)
    assert error in words(main.find(class_="govuk-error-summary")) or error in words(main)
    assert main.find(class_="govuk-error-message")
    assert not main.find("table")


def test_what_was_typed_is_kept(client, group):
    main = seen(client, group, query="?from-day=31&from-month=2&from-year=2026", status=422)
    typed = {field["name"]: field.get("value") for field in main.find_all("input")}
    assert (typed["from-day"], typed["from-month"], typed["from-year"]) == ("31", "2", "2026")


@pytest.mark.parametrize("query", ["?from=&to=", "?page=-1&from[]=%00", "?" + "x" * 2000, "?from-day=&from-month=&to="])
def test_odd_parameters_ask_for_the_usual_week(client, group, query):
    assert f"From {day(ago(7))} to {day(today())}" in words(seen(client, group, query=query))


def test_a_day_alone_is_the_end_of_a_week(client, group):
    assert f"From {day(ago(17))} to {day(ago(10))}" in words(seen(client, group, query=f"?to={ago(10)}"))


def test_short_periods_are_links(client, group):
    links = {words(link): link["href"] for link in seen(client, group).find_all("a")}
    assert links["since yesterday"].endswith(f"?from={ago(1)}") and links["in the last week"].endswith(
        f"?from={ago(7)}"
    )
    assert "since the last meeting" not in links


# --- statements and links --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["chair", "official"])
def test_as_many_statements_at_one_row_as_at_three(client, group, role):
    user = manager(group) if role == "official" else chair_of(group).person.user

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert seen(client, group, user).find("table")
        return len(queries)

    leaves(group, ago(3))
    (sign_in_official if user.is_official else Client.force_login)(client, user)
    asked()

    def page() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("oversight:changes", args=[group.pk]))
        return len(queries)

    few = page()
    for place in (2, 3):
        member = group.memberships.order_by("-pk")[place]
        member.ended_on = ago(2)
        history.save(member, by=manager(group), why="Left")
    assert page() == few <= 15


def test_history_is_one_statement(group, django_assert_num_queries):
    leaves(group, ago(3))
    with django_assert_num_queries(1):
        assert records(group, Period(ago(7), today()), with_interests=True)


def test_pages_lead_to_it_and_back(client, group):
    href = reverse("oversight:changes", args=[group.pk])
    leaves(group, ago(3))
    main = seen(client, group)
    assert main.find("a", href=reverse("oversight:way", args=[group.pk]))
    for address in (group.get_absolute_url(), reverse("oversight:way", args=[group.pk])):
        assert href in client.get(address).content.decode()
    client.logout()
    client.force_login(group.memberships.order_by("pk")[3].person.user)
    assert href not in client.get(group.get_absolute_url()).content.decode()
    assert client.get(href).status_code == 403
