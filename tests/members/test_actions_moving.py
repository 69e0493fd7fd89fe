"""A member changes employer: one membership ends, another begins, and what hangs on the employer is asked anew."""

from datetime import timedelta

import pytest
from django.urls import reverse

from guidance.assessment import assess
from guidance.vocabulary import Approval, ConsentCode, StatementCode, Status
from members.models import Membership
from portal.calendar import today
from portal.models import OutgoingMail
from tests.days import as_now
from tests.factories import (
    GroupFactory,
    MembershipSubmissionFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import text_of, two_years, typed_date, typed_organisation

pytestmark = pytest.mark.django_db
HOLDS = [
    *(StatementCode.OWN_WORKFORCE, StatementCode.USES_APPRENTICESHIPS),
    *(ConsentCode.EMPLOYER_AGREES_MEMBERSHIP, ConsentCode.EMPLOYER_NAME_PUBLISHED),
]


@pytest.fixture
def member():
    return eligible_member(group=GroupFactory(membership_approved_on=today()), approval=Approval.APPROVED)


def sent(**changed):
    own = {"job_title": "Head of works", "occupation_experience": "recent", "given": [str(code) for code in HOLDS]}
    days = {**typed_date("moved_on", today()), **typed_date("plans_to_serve_until", two_years())}
    return {**own, **days, **typed_organisation(organisation_name="New Works Ltd"), **changed}


def move(client, member, **changed):
    client.force_login(member.person.user)
    return client.post(reverse("overview:mine_employer", args=[member.group_id]), sent(**changed))


def not_met(membership):
    findings = assess(membership.group_id, today()).of_person(membership.person_id)
    return {one.rule for one in findings if one.status == Status.NOT_MET}


def test_old_membership_ends_new_one_waits_and_interests_are_asked(client, member):
    chair = eligible_chair(group=member.group)

    response = move(client, member)

    assert response.url == reverse("conflicts:declare", args=[member.group_id])
    member.refresh_from_db()
    assert (member.ended_on, member.end_reason) == (today(), "changed_employer")
    new = Membership.objects.current(today()).get(person=member.person)
    assert (new.organisation.name, new.job_title, new.approval) == ("New Works Ltd", "Head of works", Approval.DRAFT)
    assert (new.started_on, new.occupation_experience, new.expertise) == (today(), "recent", member.expertise)
    assert list(Membership.objects.to_decide(today()).exclude(person=chair.person)) == [new]
    assert not not_met(new)
    assert OutgoingMail.objects.get(kind="members.employer_changed").to == chair.person.email


def test_what_was_said_of_the_old_employer_does_not_go_on_and_the_rest_does(client, member):
    move(client, member, given=[])

    new = Membership.objects.current(today()).get(person=member.person)
    assert not_met(new) == {"member.is_employer", "member.uses_apprenticeships", "member.employer_agreed"}
    kept = new.statements.get(code=StatementCode.KNOWLEDGE)
    assert kept.given_on == member.statements.get(code=StatementCode.KNOWLEDGE).given_on


def test_chair_stays_chair_and_confirms_anew(client):
    chair = eligible_chair(group=GroupFactory(membership_approved_on=today()))

    move(client, Membership.objects.get())

    chair.refresh_from_db()
    assert (chair.ended_on, chair.confirmed_no_interest_on) == (None, None)
    new = Membership.objects.current(today()).get()
    assert {rule for rule in not_met(new) if rule.startswith("chair.")} == {"chair.confirmed_no_interest"}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (lambda: typed_date("moved_on", today() + timedelta(days=1)), "today or in the past"),
        (lambda: typed_date("moved_on", today() - timedelta(days=400)), "when your membership began"),
        ({"organisation_region": ""}, "Select head office"),
    ],
)
def test_wrong_answers_are_told_and_nothing_changes(client, member, changed, words):
    response = move(client, member, **as_now(changed))
    assert response.status_code == 422
    assert "There is a problem" in text_of(response)
    assert words.lower().split()[-1] in text_of(response).lower()
    assert Membership.objects.count() == 1


def test_same_employer_is_no_change(client, member):
    assert move(client, member, organisation_name=member.organisation.name.upper()).status_code == 422


def test_nobody_moves_while_the_membership_is_submitted(client):
    member = eligible_member(approval=Approval.SUBMITTED)
    MembershipSubmissionFactory(group=member.group)
    assert move(client, member).status_code == 409


def test_another_employer_is_not_written_over_the_old_one(client, member):
    client.force_login(member.person.user)
    address = reverse("overview:mine_details", args=[member.group_id])
    form = client.get(address).context["form"]
    data = typed_organisation(organisation_name="New Works Ltd", organisation_is_same="")
    refused = client.post(address, {**data, "seen": form["seen"].value(), "name": "Ann", "job_title": "Owner"})
    assert refused.status_code == 422 and "I have changed employer" in text_of(refused)
