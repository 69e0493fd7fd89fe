from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from oversight.models import Assessment, Finding, Mitigation, RiskFlag
from tests.factories import MitigationFactory, RiskFlagFactory, SnapshotFactory
from tests.oversight.dossier import load
from tests.oversight.sample import ON, dossier

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def group():
    return load(dossier(1)).group


def found(group, **changes):
    told = {"rule": "group.size", "status": "not_met", "sequence": 1, "since": ON} | changes
    return Finding.objects.create(group=group, **told)


def test_one_row_a_rule_and_subject_also_where_there_is_no_subject(group):
    person = group.memberships.get().person
    found(group)
    found(group, subject=person)
    for subject in (None, person):
        with pytest.raises(IntegrityError, match="finding_once"), transaction.atomic():
            found(group, subject=subject)


def test_only_exceptions_are_kept(group):
    with pytest.raises(IntegrityError, match="finding_is_an_exception"), transaction.atomic():
        found(group, status="met")


def test_no_more_rules_are_met_than_count(group):
    told = {"policy": "example", "as_at": ON, "next_gate": "membership", "blockers": 0, "risk_level": "none"}
    dates = {"proposal_due_on": ON, "assessed_at": group.changed_at, "fingerprint": "x"}
    with pytest.raises(IntegrityError, match="assessment_met_of_counted"), transaction.atomic():
        Assessment.objects.create(group=group, rules_met=2, rules_counted=1, **told, **dates)


def test_blocking_leaves_out_the_rest(group):
    blocker = found(group, is_blocker=True)
    found(group, rule="group.advisers")
    assert list(Finding.objects.blocking()) == [blocker]


@pytest.mark.parametrize(
    "accepted_on, until, holds",
    [(ON, ON, True), (ON + DAY, ON + DAY, False), (ON, ON - DAY, False), (None, ON, False), (ON - DAY, ON + DAY, True)],
)
def test_mitigation_holds_from_its_acceptance_to_its_last_day(accepted_on, until, holds):
    MitigationFactory(accepted_on=accepted_on, until=until)
    assert Mitigation.objects.holding(ON).exists() is holds


def test_mitigation_is_declined_with_an_answer():
    with pytest.raises(ValidationError, match="why you decline"):
        MitigationFactory.build(declined_on=ON).validate_constraints()


# --- flags and snapshots ---------------------------------------------------------------------------------------------
def test_one_open_flag_a_group_and_risk(group):
    RiskFlagFactory(group=group, opened_on=ON, closed_on=ON)
    RiskFlagFactory(group=group)
    RiskFlagFactory(group=group, risk="risk.proposal_late")
    with pytest.raises(IntegrityError, match="risk_flag_one_open"), transaction.atomic():
        RiskFlagFactory(group=group, level="watch")


@pytest.mark.parametrize(
    "fields, constraint",
    [({"level": "none"}, "says_a_risk"), ({"opened_on": ON, "closed_on": ON - DAY}, "closes_on_or_after_opening")],
)
def test_flag_refuses_what_cannot_be(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        RiskFlagFactory(**fields)


def test_flag_stands_from_its_first_day_to_the_day_before_it_closed(group):
    flag = RiskFlagFactory(group=group, opened_on=ON, closed_on=ON + 2 * DAY)
    standing = [list(RiskFlag.objects.on(ON + n * DAY)) for n in range(-1, 3)]
    assert standing == [[], [flag], [flag], []]
    assert not RiskFlag.objects.open().exists()


def test_one_snapshot_a_group_and_day(group):
    SnapshotFactory(group=group, on=ON, until=ON + DAY)
    SnapshotFactory(group=group, on=ON + DAY)
    with pytest.raises(IntegrityError, match="snapshot_once"), transaction.atomic():
        SnapshotFactory(group=group, on=ON)
    with pytest.raises(IntegrityError, match="snapshot_met_of_counted"), transaction.atomic():
        SnapshotFactory(group=group, rules_met=3)
