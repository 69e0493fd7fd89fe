from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from accounts.models import User
from occupations.enums import Band, OccupationStatus
from occupations.models import Occupation, Pathway, Route, RouteOfficial, StandardVersion

pytestmark = pytest.mark.django_db


def occupation(title, reference=None, level=2, status=OccupationStatus.APPROVED, **values):
    return Occupation.objects.create(title=title, reference=reference, level=level, status=status, **values)


def test_the_routes_and_pathways_ship_with_their_history():
    names = list(Route.objects.values_list("name", flat=True))
    assert len(names) == 15
    assert names[:2] == ["Agriculture, environmental and animal care", "Business and administration"]
    assert names[-1] == "Transport and logistics"
    assert Pathway.objects.count() == 35
    digital = Route.objects.get(slug="digital")
    assert digital.pathways.count() == 3
    assert digital.history.get().history_change_reason.startswith("Shipped with the portal")


@pytest.mark.parametrize(
    ("level", "band"),
    [
        (2, Band.TECHNICAL),
        (3, Band.TECHNICAL),
        (4, Band.HIGHER_TECHNICAL),
        (5, Band.HIGHER_TECHNICAL),
        (6, Band.PROFESSIONAL),
        (8, Band.PROFESSIONAL),
        (None, None),
    ],
)
def test_band_follows_the_level(level, band):
    assert Occupation(level=level).band == band


def test_label_says_reference_level_and_that_it_is_no_longer_current():
    assert Occupation(title="Bricklayer", reference="ST0095", level=2, status="approved").label == (
        "Bricklayer (ST0095, level 2)"
    )
    assert Occupation(title="Kelp farmer", status="potential").label == "Kelp farmer (no reference, level not set)"
    assert Occupation(title="Old craft", reference="ST0001", level=3, status="retired").label == (
        "Old craft (ST0001, level 3, retired)"
    )


@pytest.mark.parametrize("text", ["brick", "BRICK", "st9095", "layer brick", "bricklaying"])
def test_search_finds_by_part_reference_words_in_any_order_and_stem(text):
    wanted = occupation("Bricklayer", "ST9095")
    occupation("Baker", "ST9191")
    assert list(Occupation.objects.search(text)) == [wanted]


def test_search_puts_the_exact_title_first_then_the_beginning():
    inside = occupation("Advanced baker")
    beginning = occupation("Baker of bread")
    exact = occupation("Baker")
    assert list(Occupation.objects.search("baker")) == [exact, beginning, inside]


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00", "%", "_", "\\", "' OR 1=1 --", "\ud800", "é" * 10_000, "a b " * 5000]
)
def test_search_takes_any_text(text):
    occupation("Zookeeper", "ST9999")
    assert list(Occupation.objects.search(text)) == []


@pytest.mark.parametrize("values", [{"level": 1}, {"level": 9}, {"reference": ""}, {"status": "unheard-of"}])
def test_the_database_refuses_an_impossible_occupation(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        occupation(**{"title": "Anything", **values})


def test_a_reference_and_a_version_stand_once():
    first = occupation("Baker", "ST9191")
    StandardVersion.objects.create(occupation=first, version="1.0", title="Baker", status="approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        occupation("Another baker", "ST9191")
    with pytest.raises(IntegrityError), transaction.atomic():
        StandardVersion.objects.create(occupation=first, version="1.0", title="Baker", status="retired")


def test_route_official_is_current_until_the_day_before_the_end():
    user = User.objects.create_user("rm@example.org", name="Invented Manager")
    digital, care = Route.objects.filter(slug__in=["digital", "care-services"])
    ended = RouteOfficial.objects.create(
        route=digital, user=user, started_on=date(2025, 1, 1), ended_on=date(2025, 3, 1)
    )
    other = RouteOfficial.objects.create(route=care, user=user, started_on=date(2025, 2, 1))
    assert set(RouteOfficial.objects.current(date(2025, 2, 28))) == {ended, other}
    assert set(RouteOfficial.objects.current(date(2025, 3, 1))) == {other}


def test_route_official_refuses_an_end_before_the_start_and_overlapping_times():
    user = User.objects.create_user("rm@example.org", name="Invented Manager")
    route = Route.objects.get(slug="digital")
    RouteOfficial.objects.create(route=route, user=user, started_on=date(2025, 1, 1), ended_on=date(2025, 3, 1))
    RouteOfficial.objects.create(route=route, user=user, started_on=date(2025, 3, 1))
    with pytest.raises(ValidationError, match="already has this route"):
        RouteOfficial(route=route, user=user, started_on=date(2025, 2, 1), ended_on=date(2025, 2, 9)).full_clean()
    with pytest.raises((DataError, IntegrityError)):
        RouteOfficial.objects.create(route=route, user=user, started_on=date(2024, 2, 9), ended_on=date(2024, 2, 8))
