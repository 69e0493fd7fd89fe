"""Duties as rows: begun, moved and ended with the facts, however often and however seldom they are answered."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from duties.models import Duty, Extension
from groups.models import Group, Justification
from meetings.models import Motion
from oversight.actions import sweep
from oversight.models import Assessment
from tests.factories import (
    GroupFactory,
    GroupOfficialFactory,
    JustificationFactory,
    MotionFactory,
    QueryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)  # a Monday
DAY = timedelta(days=1)
CLOSED = {"result": "lost", "outcome": {"votes": []}}


@pytest.fixture
def group():
    return GroupFactory(first_contact_on=date(2026, 2, 2))


def answered(group, on):
    Group.objects.filter(pk=group.pk).update(changed_at=timezone.now())
    sweep([group.pk], on=on)
    return Duty.objects.filter(group=group)


def at(on, hour=12):
    return timezone.make_aware(timezone.datetime(on.year, on.month, on.day, hour))


def test_a_duty_begins_with_its_fact_and_ends_with_it(group):
    asked = JustificationFactory(group=group, asked_at=at(ON))
    [row] = answered(group, ON).filter(code="justification.decide")
    assert (row.subject, row.seat, row.since, row.due_on) == (
        f"justification/{asked.pk}",
        "pm",
        ON,
        ON + 7 * DAY,
    )
    assert (row.ended_on, row.urgency, row.is_progress) == (None, "N", True)
    Justification.objects.filter(pk=asked.pk).update(accepted_on=ON + DAY, decided_by=UserFactory())
    [after] = answered(group, ON + 3 * DAY).filter(code="justification.decide")
    assert (after.pk, after.ended_on, after.ended_by) == (row.pk, ON + DAY, "done")  # the fact's day, not the sweep's
    Justification.objects.filter(pk=asked.pk).update(accepted_on=None, decided_by=None)
    [again] = answered(group, ON + 4 * DAY).filter(code="justification.decide")
    assert (again.pk, again.ended_on, again.ended_by) == (row.pk, None, "")


def test_a_standing_duty_ends_on_the_day_on_which_it_is_not_asked_any_more(group):
    row = answered(group, ON).get(code="chair.select")
    assert (row.since, row.subject, row.ended_on) == (group.first_contact_on, "", None)
    Group.objects.filter(pk=group.pk).update(support_withdrawn_on=ON + DAY)
    row = answered(group, ON + 5 * DAY).get(code="chair.select")
    assert (row.ended_on, row.ended_by) == (ON + 5 * DAY, "lapsed")


def test_what_somebody_advised_moves_the_day_and_keeps_the_first(group):
    query = QueryFactory(group=group, asked_at=at(ON), due_on=ON + 7 * DAY)
    Extension.objects.create(
        group=group,
        code="query.answer",
        subject=f"query/{query.pk}",
        advised_on=ON + DAY,
        advised_at=at(ON + DAY),
        until=ON + 21 * DAY,
        reason="We wait for another department",
    )
    row = answered(group, ON + DAY).get(code="query.answer")
    assert (row.first_due_on, row.due_on) == (ON + 7 * DAY, ON + 21 * DAY)


def test_nothing_is_written_twice(group, django_assert_max_num_queries):
    rows = set(answered(group, ON).values_list("pk", "since", "due_on", "ended_on"))
    assert len(rows) > 3
    assert set(answered(group, ON).values_list("pk", "since", "due_on", "ended_on")) == rows


def test_a_gap_of_days_leaves_the_same_rows(group):
    """Dated rows come from facts alone, whether or not a sweep looked on their days."""
    answer = {"answered_at": at(ON + 2 * DAY), "answered_by": UserFactory(), "answer": "Yes"}
    QueryFactory(group=group, asked_at=at(ON), due_on=ON + 7 * DAY, **answer)
    dated = answered(group, ON + 30 * DAY).filter(code="query.answer").values_list("since", "ended_on", "ended_by")
    assert list(dated) == [(ON, ON + 2 * DAY, "done")]


def test_whose_turn_and_what_is_next_are_stored(group):
    GroupOfficialFactory(group=group, started_on=group.first_contact_on)
    answered(group, ON)
    stored = Assessment.objects.get(group=group)
    assert (stored.turn, stored.next_due_code) == ("group", "chair.select")
    assert stored.next_due_on == date(2026, 2, 16)


def test_what_time_alone_opens_is_stored_ahead_and_not_listed_before(group):
    motion = MotionFactory(group=group, meeting=None, opened_at=at(ON), closes_on=ON + 3 * DAY)
    [row] = answered(group, ON).filter(code="motion.close")
    assert (row.subject, row.since) == (f"motion/{motion.pk}", ON + 4 * DAY)
    opens = Duty.objects.filter(code="motion.close")
    assert not opens.open(ON + 3 * DAY).exists() and opens.open(ON + 4 * DAY).exists()
    Motion.objects.filter(pk=motion.pk).update(**CLOSED | {"closed_at": at(ON + DAY)})
    assert not answered(group, ON + 2 * DAY).filter(code="motion.close").exists()  # it never came to that


def test_lists_begin_with_what_matters_most(group):
    made = [
        ("normal later", "N", ON + 9 * DAY),
        ("none", "Q", None),
        ("overdue", "N", ON - DAY),
        ("urgent", "U", ON + 3 * DAY),
        ("urgent overdue", "U", ON - 2 * DAY),
        ("normal soon", "N", ON + DAY),
    ]
    Duty.objects.bulk_create(
        Duty(group=group, code=code, subject=code, seat="pm", urgency=urgency, since=ON - 9 * DAY, due_on=due_on)
        for code, urgency, due_on in made
    )
    order = Duty.objects.open(ON).in_order(ON).values_list("code", flat=True)
    assert list(order) == ["urgent overdue", "urgent", "overdue", "normal soon", "normal later", "none"]
    assert set(Duty.objects.overdue(ON).values_list("code", flat=True)) == {"overdue", "urgent overdue"}
