"""The benchmark of the sweep at a size that takes a second: that it runs, and that its groups are what it says."""

import pytest
from django.apps import apps

from benchmarks import assess, sweep, sweeping, whole
from groups.models import Group
from members.models import Consent, Membership, Statement
from oversight.models import Assessment, Finding

GROUPS = 20
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_vacuum(monkeypatch):
    """VACUUM needs a transaction of its own, and a test is in one."""
    monkeypatch.setattr(whole, "settle", lambda: None)
    monkeypatch.setattr(sweep, "settle", lambda: None)


def test_groups_are_of_full_size():
    whole.fill(GROUPS // 2)
    whole.fill(GROUPS)
    assert Group.objects.count() == GROUPS
    assert Membership.objects.count() == 15 * GROUPS
    assert Statement.objects.count() + Consent.objects.count() == 12 * 15 * GROUPS
    assert sum(group.declarations.count() for group in Group.objects.all()) == 15 * GROUPS


def test_rows_have_their_parents():
    """The database did not look while they were made."""
    whole.fill(GROUPS)
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation:
                orphans = model._base_manager.filter(**{f"{field.name}__isnull": False}).exclude(
                    **{f"{field.attname}__in": field.related_model._base_manager.values(field.target_field.attname)}
                )
                assert not orphans.exists(), f"{model._meta.label}.{field.name}"


def test_sweep_is_measured(monkeypatch):
    monkeypatch.setattr(sweep, "sweep_in_a_fresh_process", sweeping.sweep)
    whole.fill(GROUPS)
    told = sweep.measure(GROUPS)
    assert (told["groups"], told["first_stored"], told["assess_queries"]) == (GROUPS, GROUPS, 2)
    assert min(told["bare_sql_s"], told["sweep_s"], told["peak_mib"]) > 0
    assert Assessment.objects.count() == GROUPS
    assert len(set(Finding.objects.values_list("rule", flat=True))) > 10
    assert len(set(Assessment.objects.values_list("next_gate", flat=True))) > 2


def test_one_assessment_is_measured():
    whole.fill(GROUPS)
    (told,) = assess.run([GROUPS])
    assert told["queries"] == 2
    assert 0 < told["p50_ms"] <= told["p95_ms"]
