import dataclasses
from datetime import date, timedelta

import pytest
from django.utils import timezone

from groups.models import Group
from guidance.duties.groups import GroupAnswer, group_answer
from members.models import Membership
from oversight.actions import store, sweep, sweeping
from oversight.models import Assessment, Finding
from tests.oversight.dossier import load
from tests.oversight.sample import ON, dossier
from tests.races import in_two_connections

TOMORROW = ON + timedelta(days=1)


@pytest.fixture
def group(db):
    """Nine members, one of whom gave no day until which to serve: size and eligibility are not met."""
    told = dossier(9)
    told["memberships"][4]["plans_to_serve_until"] = None
    return load(told).group


def mark_changed(group, **changes):
    Group.objects.filter(pk=group.pk).update(changed_at=timezone.now(), **changes)


def rows(group):
    return list(Finding.objects.filter(group=group).values_list("rule", "subject", "status", "is_blocker", "since"))


def test_stores_the_answer_and_its_exceptions(group):
    assert store([group_answer(group.pk, ON)])

    kept = Assessment.objects.get(group=group)
    assert (kept.policy, kept.as_at, kept.next_gate) == ("skills-england-2025-06", ON, "membership")
    assert (kept.rules_met, kept.rules_counted, kept.blockers) == (9, 11, 2)
    assert (kept.risk_level, kept.proposal_due_on, kept.assessed_at) == ("none", date(2026, 5, 1), group.changed_at)
    late = Membership.objects.get(group=group, plans_to_serve_until=None).person_id
    assert rows(group) == [
        ("member.two_years", late, "not_met", False, ON),
        ("group.members_eligible", None, "not_met", True, ON),
        ("group.size", None, "not_met", True, ON),
        ("group.advisers", None, "not_met", False, ON),
    ]


def test_twice_writes_nothing(group, django_assert_num_queries):
    store([group_answer(group.pk, ON)])
    again = group_answer(group.pk, TOMORROW)
    with django_assert_num_queries(4):  # savepoint, lock, read, release
        assert not store([again])
    assert Assessment.objects.get(group=group).as_at == ON


def test_since_is_kept_while_a_finding_stays(group):
    store([group_answer(group.pk, ON)])
    Membership.objects.filter(group=group, plans_to_serve_until=None).update(plans_to_serve_until=date(2030, 1, 1))
    first = Membership.objects.filter(group=group).first()
    Membership.objects.filter(pk=first.pk).update(job_title="", ended_on=TOMORROW)
    mark_changed(group)

    assert store([group_answer(group.pk, TOMORROW)])
    since = {(rule, subject): day for rule, subject, _, _, day in rows(group)}
    assert since == {
        ("group.size", None): ON,
        ("group.advisers", None): ON,
        # the chair left
        ("chair.is_employer_member", first.person_id): TOMORROW,
        ("chair.meets_member_rules", first.person_id): TOMORROW,
        ("group.chairs_eligible", None): TOMORROW,
    }
    assert Finding.objects.get(rule="group.size").args["count"] == 8


def test_a_finding_that_comes_back_starts_anew(group):
    store([group_answer(group.pk, ON)])
    for fee, day in ((True, ON), (False, TOMORROW), (True, TOMORROW + timedelta(days=1))):
        mark_changed(group, charges_fee=fee)
        store([group_answer(group.pk, day)])
    assert Finding.objects.get(rule="group.no_fee").since == TOMORROW + timedelta(days=1)


def test_an_answer_about_an_earlier_state_is_dropped(group):
    early = group_answer(group.pk, ON)
    mark_changed(group, charges_fee=True)
    assert not store([early])
    assert not Assessment.objects.exists()


def test_an_answer_about_an_earlier_day_is_dropped(group):
    yesterday = group_answer(group.pk, ON)
    Membership.objects.filter(group=group).update(job_title="")
    store([group_answer(group.pk, TOMORROW)])
    assert not store([yesterday])
    assert Assessment.objects.get(group=group).as_at == TOMORROW


def test_a_change_without_effect_marks_the_group_as_assessed(group):
    store([group_answer(group.pk, ON)])
    mark_changed(group, name="Another name")
    assert store([group_answer(group.pk, ON)])
    group.refresh_from_db()
    assert Assessment.objects.get(group=group).assessed_at == group.changed_at


def test_a_group_that_is_gone_is_dropped(group):
    gone = group_answer(group.pk, ON)
    gone.result = dataclasses.replace(gone.result, group_id=0)
    assert not store([gone])


# --- sweeps ----------------------------------------------------------------------------------------------------------
def test_sweep_writes_once(group):
    assert sweep([group.pk], on=ON) == 1
    assert sweep(range(group.pk, group.pk + 1), on=ON) == 0
    assert sweep([group.pk], on=TOMORROW) == 0


def test_one_group_that_fails_keeps_none_from_the_rest(group, monkeypatch):
    told = dossier(1, reference="TB9002")
    told["people"][0]["email"] = "other@example.org"
    other = load(told).group

    def failing(facts, records, policy, on):
        if facts.group == group.pk:
            raise ValueError("a fault in a rule")
        return GroupAnswer(facts, records, policy, on)

    monkeypatch.setattr(sweeping, "GroupAnswer", failing)
    assert sweep([group.pk, other.pk], on=ON) == 1
    assert Assessment.objects.get().group == other


# --- two workers -----------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_two_workers_store_one_answer_once(attempt):
    group = load(dossier(9)).group
    result = group_answer(group.pk, ON)
    answers = in_two_connections(lambda: store([result]), lambda: store([result]))
    assert sorted(answers) == [0, 1]
    assert Assessment.objects.count() == 1
    assert [row[0] for row in rows(group)] == ["group.size", "group.advisers"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_a_late_worker_does_not_put_back_what_has_changed(attempt):
    group = load(dossier(9)).group
    early = group_answer(group.pk, ON)
    mark_changed(group, charges_fee=True)
    late = group_answer(group.pk, ON)
    answers = in_two_connections(lambda: store([early]), lambda: store([late]))
    assert answers == [0, 1]
    assert "group.no_fee" in {row[0] for row in rows(group)}
