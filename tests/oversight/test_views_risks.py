"""The risks on a group's page: from the live answer, with their first day from what is stored."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Group
from guidance.duties.groups import group_answer
from oversight.actions import store
from portal.calendar import add_months, today
from tests.factories import ConcernFactory, MitigationFactory, RiskFlagFactory
from tests.groups.helpers import chair_of, ready_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(client):
    group = ready_group()
    client.force_login(chair_of(group).person.user)
    return group


def risks(client, group):
    """What the page says of each risk: its heading, then its lines."""
    soup = BeautifulSoup(client.get(group.get_absolute_url()).content, "html.parser")
    heading = soup.find(id="risks")
    told = heading.find_next_siblings(class_="app-finding") if heading else []
    return [
        [" ".join(line.get_text(" ").split()) for line in one.find_all(["h3", "p"])]
        for one in told
        if one.find("strong", class_="govuk-tag")
    ]


def test_no_risk_is_not_spoken_of(client, group):
    assert risks(client, group) == []


def test_each_risk_has_level_reason_day_and_source_the_worst_first(client, group):
    ConcernFactory(group=group, kind="quality", opened_on=date(2026, 1, 5))
    Group.objects.filter(pk=group.pk).update(first_contact_on=add_months(today(), -6), changed_at=timezone.now())

    concern, clock = risks(client, group)

    assert concern[0] == "At risk No prospect of meeting the quality criteria"
    assert concern[1] == "A concern about quality is open. Since 5 January 2026."
    assert "there is no prospect of the occupation proposal" in concern[2]
    assert "“Withdrawing Skills England support”" in concern[2]
    assert clock[0] == "Watch Occupation proposal late"
    first = f"{add_months(add_months(today(), -6), 6) - timedelta(days=28):%-d %B %Y}"
    due = f"{add_months(add_months(today(), -6), 6):%-d %B %Y}"
    assert clock[1].startswith(f"The occupation proposal is due soon. Due on {due}")
    assert clock[1].endswith(f"Since {first}.")


def test_since_is_that_of_the_level_that_holds(client, group):
    ConcernFactory(group=group, kind="quality")
    RiskFlagFactory(group=group, opened_on=date(2026, 1, 5))
    MitigationFactory(group=group, risk="risk.quality", accepted_on=today())

    ((title, words, _),) = risks(client, group)

    assert title.startswith("Mitigated")
    assert words.endswith(f"Since {today():%-d %B %Y}.")


def test_statements_stay_the_same_however_many_risks(client, group):
    asked = []
    for kinds in (["quality"], ["refuses_collaboration", "policy_noncompliance"]):
        for kind in kinds:
            ConcernFactory(group=group, kind=kind, opened_on=today() - timedelta(days=1))
        Group.objects.filter(pk=group.pk).update(changed_at=timezone.now())
        store([group_answer(group.pk, today())])
        with CaptureQueriesContext(connection) as queries:
            told = risks(client, group)
        asked.append((len(told), len(queries)))

    (one, few), (three, many) = asked
    assert (one, three) == (1, 3)
    assert few == many <= 15
