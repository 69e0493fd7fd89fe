"""Every support list opens for an administrator, with and without rows, and changes nothing."""

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from accounts.enums import OfficialRole
from guidance.duties.groups import group_answer
from oversight.actions import store
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    ConcernFactory,
    EpaoQuoteFactory,
    HandlingFactory,
    InvitationFactory,
    JustificationFactory,
    MeetingFactory,
    MilestoneFactory,
    MitigationFactory,
    OfficialFactory,
    RequestedMemberFactory,
    RiskFlagFactory,
    RouteOfficialFactory,
    SnapshotFactory,
    SubmissionFactory,
    WithdrawalCaseFactory,
)
from tests.groups.helpers import ready_group
from tests.structure.source import APPS

MODELS = [model for model in admin.site._registry if model._meta.app_label in APPS]
READ_ONLY = [model for model in MODELS if model._meta.app_label != "accounts"]

OF_A_GROUP = [
    *(
        ConcernFactory,
        InvitationFactory,
        JustificationFactory,
        MeetingFactory,
        MitigationFactory,
        WithdrawalCaseFactory,
    ),
    *(RequestedMemberFactory, SubmissionFactory, RiskFlagFactory, SnapshotFactory),
]


def page(model, what):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}")


@pytest.fixture
def administrator(client):
    sign_in_official(client, OfficialFactory(official_role=OfficialRole.ADMINISTRATOR, is_staff=True))


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    """Of each thing a row, made once and rolled back after the last test that looks at them."""
    with django_db_blocker.unblock(), transaction.atomic():
        group = ready_group()
        for make in OF_A_GROUP:
            make(group=group)
        HandlingFactory(interest__declaration__group=group)
        MilestoneFactory(work_plan__group=group)
        EpaoQuoteFactory(evidence__group=group)
        RouteOfficialFactory()
        store([group_answer(group.pk, today())])
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_opens(rows, client, administrator, model):
    assert client.get(page(model, "changelist")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model._meta.label)
def test_nothing_is_added_here(rows, client, administrator, model):
    assert client.get(page(model, "add")).status_code == 403


@pytest.mark.django_db
def test_other_officials_are_kept_out(client):
    sign_in_official(client, OfficialFactory())

    assert client.get(reverse("admin:index")).status_code == 302
