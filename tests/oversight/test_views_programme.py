"""The programme in figures: page, table, CSV and spreadsheet say the same."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from oversight.figures.risks import by_route, by_week
from oversight.figures.stages import by_stage
from oversight.models import SweptDay, Tally
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import OfficialFactory, RouteFactory

PAGE = reverse("oversight:programme")


@pytest.fixture
def official(client, db):
    user = OfficialFactory()
    sign_in_official(client, user)
    return user


def counted(on, *counts, medians=()):
    SweptDay.objects.create(on=on, groups=9, finished_at=timezone.now(), medians=list(medians))
    for route, stage, level, groups in counts:
        Tally.objects.create(on=on, route=route, stage=stage, risk_level=level, groups=groups)


def median(stage, groups, route=None):
    return {"all": route is None, "route": route, "stage": stage, "groups": groups, "median": 7, "longest": 70}


def test_routes_come_worst_first_and_the_caption_says_how_many():
    figure = by_route([("Art", "none", 9), ("Care", "watch", 1), ("Digital", "at_risk", 1), ("Care", "none", 2)])
    assert [row.cells for row in figure.rows] == [
        ("Digital", 1, 0, 0, 0, 1),
        ("Care", 0, 1, 0, 2, 3),
        ("Art", 0, 0, 0, 9, 9),
    ]
    assert (figure.message, figure.most) == ("At risk or watch: 2 of 13 groups, in 2 of 3 routes", 9)


def test_a_week_that_was_not_counted_is_a_gap():
    weeks = [(date(2026, 6, 1), {"watch": 2}), (date(2026, 6, 8), None), (date(2026, 6, 15), {})]
    figure = by_week(weeks)
    assert [row.cells[1:] for row in figure.rows] == [(0, 2, 0, 0, 2), (None,) * 5, (0, 0, 0, 0, 0)]
    assert figure.rows[1].shapes is None
    assert figure.message == "At risk or watch: 0 of 0 groups now, 2 on 1 June 2026"
    assert by_week([]).message == "No week was counted"


def test_stages_stand_in_the_order_of_the_life_of_a_group():
    medians = [median("delivered", 2), median("registering", 3), median("registering", 1, route=5), median("", 4)]
    assert [row.cells for row in by_stage(medians).rows] == [("Registering", 3, 7, 70), ("Delivered", 2, 7, 70)]
    assert by_stage(medians).message == "Registering: 3 of 5 groups, for 7 days in the median"
    assert [row.cells for row in by_stage(medians, 5).rows] == [("Registering", 1, 7, 70)]
    assert by_stage([]).message == "No group is in a stage"


def test_page_without_a_day_says_when_there_will_be_one(client, official):
    page = BeautifulSoup(client.get(PAGE).content, "html.parser")
    assert "No day was counted yet" in page.main.text
    assert not page.find_all("figure")
    assert client.get(reverse("oversight:programme_csv", args=["routes"])).status_code == 200
    assert client.get(reverse("oversight:programme_xlsx")).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_page_csv_and_spreadsheet_say_the_same_in_as_many_statements(
    client, official, number, django_assert_num_queries
):
    routes = RouteFactory.create_batch(number)
    counts = [(route, "registering", "watch", 2) for route in routes] + [(None, "withdrawn", "at_risk", 7)]
    counted(today(), *counts, medians=[median("registering", 2 * number)])
    counted(today() - timedelta(weeks=3), (routes[0], "registering", "none", 1))
    client.get(PAGE)
    with django_assert_num_queries(
        9
    ):  # who is signed in: four; routes, day, routes' counts, days counted, weeks' counts
        page = BeautifulSoup(client.get(PAGE).content, "html.parser")
    first, weeks, stages = page.find_all("figure")
    assert (
        first.figcaption.text
        == f"At risk or watch: {2 * number} of {2 * number} groups, in {number} of {number} routes"
    )
    assert len(weeks.find("svg", class_="app-picture--columns").find_all("rect")) == 2
    assert weeks.tbody.text.count("not counted") == 6  # of the seven weeks shown the newest was counted
    assert stages.find_all("td")[1].text.strip() == str(2 * number)

    answer = client.get(reverse("oversight:programme_csv", args=["routes"]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    header, *rows = csv.reader(StringIO(text))
    assert header == ["Route", "At risk", "Watch", "Mitigated", "No risk", "Groups"]
    assert sorted(rows) == sorted([route.name, "0", "2", "0", "0", "2"] for route in routes)

    book = load_workbook(BytesIO(client.get(reverse("oversight:programme_xlsx")).content))
    assert book.sheetnames == ["Risk by route", "Risk by week", "Stages"]
    assert book["Risk by route"].max_row == number + 1
    assert book["Stages"]["B2"].value == 2 * number


def test_route_filters_every_figure_and_goes_with_the_downloads(client, official):
    mine, other = RouteFactory.create_batch(2)
    counted(
        today(),
        (mine, "registering", "at_risk", 1),
        (other, "registering", "none", 8),
        medians=[median("registering", 9), median("registering", 1, route=mine.pk)],
    )
    page = BeautifulSoup(client.get(PAGE, {"route": mine.slug}).content, "html.parser")
    assert [figure.figcaption.text for figure in page.find_all("figure")] == [
        "At risk or watch: 1 of 1 groups, in 1 of 1 routes",
        f"At risk or watch: 1 of 1 groups now, 1 on {today():%-d %B %Y}",
        "Registering: 1 of 1 groups, for 7 days in the median",
    ]
    downloads = [link["href"] for link in page.main.find_all("a") if "programme" in link["href"]]
    assert len(downloads) == 4
    assert all(href.endswith(f"?route={mine.slug}") for href in downloads)


def test_no_such_figure_is_not_found(client, official):
    assert client.get(reverse("oversight:programme_csv", args=["people"])).status_code == 404
