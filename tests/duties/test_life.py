"""A life of a group, day by day, as its duties are stored: with a sweep each day, with gaps, and with two workers."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from duties.models import Duty
from guidance.duties.registry import DUTIES
from oversight.actions import keep_general_duties, sweep
from oversight.models import Assessment
from portal.calendar import today
from tests.duties.life import DAY, EXPECTED, FIRST, LAST, Life, Row, at_noon, expected
from tests.races import in_two_connections

GAPS = ((date(2026, 8, 1), date(2026, 8, 10)), (date(2026, 12, 24), date(2026, 12, 31)))


def without_past(rows: list[Row]) -> list[Row]:
    """Without duties that ended and whose facts tell no past: only the store has those."""
    return [row for row in rows if row["ended_on"] is None or DUTIES[row["code"]].dated]


def check_day(life: Life, on: date) -> None:
    assert without_past(life.rows(on)) == expected(on)
    stored = Assessment.objects.get(group=life.entering.group)
    answer = EXPECTED[on]
    assert (stored.stage, stored.next_gate, stored.turn) == (answer["stage"], answer["next_gate"] or "", answer["turn"])
    due = answer["next_due"] or {"on": None, "code": ""}
    assert (stored.next_due_on and stored.next_due_on.isoformat(), stored.next_due_code) == (due["on"], due["code"])


def is_swept(on: date) -> bool:
    """Each day from July on but for the gaps, and before only days of which something is said."""
    return on in EXPECTED or (on.month >= 7 and not any(first <= on <= last for first, last in GAPS))


@pytest.mark.django_db
def test_each_day_of_a_life_is_stored_and_gaps_change_nothing() -> None:
    with transaction.atomic():
        swept_daily = _lived(frozenset())
        transaction.set_rollback(True)
    days = (FIRST + number * DAY for number in range((LAST - FIRST).days))
    assert _lived(frozenset(on for on in days if not is_swept(on))) == swept_daily


def _lived(but: frozenset[date]) -> list[Row]:
    """The rows in the end; each day of which something is said is looked at."""
    life, looked_at = Life(), 0
    for on in life.days(FIRST, LAST, but=but):
        if on in EXPECTED:
            check_day(life, on)
            looked_at += 1
    assert looked_at == len(EXPECTED)
    return life.rows(LAST)


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_each_row_once() -> None:
    life = Life()

    def work() -> tuple[int, int]:
        return sweep([life.entering.group.pk], on=today()), keep_general_duties(on=today())

    for on in EXPECTED:
        with at_noon(on):
            life.enter(on)
            answers = in_two_connections(work, work)
            assert sorted(written for written, _ in answers) == [0, 1]
            assert min(written for _, written in answers) == 0
            check_day(life, on)
    keys = Duty.objects.values_list("code", "subject", "since", "ended_on")
    assert len(keys) == len(set(keys))
