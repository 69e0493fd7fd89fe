"""Lists inside pages take as many statements for three rows as for one; those with a page of their own say so there."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from groups.enums import Side
from groups.models import Group
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    ChairAppointmentFactory,
    DecisionFactory,
    DeclarationFactory,
    EpaoQuoteFactory,
    FundingDocumentFactory,
    FundingEvidenceFactory,
    GroupFactory,
    HandlingFactory,
    InterestFactory,
    JustificationFactory,
    MembershipSubmissionFactory,
    MotionFactory,
    QueryFactory,
    RequestedMemberFactory,
    ReviewCommentFactory,
    RiskFlagFactory,
    SubmissionFactory,
    VersionFactory,
    WorkPlanFactory,
    eligible_member,
)
from tests.groups.led import chair, led_group, manager, route

pytestmark = pytest.mark.django_db
MOST = 16  # statements of a page, for officials the second factor's included
MOST_AT_HOME = 21  # the first page gathers what every app asks of a person


@pytest.fixture
def group() -> Group:
    return led_group()


# --- what each list holds: the row of that number, and the address of the page ---------------------------------------
def home(group: Group, number: int) -> str:
    """Groups that one person chairs, each with a vote, an interest and a work plan that wait."""
    own = GroupFactory(membership_approved_on=today())
    membership = eligible_member(group=own, person=group.chairs.get().person)
    ChairAppointmentFactory(group=own, person=membership.person)
    MotionFactory(group=own)
    WorkPlanFactory(group=own, agreed_on=None, proposed_side=Side.REGULATOR)
    InterestFactory(declaration__group=own, declaration__person=eligible_member(group=own).person)
    return "/home/"


def group_page(group: Group, number: int) -> str:
    RiskFlagFactory(group=group, risk=["risk.quality", "risk.proposal_late", "risk.refuses_collaboration"][number])
    RequestedMemberFactory(group=group)
    JustificationFactory(group=group, rule=["group.size", "group.represents_size", "group.represents_sector"][number])
    eligible_member(group=group)
    return group.get_absolute_url()


def to_decide(group: Group, number: int) -> str:
    if not number:
        MembershipSubmissionFactory(group=group)
    eligible_member(group=group)
    JustificationFactory(group=group, rule=["group.size", "group.represents_size", "group.represents_sector"][number])
    return reverse("overview:decide", args=[group.pk])


def check(group: Group, number: int) -> str:
    eligible_member(group=group)
    return reverse("overview:check", args=[group.pk])


def query(group: Group, number: int) -> str:
    first = group.queries.filter(follows=None).first() or QueryFactory(group=group, answered=True)
    QueryFactory(group=group, follows=first)
    return first.get_absolute_url()


def submissions(group: Group, number: int) -> str:
    DecisionFactory(submission=VersionFactory(submission__group=group, frozen=True).submission)
    return reverse("proposals:list", args=[group.pk])


def _reviewed(group: Group, number: int) -> dict[str, int]:
    """One submission with one more version, comment and member asked for each time."""
    one = group.submissions.first() or SubmissionFactory(group=group, submitted_on=today())
    if not number:
        DecisionFactory(submission=one)
    VersionFactory(submission=one, number=number + 1, frozen=True, motion=MotionFactory(group=group))
    ReviewCommentFactory(submission=one, resolved_at=None)
    RequestedMemberFactory(group=group, met_on=today(), membership=eligible_member(group=group))
    return {"pk": group.pk, "submission_pk": one.pk}


def submission(group: Group, number: int) -> str:
    return reverse("proposals:detail", kwargs=_reviewed(group, number))


def version(group: Group, number: int) -> str:
    return reverse("proposals:version", kwargs=_reviewed(group, number) | {"number": 1})


def judged(group: Group, number: int) -> str:
    return reverse("proposals:decide", kwargs=_reviewed(group, number))


def funding(group: Group, number: int) -> str:
    evidence = getattr(group, "funding_evidence", None) or FundingEvidenceFactory(group=group)
    EpaoQuoteFactory(evidence=evidence)
    FundingDocumentFactory(evidence=evidence)
    return reverse("proposals:funding", args=[group.pk])


def interest(group: Group, number: int) -> str:
    """What it said before, and how it was handled."""
    person = group.chairs.get().person
    one = InterestFactory._meta.model.objects.first() or InterestFactory(
        declaration=DeclarationFactory(group=group, person=person)
    )
    HandlingFactory(interest=one)
    one.description, one.revision = f"Changed {number}", one.revision + 1
    one.save()
    return reverse("conflicts:interest", args=[group.pk, one.pk])


CASES: list[tuple[Callable[[Group, int], str], Callable[[Group], User]]] = [
    (home, chair),
    (group_page, manager),
    (to_decide, manager),
    (check, chair),
    (query, chair),
    (submissions, chair),
    (submission, manager),
    (version, manager),
    (judged, route),
    (funding, chair),
    (interest, chair),
]


@pytest.mark.parametrize(("rows", "who"), CASES, ids=[rows.__name__ for rows, _ in CASES])
def test_page_takes_as_many_statements_for_three_rows_as_for_one(client: Client, group: Group, rows, who) -> None:
    user = who(group)
    (sign_in_official if user.is_official else Client.force_login)(client, user)
    one = _statements(client, rows(group, 0))
    rows(group, 1)
    three = _statements(client, rows(group, 2))

    assert one == three <= (MOST_AT_HOME if rows is home else MOST)


def _statements(client: Client, address: str) -> int:
    """After a first visit, which reads what is kept."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
