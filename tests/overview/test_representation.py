"""The page that compares a group with the employers of its occupation."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from groups.models import EmployerPopulation, Group
from guidance import messages
from guidance.assessment import assess
from guidance.vocabulary import Dimension, Region, SizeBand
from members.models import Organisation
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    EmployerPopulationFactory,
    GroupOfficialFactory,
    ListedEmployerFactory,
    OfficialFactory,
    OrganisationFactory,
    PopulationShareFactory,
    eligible_chair,
    eligible_member,
)

pytestmark = pytest.mark.django_db
SIZES = {SizeBand.SMALL: 0.42, SizeBand.LARGE: 0.55, SizeBand.MICRO: 0.03}


@pytest.fixture
def led(client) -> Group:
    """A group of one large employer in the North West, with its chair signed in."""
    chair = eligible_chair()
    Organisation.objects.update(size=SizeBand.LARGE, region=Region.NORTH_WEST)
    client.force_login(chair.person.user)
    return chair.group


def record(group: Group, shares: dict, dimension: Dimension = Dimension.SIZE) -> None:
    population = EmployerPopulation.objects.filter(group=group).first() or EmployerPopulationFactory(group=group)
    for category, share in shares.items():
        PopulationShareFactory(population=population, dimension=dimension, category=category, share=share)


def page_of(client, group: Group) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse("overview:representation", args=[group.pk])).content, "html.parser")


def test_without_figures_the_page_says_so_and_leads_on(client, led) -> None:
    page = page_of(client, led)
    assert "nobody can say who is missing" in page.text
    assert page.find("a", href=reverse("overview:population", args=[led.pk]))
    assert "Whom to recruit" not in page.text


def test_gaps_are_those_of_the_findings_in_the_same_words_the_largest_first(client, led) -> None:
    record(led, SIZES)
    record(led, {Region.LONDON: 0.6, Region.NORTH_WEST: 0.4}, Dimension.REGION)
    items = [item.text for item in page_of(client, led).find("ol").find_all("li")]
    assert items == [
        "No employer with its head office in London; 60% of employers in this occupation are there",
        "No small employer; 42% of employers in this occupation are small",
    ]
    result = assess(led.pk, today())
    found = {finding.rule: messages.detail(finding.rule, finding.status, finding.args) for finding in result.findings}
    assert [found["group.represents_region"], found["group.represents_size"]] == items


def test_the_table_holds_what_the_bars_show(client, led) -> None:
    record(led, SIZES)
    table = page_of(client, led).find("table")
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])[:3]]
        for row in table.tbody.find_all("tr")
    ]
    assert rows == [
        ["Micro: 1 to 9 employees", "3%", "0% (0)"],
        ["Small: 10 to 49 employees Missing", "42%", "0% (0)"],
        ["Large: 250 or more employees", "55%", "100% (1)"],
    ]
    bars = [[float(bar["width"]) for bar in row.find_all("rect")] for row in table.tbody.find_all("tr")]
    assert bars == [[3, 0], [42, 0], [55, 100]]
    assert all(cell.has_attr("aria-hidden") for cell in table.find_all(class_="app-bars__chart"))
    assert not table.find(style=True)


def test_employers_who_have_not_said_theirs_are_counted(client, led) -> None:
    record(led, SIZES)
    eligible_member(group=led, organisation=OrganisationFactory(size=""))
    assert "1 employer of the group has not said its size yet." in " ".join(page_of(client, led).text.split())


def test_shares_that_make_no_whole_are_told_and_nobody_is_named_missing(client, led) -> None:
    record(led, {SizeBand.SMALL: 0.5})
    page = page_of(client, led)
    assert "The shares by size add up to 50%; they must add up to 100%" in page.text
    assert page.find("ol") is None


def test_listed_employers_without_a_member_are_named(client, led) -> None:
    ListedEmployerFactory.create_batch(2, group=led)
    ListedEmployerFactory(group=led, struck_on=today())
    assert "names 2 employers for whom nobody serves" in page_of(client, led).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_statements_is_fixed(client, led, number, django_assert_num_queries) -> None:
    record(led, SIZES)
    for _ in range(number):
        eligible_member(group=led)
    with django_assert_num_queries(6):  # session, user, group, assessment, population, listed employers
        page_of(client, led)


def test_the_figures_can_be_downloaded(client, led) -> None:
    record(led, SIZES)
    text = b"".join(client.get(reverse("overview:representation_csv", args=[led.pk]))).decode("utf-8-sig")
    assert text.splitlines()[2] == (
        "Size of employer,Small: 10 to 49 employees,42.0,0,0.0,"
        "No small employer; 42% of employers in this occupation are small"
    )


# --- a table of an official ------------------------------------------------------------------------------------------
@pytest.fixture
def managed(client) -> Group:
    manager = OfficialFactory()
    group = GroupOfficialFactory(user=manager).group
    sign_in_official(client, manager)
    return group


def send(client, group: Group, table: str, **more):
    url = reverse("overview:population_upload", args=[group.pk])
    seen = BeautifulSoup(client.get(url).content, "html.parser").find("input", {"name": "seen"})["value"]
    day = today() - timedelta(days=30)
    date = {"figures_on-day": day.day, "figures_on-month": day.month, "figures_on-year": day.year}
    file = SimpleUploadedFile("table.csv", table.encode())
    return client.post(url, {"table": file, "source": "Survey of employers", "seen": seen, **date, **more})


def test_an_official_takes_the_figures_from_a_table(client, managed) -> None:
    response = send(client, managed, "dimension,category,employers\nsize,small,30\nsize,large,10\n")
    assert response.url == reverse("overview:representation", args=[managed.pk])
    population = EmployerPopulation.objects.get(group=managed)
    assert (population.source, population.figures_on) == ("Survey of employers", today() - timedelta(days=30))
    assert {share.category: float(share.share) for share in population.shares.all()} == {"small": 0.75, "large": 0.25}
    assert "Survey of employers, of " in page_of(client, managed).text


def test_a_wrong_table_is_shown_with_row_and_column_and_saves_nothing(client, managed) -> None:
    response = send(client, managed, "dimension,category,percent\nsize,huge,100\nsize,small,x\n")
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert [item.text.strip() for item in page.find(class_="govuk-error-summary__list").find_all("li")] == [
        "Row 2, category: “huge” is not a size",
        "Row 3, percent: “x” is not a number from 0 to 100",
    ]
    assert not EmployerPopulation.objects.exists()


def test_a_date_to_come_and_a_large_file_are_refused(client, managed, monkeypatch) -> None:
    monkeypatch.setattr("groups.forms.populations.MOST_MEGABYTES", 0)
    response = send(client, managed, "x", **{"figures_on-year": today().year + 2})
    text = response.content.decode()
    assert response.status_code == 422
    assert "The table must be smaller than 0 MB" in text
    assert "The date must be today or in the past" in text


def test_somebody_who_saved_meanwhile_is_not_written_over(client, managed) -> None:
    response = send(client, managed, "dimension,category,percent\nsize,small,100\n", seen="0" * 16)
    assert response.status_code == 409


def test_the_template_is_a_table_to_fill_in(client, managed) -> None:
    text = b"".join(client.get(reverse("overview:population_template", args=[managed.pk]))).decode("utf-8-sig")
    assert text.splitlines()[:2] == ["dimension,category,percent", "size,Micro: 1 to 9 employees,"]
