"""Who decides the membership sees the occupation beside the group and what changed, and can ask for members."""

from datetime import timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.actions import registering
from groups.enums import Outcome
from groups.models import EmployerPopulation, Group, MembershipSubmission
from guidance.assessment import assess
from guidance.vocabulary import Approval, Dimension, GateCode
from members.actions import approval as actions
from members.models import Membership, RequestedMember
from portal.edits import form_digest
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import RequestedMemberFactory, eligible_member
from tests.groups.helpers import chair_of, ready_group

pytestmark = pytest.mark.django_db
SUBMITTING = ("groups.membership_submitted", "groups.membership_received")  # mails of a submission
MOST = 24  # statements, of which what changed takes two for each kind of row, and the last look one
ASKED = "A small employer in London: six in ten employers are there\n\n A trade body’s choice of employer, for depth \n"
SHARES = {
    Dimension.SIZE: {"medium": Decimal("0.55"), "small": Decimal("0.4"), "micro": Decimal("0.05")},
    Dimension.SECTOR: {"C": Decimal(1)},
    Dimension.REGION: {"north_west": Decimal(1)},
}


@pytest.fixture
def group() -> Group:
    """Submitted for the first time."""
    group = ready_group()
    submit(group)
    return group


def submit(group: Group) -> MembershipSubmission:
    return actions.submit(group=group, by=chair_of(group).person.user, now=timezone.now())


def give_back(group: Group) -> None:
    reasons = "Say where the figures come from."
    actions.return_(group=group, reasons=reasons, by=manager_of(group), now=timezone.now())


def manager_of(group: Group):
    return group.officials.get().user


def population(group: Group, source: str, shares: dict) -> None:
    registering.save_population(
        group=group,
        source=source,
        shares=shares,
        seen=form_digest(registering.population_answers(group)),
        by=chair_of(group).person.user,
        now=timezone.now(),
    )


def running(group: Group, **answers: object) -> None:
    group.refresh_from_db()
    now_there = registering.running_answers(group)
    seen = form_digest(now_there)
    registering.save_running(
        group=group, answers=now_there | answers, seen=seen, by=chair_of(group).person.user, now=timezone.now()
    )


def address(group: Group) -> str:
    return reverse("overview:decide", args=[group.pk])


def page_of(client, group: Group) -> BeautifulSoup:
    sign_in_official(client, manager_of(group))
    return BeautifulSoup(client.get(address(group)).content, "html.parser")


def rows_of(page: BeautifulSoup, caption: str) -> list[list[str]]:
    table = next(table for table in page.find_all("table") if table.caption and table.caption.text == caption)
    return [[cell.get_text(" ", strip=True) for cell in row(["th", "td"])] for row in table.tbody("tr")]


# --- the occupation beside the group ---------------------------------------------------------------------------------
def test_the_occupations_figures_stand_beside_the_groups(client, group) -> None:
    EmployerPopulation.objects.update(source="A survey of employers", figures_on=timezone.localdate() - timedelta(20))
    group.population.shares.filter(dimension=Dimension.SIZE).delete()
    for category, share in SHARES[Dimension.SIZE].items():
        group.population.shares.create(dimension=Dimension.SIZE, category=category, share=share)

    page = page_of(client, group)

    assert "A survey of employers, of " in page.text and "10% or more" in page.text
    assert rows_of(page, "Size of employer") == [
        ["Micro: 1 to 9 employees", "5%", "0% (0)"],
        ["Small: 10 to 49 employees Material, not covered", "40%", "0% (0)"],
        ["Medium: 50 to 249 employees Material, covered", "55%", "100% (10)"],
    ]
    assert rows_of(page, "Sector") == [["Manufacturing Material, covered", "100%", "100% (10)"]]
    assert rows_of(page, "Region") == [["North West Material, covered", "100%", "100% (10)"]]


def test_without_figures_the_page_says_so(client, group) -> None:
    group.population.shares.all().delete()
    group.population.delete()

    page = page_of(client, group)

    assert "nobody can say who is missing" in page.text
    assert rows_of(page, "Region") == [["North West", "Not given", "100% (10)"]]


# --- what changed ----------------------------------------------------------------------------------------------------
def test_a_first_submission_is_said_to_be_the_first(client, group) -> None:
    page = page_of(client, group)

    assert "This is the first submission" in page.text
    assert "What changed since" not in page.text


def test_what_changed_since_the_last_decision_is_listed(client, group) -> None:
    give_back(group)
    eligible_member(group=group, person__name="Joined Since")
    gone = Membership.objects.filter(group=group).exclude(person=chair_of(group).person).first()
    gone.ended_on, gone.end_reason = timezone.localdate(), "resigned"
    gone.save()
    running(group, charges_fee=True, capacity=False, drafting=False)
    population(group, "A new survey", SHARES)
    running(group, charges_fee=False, capacity=True, drafting=True)
    running(group, charges_fee=True)
    MembershipSubmission.objects.create(
        group=group, submitted_at=timezone.now(), submitted_by=chair_of(group).person.user
    )

    page = page_of(client, group)

    lines = [item.get_text(" ", strip=True) for item in page.select("li.app-wrap")]
    said = "\n".join(lines)
    assert "Say where the figures come from." in page.text
    assert "Joined Since : joined on" in said and f"{gone.person.name} : left on" in said
    assert "Charges a fee : yes (before: no)" in lines
    assert "Capacity confirmed : on " in said and "Responsibility for drafting confirmed : on " in said
    assert "Source : A new survey (before: Invented figures)" in lines
    assert (
        "Size of employer : Medium: 50 to 249 employees 55% (before: 100%);"
        " Micro: 1 to 9 employees 5% (before: not given); Small: 10 to 49 employees 40% (before: not given)"
    ) in lines
    assert "Sector" not in said  # as it was


def test_a_category_taken_out_and_put_back_has_not_changed(client, group) -> None:
    give_back(group)
    first = {**SHARES, Dimension.SIZE: {"medium": Decimal(1)}}
    population(group, "Invented figures", SHARES)
    population(group, "Invented figures", {**first, Dimension.REGION: {"london": Decimal(1)}})
    population(group, "Invented figures", first)
    submit(group)

    assert "as they were" in page_of(client, group).text


def test_the_page_takes_as_many_statements_for_three_who_joined_as_for_one(client) -> None:
    assert _statements(client, 1) == _statements(client, 3) <= MOST


def _statements(client, joined: int) -> int:
    group = ready_group()
    submit(group)
    give_back(group)
    for _ in range(joined):
        eligible_member(group=group)
        RequestedMemberFactory(group=group)
    population(group, "A new survey", {**SHARES, Dimension.SIZE: {"medium": Decimal(1)}})
    submit(group)
    sign_in_official(client, manager_of(group))
    client.get(address(group))
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address(group)).status_code == 200
    return len(caught)


# --- asking for members ----------------------------------------------------------------------------------------------
def test_approving_asks_for_members_in_the_same_act(client, group) -> None:
    sign_in_official(client, manager_of(group))

    response = client.post(address(group), {"outcome": "asking", "requested": ASKED, "reasons": "A good start."})

    assert response.url == group.get_absolute_url()
    group.refresh_from_db()
    assert group.membership_approved_on == timezone.localdate()
    assert MembershipSubmission.objects.get().outcome == Outcome.APPROVED
    assert set(Membership.objects.values_list("approval", flat=True)) == {Approval.APPROVED}
    wanted = [line.strip() for line in ASKED.splitlines() if line.strip()]
    assert list(RequestedMember.objects.values_list("description", flat=True)) == wanted
    assert set(RequestedMember.objects.values_list("requested_by", "met_on")) == {(manager_of(group).pk, None)}
    gates = assess(group.pk, timezone.localdate()).gates
    assert "group.requested_members" in gates[GateCode.AGREEMENT].blockers
    assert not any("group.requested_members" in gate.blockers for code, gate in gates.items() if code != "agreement")


def test_the_chairs_read_once_what_is_asked_and_until_when(client, group) -> None:
    sign_in_official(client, manager_of(group))
    client.post(address(group), {"outcome": "asking", "requested": ASKED})

    mail = OutgoingMail.objects.exclude(kind__in=SUBMITTING).get()

    assert mail.to == chair_of(group).person.user.email
    assert mail.subject == f"{group.reference}: membership approved, and members asked for"
    assert "- A small employer in London: six in ten employers are there\n" in mail.text
    assert "must be added before your occupation proposal can be agreed" in mail.text


def test_a_plain_approval_asks_for_nobody(client, group) -> None:
    sign_in_official(client, manager_of(group))
    client.post(address(group), {"outcome": "approved", "requested": " \n "})

    assert not RequestedMember.objects.exists()
    assert "asked" not in OutgoingMail.objects.get(kind="groups.membership_approved").subject


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"outcome": "asking", "requested": " \n", "reasons": "Kept"}, "Say which members you ask for"),
        ({"outcome": "asking", "requested": "\n".join(map(str, range(11)))}, "Ask for 10 members at most"),
        ({"outcome": "approved", "requested": "Kept employer"}, "or empty the list of members"),
        ({"outcome": "returned", "requested": "Kept employer"}, "Say why you return the membership"),
        ({"requested": "Kept employer"}, "Choose whether to approve or return"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_saves_nothing(client, group, answers, error) -> None:
    sign_in_official(client, manager_of(group))

    response = client.post(address(group), answers)

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422 and error in page.find(class_="govuk-error-summary").text
    for name in ("requested", "reasons"):
        assert page.find("textarea", {"name": name}).text.strip() == answers.get(name, "").strip()
    assert not RequestedMember.objects.exists()
    assert MembershipSubmission.objects.get().decided_at is None


def test_nothing_is_asked_for_while_a_rule_is_not_met(client, group) -> None:
    Membership.objects.filter(group=group).first().consents.all().delete()
    sign_in_official(client, manager_of(group))

    response = client.post(address(group), {"outcome": "asking", "requested": ASKED})

    assert response.status_code == 422
    assert "six in ten employers are there" in response.content.decode()
    assert not RequestedMember.objects.exists()
    assert not OutgoingMail.objects.exclude(kind__in=SUBMITTING).exists()


def test_who_was_asked_for_before_is_on_the_page(client, group) -> None:
    RequestedMemberFactory(group=group, description="A hospital")

    assert "A hospital" in page_of(client, group).text
