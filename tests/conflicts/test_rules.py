from datetime import timedelta

import pytest
from django.db import IntegrityError

from conflicts.enums import Measure, Subject
from conflicts.rules import barred
from portal.calendar import today
from tests.factories import GroupFactory, HandlingFactory, InterestFactory, PersonFactory

pytestmark = pytest.mark.django_db
EVERY = frozenset(Subject)


@pytest.fixture
def group():
    return GroupFactory()


def interest_of(group, **fields):
    return InterestFactory(declaration__group=group, **fields)


def days(number):
    return today() + timedelta(days=number)


def barred_from(interest, on=None):
    """The subjects from which the interest's person is barred."""
    group, person = interest.declaration.group, interest.declaration.person
    return {subject for subject in Subject if person.pk in barred(group, subject, on or today())}


def test_declaration_alone_bars_nobody(group):
    assert barred_from(interest_of(group)) == set()


@pytest.mark.parametrize(
    "measure, expected",
    [
        (Measure.NONE, set()),
        (Measure.NO_VOTE, EVERY),
        (Measure.LEAVE_FOR_ITEM, EVERY),
        (Measure.STEP_DOWN, EVERY),
    ],
)
def test_measure_decides_and_covers_all_where_no_subject_is_named(group, measure, expected):
    handling = HandlingFactory(interest=interest_of(group), measure=measure)

    assert barred_from(handling.interest) == expected


def test_named_subjects_alone_are_covered(group):
    handling = HandlingFactory(interest=interest_of(group), subjects=[Subject.EPA_PLAN, Subject.FUNDING])

    assert barred_from(handling.interest) == {Subject.EPA_PLAN, Subject.FUNDING}
    assert handling.subject_names == ["The end-point assessment plan", "The funding evidence"]


def test_newest_handling_holds_and_the_earlier_one_held_before(group):
    interest = interest_of(group)
    HandlingFactory(interest=interest, measure=Measure.NO_VOTE, recorded_on=days(-5))
    HandlingFactory(interest=interest, measure=Measure.NONE, recorded_on=days(-2))

    assert barred_from(interest, days(-6)) == set()
    assert barred_from(interest, days(-5)) == barred_from(interest, days(-3)) == EVERY
    assert barred_from(interest, days(-2)) == set()


def test_of_two_handlings_of_one_day_the_later_holds(group):
    interest = interest_of(group)
    HandlingFactory(interest=interest, measure=Measure.NONE, recorded_on=today())
    HandlingFactory(interest=interest, measure=Measure.NO_VOTE, recorded_on=today())

    assert barred_from(interest) == EVERY


def test_interest_bars_from_its_declaration_to_the_day_before_its_end(group):
    interest = interest_of(group, declaration__declared_on=days(-9), ended_on=days(-1))
    HandlingFactory(interest=interest, recorded_on=days(-20))  # imported: dated before the declaration

    assert barred_from(interest, days(-10)) == set()
    assert barred_from(interest, days(-9)) == barred_from(interest, days(-2)) == EVERY
    assert barred_from(interest, days(-1)) == set()


def test_changed_interest_bars_until_it_is_handled_anew(group):
    interest = interest_of(group, revision=2)
    HandlingFactory(interest=interest, revision=1)

    assert barred_from(interest) == EVERY


def test_strictest_of_a_persons_handlings_is_told(group):
    person = PersonFactory()
    made = {
        measure: HandlingFactory(interest=interest_of(group, declaration__person=person), measure=measure)
        for measure in (Measure.LEAVE_FOR_ITEM, Measure.NO_VOTE, Measure.NONE)
    }

    assert barred(group, Subject.OTHER, today()) == {person.pk: made[Measure.LEAVE_FOR_ITEM]}


def test_interests_of_other_groups_bar_nobody_here(group):
    handling = HandlingFactory(interest=interest_of(GroupFactory()))

    assert barred(group, Subject.OTHER, today()) == {}
    assert barred_from(handling.interest) == EVERY


@pytest.mark.parametrize("people", [1, 3])
def test_barred_reads_the_database_once(group, people, django_assert_num_queries):
    for _ in range(people):
        HandlingFactory(interest=interest_of(group))

    with django_assert_num_queries(1):
        found = barred(group, Subject.PROPOSAL, today())
        names = [handling.interest.declaration.person.name for handling in found.values()]

    assert len(names) == people


@pytest.mark.parametrize("measure", [Measure.NONE, Measure.STEP_DOWN])
def test_database_refuses_subjects_where_the_measure_knows_none(group, measure):
    with pytest.raises(IntegrityError, match="handling_names_subjects"):
        HandlingFactory(interest=interest_of(group), measure=measure, subjects=[Subject.PROPOSAL])
