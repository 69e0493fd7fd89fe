"""Where history keeps each unit of the facts."""

import re

import pytest
from django.db.models import DateField

from guidance.facts import statement
from guidance.rules.forecast import MEMBER_COLUMNS
from members.models import Membership
from oversight.foresight.units import CHAIRS, MEMBERS, SUBMISSIONS, UNITS
from oversight.views.change_causes import PLACES
from oversight.views.trails import TRAILS, models, trail_of, trails_of
from tests.oversight.made import ON

TABLES = re.compile(r"\b(?:FROM|JOIN) ([a-z]+_[a-z]+)")
# Fields of a member that stand in the membership's own row, where nothing but its days can differ between two days.
OF_THE_ROW = {*MEMBER_COLUMNS} - {"statements", "consents", "declared_on", "details", "sizes", "sectors", "regions"}


def test_every_unit_has_a_trail_and_nothing_else_has():
    assert TRAILS.keys() == UNITS.keys()
    assert PLACES.keys() <= UNITS.keys()


def test_every_table_that_facts_are_read_from_is_behind_a_unit():
    text, _ = statement(None, on=ON)
    assert set(TABLES.findall(text)) == {model._meta.db_table for model in models()}


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_what_is_said_is_said_of_fields_and_the_model_has_a_history(model):
    trail = trail_of(model)
    for name in trail.days:
        assert isinstance(model._meta.get_field(name), DateField), name
    for name in (*trail.plain, *([trail.about] if trail.about else [])):
        assert model.history.model._meta.get_field(name)
    assert not trail.days.keys() & trail.plain.keys()
    words = [*trail.days.values(), *trail.plain.values()]
    assert all(trail.person for text in words if "{who}" in text)
    assert all(trail.about for text in words if "{what}" in text)


def test_fields_of_members_are_each_kept_somewhere():
    for field in set(MEMBER_COLUMNS) - OF_THE_ROW:
        assert trails_of(MEMBERS, field), field
    assert [trail.model for trail in trails_of(MEMBERS)] == [Membership]


def test_of_a_chair_who_serves_on_both_days_what_changed_is_said():
    assert [list(trail.days) for trail in trails_of(CHAIRS, "chairs_confirmed")] == [["confirmed_no_interest_on"]]
    assert [list(trail.days) for trail in trails_of(CHAIRS)] == [["started_on", "ended_on"]]


def test_of_a_day_of_a_submission_that_day_is_said():
    [trail] = trails_of(SUBMISSIONS, "decided_on")
    assert trail.days == {"decided_on": "{what} decided"}
