from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from accounts.enums import OfficialRole
from accounts.models import User
from occupations import actions
from occupations.models import Occupation, Pathway, Route, StandardVersion
from occupations.standards_csv import NotAnExport
from officials.actions.routes import appoint_route_official, end_route_official
from portal.exceptions import Conflict
from tests.occupations.exports import export

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 25)
NOW = datetime(2025, 5, 25, 12, tzinfo=UTC)


@pytest.fixture
def official():
    return User.objects.create_user("rm@example.org", name="Invented Manager", official_role=OfficialRole.ROUTE_MANAGER)


def bring_in(*rows, by=None):
    return actions.import_standards(content=export(*rows), source="a test", now=NOW, by=by)


def history_rows():
    return Occupation.history.count(), StandardVersion.history.count()


def test_import_makes_the_place_on_the_map_from_the_highest_version_with_who_and_why(official):
    bring_in(
        {"Version Number": "1.0", "Name": "Lamp maker", "Status": "Retired", "Level": "2"},
        {"Version Number": "1.1", "Professional recognition": "Guild of Invented Lamps", "Regulated Standard": "Yes"},
        by=official,
    )
    occupation = Occupation.objects.get()
    assert (occupation.title, occupation.level, occupation.status) == ("Lantern maker", 3, "approved")
    assert occupation.route.name == "Creative and design"
    assert (occupation.regulated, occupation.professional_status, occupation.summary) == (True, True, "Makes lanterns.")
    assert {(row.version, row.title) for row in occupation.versions.all()} == {
        ("1.0", "Lamp maker"),
        ("1.1", "Lantern maker"),
    }
    made = occupation.history.get()
    assert (made.history_user, made.history_change_reason) == (official, "Imported from a test")


def test_a_second_import_of_the_same_file_writes_nothing(django_assert_num_queries):
    rows = [{"Reference": f"ST900{number}"} for number in range(5)]
    bring_in(*rows)
    before = history_rows()
    with django_assert_num_queries(7):  # savepoint and its release, lock, routes, versions, occupations, the run
        second = bring_in(*rows)
    assert second.versions == actions.Written(created=0, changed=0, unchanged=5)
    assert second.occupations == actions.Written(created=0, changed=0, unchanged=5)
    assert history_rows() == before == (5, 5)


def test_a_changed_file_writes_only_what_changed():
    bring_in({}, {"Reference": "ST9002"})
    third = bring_in({"Status": "Retired"}, {"Reference": "ST9002"})
    assert third.versions == actions.Written(created=0, changed=1, unchanged=1)
    assert third.occupations == actions.Written(created=0, changed=1, unchanged=1)
    assert history_rows() == (3, 3)
    assert Occupation.objects.get(reference="ST9001").status == "retired"


def test_an_older_file_does_not_set_the_occupation_back():
    bring_in({"Version Number": "1.2", "Name": "Lantern maker"})
    bring_in({"Version Number": "1.1", "Name": "Lamp maker", "Status": "Retired"})
    assert str(Occupation.objects.get()) == "Lantern maker (ST9001, level 3)"
    assert StandardVersion.objects.count() == 2


def test_what_a_new_file_does_not_know_leaves_what_stands_on_the_map():
    bring_in({})
    pathway = Pathway.objects.filter(route__name="Creative and design").first()
    Occupation.objects.update(pathway=pathway)
    bring_in({"Level": "TBC", "Route": "", "Overview of role": ""})
    occupation = Occupation.objects.get()
    assert (occupation.level, occupation.route.name, occupation.pathway) == (3, "Creative and design", pathway)
    assert (StandardVersion.objects.get().level, StandardVersion.objects.get().routes) == (3, "Creative and design")


def test_a_new_route_takes_the_occupation_out_of_the_old_routes_pathway():
    bring_in({})
    Occupation.objects.update(pathway=Pathway.objects.filter(route__name="Creative and design").first())
    bring_in({"Route": "Digital"})
    assert Occupation.objects.get().pathway is None


def test_a_wrong_file_saves_nothing():
    with pytest.raises(NotAnExport):
        actions.import_standards(content=b"not,the,list\n1,2,3\n", source="a test", now=NOW)
    assert not Occupation.objects.exists()


def test_a_potential_occupation_has_its_history(official):
    digital = Route.objects.get(slug="digital")
    occupation = actions.add_potential_occupation(
        title=" Kelp  farmer ", level=3, route=digital, by=official, reason="Asked for in an enquiry"
    )
    assert (occupation.title, occupation.status, occupation.reference) == ("Kelp farmer", "potential", None)
    made = occupation.history.get()
    assert (made.history_user, made.history_change_reason) == (official, "Asked for in an enquiry")


@pytest.mark.parametrize("values", [{"title": ""}, {"title": "x" * 201}, {"level": 1}, {"level": 9}])
def test_an_impossible_potential_occupation_is_refused(values):
    with pytest.raises(ValidationError):
        actions.add_potential_occupation(
            **{"title": "Kelp farmer", "level": 3, "route": None, "by": None, "reason": "A test", **values}
        )


def test_an_official_takes_a_route_on_and_leaves_it_once(official):
    route = Route.objects.get(slug="digital")
    served = appoint_route_official(
        route=route, user=official, started_on=date(2025, 1, 1), by=None, reason="New in post"
    )
    ended = end_route_official(appointment=served, ended_on=date(2025, 6, 1), by=None, reason="Moved on")
    assert ended.ended_on == date(2025, 6, 1)
    assert [row.history_change_reason for row in ended.history.all()] == ["Moved on", "New in post"]
    with pytest.raises(Conflict) as refusal:
        end_route_official(appointment=served, ended_on=date(2025, 7, 1), by=None, reason="Again")
    assert refusal.value.state == "Ended on 1 June 2025"


def test_only_an_official_takes_a_route_on():
    user = User.objects.create_user("someone@example.org", name="Someone Invented")
    with pytest.raises(ValidationError, match="Only an official"):
        appoint_route_official(route=Route.objects.first(), user=user, started_on=ON, by=None, reason="A test")
