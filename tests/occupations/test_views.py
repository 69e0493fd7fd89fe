import pytest
from django.urls import reverse

from occupations.models import Occupation

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
        answer = client.get(reverse("occupations:search"), {"q": "lantern"})
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == [{"value": f"id:{row.pk}", "label": row.label} for row in made]


def test_search_gives_twenty_at_most(client):
    occupations(25)
    assert len(client.get(reverse("occupations:search"), {"q": "maker"}).json()) == 20


@pytest.mark.parametrize("q", ["", " ", "x" * 10_000, "\x00", "'; --", "%", "\u202e", "\U0001f9f1", "&|!()<->:*"])
def test_search_takes_any_text(client, q):
    occupations(1)
    answer = client.get(reverse("occupations:search"), {"q": q})
    assert (answer.status_code, answer.json()) == (200, [])


def test_search_without_a_text_or_with_broken_bytes_finds_nothing(client):
    assert client.get(reverse("occupations:search")).json() == []
    assert client.get("/occupations/search/?q=%ff%fe%ed%a0%80").json() == []


def test_search_only_answers_get(client):
    assert client.post(reverse("occupations:search")).status_code == 405
