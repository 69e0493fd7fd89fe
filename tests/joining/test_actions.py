from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from conflicts.models import Declaration, Interest
from guidance.assessment import assess
from guidance.vocabulary import Status
from joining.actions import joining as actions
from members.models import Invitation, Membership, Person
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.days import as_now
from tests.factories import (
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
    eligible_chair,
)
from tests.members.helpers import EMPLOYER_CONSENTS, EMPLOYER_STATEMENTS, WORDING, answered, details

pytestmark = pytest.mark.django_db

INTEREST = {
    "nature": "financial",
    "perception": "actual",
    "description": "Owns shares.",
    "by_employment": False,
    "organisation": "Sample College",
    "delivers": ["training"],
    "employs_in_occupation": False,
    "may_profit": True,
}


def invited(**fields):
    fields = {"email": "ann@example.org", "answers": answered(), **fields}
    return InvitationFactory(**fields), UserFactory(email=fields["email"])


def accept(invitation, by, interests=(), now=None):
    return actions.accept(invitation=invitation, interests=interests, wording=WORDING, by=by, now=now or timezone.now())


def test_accept_makes_everything_at_once():
    invitation, user = invited()

    membership = accept(invitation, user, [INTEREST])

    assert (membership.started_on, membership.approval, membership.kind) == (today(), "draft", "employer")
    assert (membership.person.user, membership.person.phone) == (user, "020 7946 0000")
    assert membership.organisation.name == "Sample Works Ltd"
    assert set(membership.statements.values_list("code", flat=True)) == set(EMPLOYER_STATEMENTS)
    assert set(membership.consents.values_list("code", flat=True)) == set(EMPLOYER_CONSENTS)
    assert set(membership.consents.values_list("wording_version", flat=True)) == {"skills-england-2025-06"}
    interest = Interest.objects.get(declaration__person=membership.person)
    assert (interest.organisation.delivers, interest.organisation.may_profit) == (["training"], True)
    invitation.refresh_from_db()
    assert invitation.membership == membership and invitation.accepted_at and invitation.answers == {}
    assert membership.history.get().history_user == user


def test_who_accepts_with_every_answer_meets_every_rule():
    invitation, user = invited()
    membership = accept(invitation, user)

    findings = assess(invitation.group_id, today()).of_person(membership.person_id)

    assert findings and {finding.status for finding in findings} == {Status.MET}


def test_accept_without_interests_is_a_nil_declaration():
    invitation, user = invited()
    membership = accept(invitation, user)

    declaration = Declaration.objects.get(person=membership.person)
    assert (declaration.group, declaration.interests.count()) == (invitation.group, 0)


def test_nobody_gets_a_mail_of_its_own_about_who_joined():
    """The chairs read it in their digest: see tests/duties/test_news.py."""
    invitation, user = invited()
    eligible_chair(group=invitation.group)
    accept(invitation, user)

    assert not OutgoingMail.objects.exists()


def test_accept_touches_the_group():
    invitation, user = invited()
    now = timezone.now()
    accept(invitation, user, now=now)

    invitation.group.refresh_from_db()
    assert invitation.group.changed_at == now


def test_accept_takes_the_person_that_is_there():
    invitation, user = invited()
    person = PersonFactory(user=user, name="Old name")

    membership = accept(invitation, user)

    assert membership.person == person
    assert membership.person.name == "Ann Example"


def test_accept_links_a_person_known_by_the_address_alone():
    invitation, user = invited()
    person = PersonFactory(user=None, name="Imported", email="ann@example.org")

    assert accept(invitation, user).person == person


def test_accept_twice_gives_the_same_membership():
    invitation, user = invited()

    assert accept(invitation, user) == accept(invitation, user)
    assert Membership.objects.count() == Declaration.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"revoked_at": timezone.now},
        {"sent_at": lambda: timezone.now() - timedelta(days=60)},
        {"answers": {}},
        {"answers": {"details": details()}},
        {"answers": answered(statements={"statements": [], "consents": []})},
    ],
    ids=["revoked", "expired", "nothing answered", "one page", "details not to be held"],
)
def test_accept_is_refused(fields):
    fields = as_now(fields)
    if "revoked_at" in fields:
        fields["revoked_by"] = UserFactory()
    invitation, user = invited(**fields)

    with pytest.raises(Conflict):
        accept(invitation, user)

    assert not Membership.objects.exists() and not Person.objects.filter(user=user).exists()


def test_accept_is_refused_to_who_serves_already():
    invitation, user = invited()
    MembershipFactory(group=invitation.group, person__user=user, adviser=True)

    with pytest.raises(Conflict):
        accept(invitation, user)


def test_adviser_gives_the_undertaking_and_no_member_statements():
    ticked = {"statements": ["no_promotion", "own_workforce"], "consents": ["details_held", "wider_mailings"]}
    own = {"name": "Ada", "job_title": "Adviser", "phone": "", "organisation": details()["organisation"]}
    invitation, user = invited(
        kind="adviser", adviser_kind="apprentice", answers={"details": own, "statements": ticked}
    )

    membership = accept(invitation, user)

    assert [row.code for row in membership.statements.all()] == ["no_promotion"]
    assert [row.code for row in membership.consents.all()] == ["details_held"]
    assert membership.adviser_kind == "apprentice"


def test_declared_organisation_gains_and_never_loses():
    known = OrganisationFactory(name="Sample College", kind="training_provider", delivers=["epa"])
    invitation, user = invited()
    InvitationFactory(group=invitation.group, organisation=known)

    accept(invitation, user, [INTEREST])

    known.refresh_from_db()
    assert (known.kind, known.delivers) == ("training_provider", ["epa", "training"])
    assert known.employs_in_occupation


def test_save_answers_keeps_the_other_pages():
    invitation, _ = invited(answers={"details": {"name": "Ann"}})

    actions.save_answers(invitation=invitation, page="statements", answers={"consents": []}, now=timezone.now())

    invitation.refresh_from_db()
    assert invitation.answers == {"details": {"name": "Ann"}, "statements": {"consents": []}}


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_once_make_one_membership():
    invitation, user = invited()
    barrier = Barrier(2)

    def attempt(_):
        try:
            barrier.wait(timeout=10)
            return accept(Invitation.objects.get(pk=invitation.pk), user, [INTEREST]).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(attempt, range(2))

    assert first == second
    assert Membership.objects.count() == Declaration.objects.count() == Interest.objects.count() == 1
