"""What holds of random dossiers: tables and records agree, one group or all, and no day has to be swept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from duties.models import Duty
from groups.models import Group
from guidance.duties.general import ENQUIRY, decided_after
from guidance.duties.groups import GroupAnswer, group_answer, group_inputs
from guidance.duties.registry import DUTIES
from guidance.policies import policy_for
from oversight.actions import keep_general_duties, sweep
from oversight.dossier.duties import duties
from oversight.dossier.reading import parse
from tests.duties.life import DOSSIER
from tests.duties.loading import load, sayable
from tests.duties.loading.answering import answered
from tests.duties.loading.drawn import LAST, START, dossiers

pytestmark = pytest.mark.django_db
Row = dict[str, Any]
PHASES = [Phase.generate]  # for a shorter example of a failure add Phase.shrink
days = st.integers(0, LAST + 20).map(lambda number: START + timedelta(days=number))
STORED = (
    *("group_id", "route_id", "code", "subject", "seat", "person_id", "user_id", "barred", "urgency", "is_progress"),
    *("since", "first_due_on", "due_on", "excused_until", "ended_on", "ended_by"),
)


def tried(suite: int, deep: int) -> Any:
    """So many examples with each run, and so many by `make deep`."""
    return pytest.mark.parametrize("examples", [suite, pytest.param(deep, marks=pytest.mark.deep)])


@pytest.fixture(autouse=True)
def only_deep_by_itself(request: pytest.FixtureRequest) -> None:
    """A quarter of an hour is for whoever asks for it, and not for whoever names this folder."""
    if request.node.get_closest_marker("deep") and request.config.option.markexpr != "deep":
        pytest.skip("run by make deep")


def run(check: Any, examples: int, *strategies: Any) -> None:
    """Each example in a transaction of its own, which is rolled back."""

    def alone(drawn: tuple[Any, ...]) -> None:
        with transaction.atomic():
            check(*drawn)
            transaction.set_rollback(True)

    settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)(
        given(st.tuples(*strategies))(alone)
    )()


def said(dossier: Row) -> Row:
    """What tables can say of it, as a file would give it."""
    return parse(json.dumps(sayable(dossier)).encode())


@tried(200, 3_000)
def test_tables_say_what_the_dossier_says(examples: int) -> None:
    """Beside another group, which does not matter where its officials are others."""
    users = [row for row in DOSSIER["users"] if row["role"] != "administrator"]
    load(DOSSIER | {"users": users}, START)

    def check(dossier: Row, on: date) -> None:
        told = said(dossier)
        entering = load(told, on)
        expected = duties(told, on, policy_for(on), ended=True)
        assert answered(entering, on) == expected
        _check_groups(on)

    run(check, examples, dossiers(), days)


def _check_groups(on: date) -> None:
    """One by one, many and all have the same answers."""
    keys = list(Group.objects.order_by("pk").values_list("pk", flat=True))
    single = {key: group_answer(key, on).fingerprint for key in keys}
    for asked in (keys, range(min(keys), max(keys) + 1), None):
        answers = (GroupAnswer(*inputs, policy_for(on), on) for inputs in group_inputs(asked, on))
        assert {answer.group_id: answer.fingerprint for answer in answers} == single


@tried(60, 1_000)
def test_days_without_a_sweep_change_nothing(examples: int) -> None:
    """Day by day, or after days on which nobody looked: the rows are the same in the end."""

    def check(dossier: Row, on: date, earlier: list[date]) -> None:
        group = load(said(dossier), on).group
        with transaction.atomic():
            often = _rows(group, [*sorted(day for day in earlier if day < on), on])
            transaction.set_rollback(True)
        assert _rows(group, [on]) == often

    run(check, examples, dossiers(), days, st.lists(days, max_size=5))


def _rows(group: Group, swept: Sequence[date]) -> list[tuple[Any, ...]]:
    """What is stored after sweeps on these days, without what ended and whose facts tell no past.

    Without an enquiry that was decided long ago, too: of one on whose days nobody swept there is no row.
    """
    for on in swept:
        Group.objects.filter(pk=group.pk).update(changed_at=timezone.now())
        assert sweep([group.pk], on=on) == 1
        assert sweep([group.pk], on=on) == 0  # again, and nothing is written
        keep_general_duties(on=on)
    rows = Duty.objects.exclude(code=ENQUIRY, ended_on__lte=decided_after(swept[-1])).values_list(*STORED)
    return sorted(
        (row for row in rows if row[STORED.index("ended_on")] is None or DUTIES[row[STORED.index("code")]].dated),
        key=str,
    )
