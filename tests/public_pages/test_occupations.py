from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from occupations.models import Occupation, Route, StandardVersion

pytestmark = pytest.mark.django_db


def occupations(count, **values):
    return [
        Occupation.objects.create(
            **{"title": f"Lantern maker {number:02}", "reference": f"ST90{number:02}", "level": 2, "status": "approved"}
            | values
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_search_is_public_and_takes_one_query(client, django_assert_num_queries, count):
    made = occupations(count)
    with django_assert_num_queries(1):
        answer = client.get(reverse("public_pages:occupation_search"), {"q": "lantern"})
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == [{"value": f"id:{row.pk}", "label": row.label} for row in made]


def test_search_gives_twenty_at_most(client):
    occupations(25)
    assert len(client.get(reverse("public_pages:occupation_search"), {"q": "maker"}).json()) == 20


@pytest.mark.parametrize("q", ["", " ", "x" * 10_000, "\x00", "'; --", "%", "\u202e", "\U0001f9f1", "&|!()<->:*"])
def test_search_takes_any_text(client, q):
    occupations(1)
    answer = client.get(reverse("public_pages:occupation_search"), {"q": q})
    assert (answer.status_code, answer.json()) == (200, [])


def test_search_without_a_text_or_with_broken_bytes_finds_nothing(client):
    assert client.get(reverse("public_pages:occupation_search")).json() == []
    assert client.get("/occupations/search/?q=%ff%fe%ed%a0%80").json() == []


def test_search_only_answers_get(client):
    assert client.post(reverse("public_pages:occupation_search")).status_code == 405


def page(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("count", [1, 3])
def test_list_is_public_and_its_queries_do_not_grow(client, django_assert_num_queries, count):
    occupations(count, route=Route.objects.get(slug="digital"))
    with django_assert_num_queries(3):  # routes of the filter, count, rows
        found = page(client, "public_pages:occupations")
    assert len(found.select("tbody tr")) == count
    assert f"{count} occupation" in found.select_one("[role=status]").text


def test_list_is_narrowed_by_text_route_and_level(client):
    digital, care = Route.objects.filter(slug__in=["digital", "care-services"]).order_by("-slug")
    wanted = Occupation.objects.create(title="Lantern coder", level=4, status="approved", route=digital)
    Occupation.objects.create(title="Lantern coder", level=3, status="approved", route=digital)
    Occupation.objects.create(title="Lantern coder", level=4, status="approved", route=care)
    Occupation.objects.create(title="Other coder", level=4, status="approved", route=digital)
    found = page(client, "public_pages:occupations", q="lantern", route="digital", level="4")
    assert [link["href"] for link in found.select("tbody a")] == [wanted.get_absolute_url()]


def test_list_has_pages_that_keep_the_filters(client):
    occupations(30)
    first = page(client, "public_pages:occupations", q="maker")
    assert len(first.select("tbody tr")) == 25
    assert "q=maker" in first.select_one("a[rel=next]")["href"]
    assert len(page(client, "public_pages:occupations", q="maker", page="2").select("tbody tr")) == 5


def test_list_without_a_match_says_what_to_do(client):
    found = page(client, "public_pages:occupations", q="kelp")
    assert "Try fewer words" in found.select_one(".app-empty").text


@pytest.mark.parametrize(
    "query", [{"level": "9"}, {"route": "alchemy"}, {"q": "x" * 10_000}, {"q": "a\x00b"}, {"page": "9" * 400}]
)
def test_list_takes_any_query(client, query):
    occupations(1)
    found = page(client, "public_pages:occupations", **query)
    assert len(found.select("tbody tr")) == 1
    assert bool(found.select_one(".govuk-error-summary")) == ("page" not in query)


@pytest.mark.parametrize("count", [1, 3])
def test_detail_shows_the_occupation_and_its_versions_newest_first(client, django_assert_num_queries, count):
    (occupation,) = occupations(1, route=Route.objects.get(slug="digital"), summary="Makes <b>lanterns</b>.")
    for number in range(8, 8 + count):
        StandardVersion.objects.create(
            occupation=occupation,
            version=f"1.{number}",
            title="Lantern maker",
            status="retired",
            funding_band=12_000,
            approved_on=date(2025, 6, 2),
            job_titles="Lantern lead; Wick hand",
        )
    with django_assert_num_queries(3):
        found = page(client, "public_pages:occupation", occupation.pk)
    assert found.select_one("h1").text == "Lantern maker 00"
    assert "Makes <b>lanterns</b>." in found.select_one(".app-prose").text
    assert "2 (technical)" in found.select_one(".govuk-summary-list").text
    assert [item.text for item in found.select("main ul.govuk-list--bullet li")] == ["Lantern lead", "Wick hand"]
    versions = [cell.text for cell in found.select("tbody th")]
    assert versions == [f"1.{number}" for number in range(7 + count, 7, -1)]
    assert "£12,000" in found.select_one("tbody").text
    assert "2 June 2025" in found.select_one("tbody").text


def test_detail_of_an_occupation_of_which_little_is_known(client):
    occupation = Occupation.objects.create(title="Kelp farmer", status="potential")
    found = page(client, "public_pages:occupation", occupation.pk)
    assert "This occupation has no standard yet." in found.text
    assert found.select_one(".govuk-summary-list").text.count("Not known") == 7  # and no reference yet


def answers(client, **known):
    occupation = Occupation.objects.create(title="Kelp farmer", status="approved", **known)
    found = page(client, "public_pages:occupation", occupation.pk).select_one(".govuk-summary-list")
    rows = {row.dt.text.strip(): row.dd.text.strip() for row in found.select(".govuk-summary-list__row")}
    return rows["Regulated"], rows["Professional recognition"]


@pytest.mark.parametrize("value, said", [(True, "Yes"), (False, "No"), (None, "Not known")])
def test_detail_says_what_nobody_said_as_not_known(client, value, said):
    assert answers(client, regulated=value, professional_status=value) == (said, said)


@pytest.mark.parametrize("status", ["approved", "paused", "no_apprenticeship", "retired", "withdrawn"])
def test_occupation_with_a_standard_that_the_portal_has_not_read_does_not_say_that_it_has_none(client, status):
    occupation = Occupation.objects.create(title="Kelp farmer", status=status)
    found = page(client, "public_pages:occupation", occupation.pk).text
    assert "no standard yet" not in found
    assert "The portal knows no version of this occupation’s standard" in found


@pytest.mark.parametrize(
    "status, expected",
    [
        ("in_development", ["Not yet", "No", "Not yet", "Not yet"]),
        ("approved", ["Not known", "No", "Not known", "Not known"]),
        ("retired", ["Not known", "Not known", "Not known", "Not known"]),
    ],
)
def test_version_tells_what_is_not_known_from_what_has_not_come(client, status, expected):
    occupation = Occupation.objects.create(title="Kelp farmer", status=status)
    StandardVersion.objects.create(occupation=occupation, version="1.0", title="Kelp farmer", status=status)
    cells = page(client, "public_pages:occupation", occupation.pk).select("tbody td")
    assert [cell.text.strip() for cell in cells[1:]] == expected


def test_detail_of_an_unknown_occupation_is_not_found(client):
    assert client.get(reverse("public_pages:occupation", args=[10**30])).status_code == 404
