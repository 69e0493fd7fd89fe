from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conflicts.actions import declaring as actions
from conflicts.enums import Subject
from conflicts.models import Declaration, Interest
from conflicts.rules import barred
from guidance.assessment import assess
from guidance.vocabulary import Status
from oversight.models import Finding
from oversight.tasks import assess_group
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.factories import (
    DeclarationFactory,
    GroupOfficialFactory,
    HandlingFactory,
    InterestFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import INTEREST, text_of, typed_date, typed_interests

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair():
    return eligible_chair()


@pytest.fixture
def member(client, chair):
    membership = eligible_member(group=chair.group)
    client.force_login(membership.person.user)
    return membership


def declare_url(membership):
    return reverse("conflicts:declare", args=[membership.group_id])


def end_url(membership, interest):
    return reverse("conflicts:end_interest", args=[membership.group_id, interest.pk])


def own_interest(membership, **fields):
    declaration = DeclarationFactory(group=membership.group, person=membership.person)
    return InterestFactory(declaration=declaration, **fields)


def test_declared_interest_is_on_the_register_and_the_chair_hears(client, chair, member):
    page = text_of(client.get(declare_url(member)))
    response = client.post(declare_url(member), typed_interests(INTEREST), follow=True)

    assert "declaring is always better than not" in page
    assert "Owns shares in the college." in text_of(response)
    mail = OutgoingMail.objects.get(kind="conflicts.interest_declared")
    assert mail.to == chair.person.email
    assert "college" not in mail.text  # mail says that something was declared, not what


def test_declaration_sent_twice_is_written_once(client, member):
    before = Declaration.objects.count()
    for _ in range(2):
        client.post(declare_url(member), typed_interests(INTEREST))

    assert Declaration.objects.count() == before + 1
    assert Interest.objects.count() == 1


def test_renewal_a_year_later_counts(client, member):
    member.started_on = today() - timedelta(days=400)
    member.save()
    Declaration.objects.filter(person=member.person).update(declared_on=member.started_on)

    def declared():
        findings = assess(member.group_id, today()).of_person(member.person_id)
        return next(one.status for one in findings if one.rule == "member.interests_declared")

    assert declared() == Status.NOT_MET
    client.post(declare_url(member), typed_interests(has_interests="none"))
    assert declared() == Status.MET


def test_nil_declaration_leaves_earlier_interests_standing(client, member):
    own_interest(member)
    assert "You have declared these already" in text_of(client.get(declare_url(member)))

    client.post(declare_url(member), typed_interests(has_interests="none"))

    assert Interest.objects.current(today()).count() == 1
    assert not OutgoingMail.objects.filter(kind="conflicts.interest_declared").exists()


def test_declaration_with_errors_keeps_what_was_typed(client, member):
    response = client.post(declare_url(member), typed_interests({**INTEREST, "description": "x" * 10_000}))
    controls = client.post(declare_url(member), typed_interests({**INTEREST, "description": "a\x00b"}))

    assert response.status_code == controls.status_code == 422
    assert "x" * 10_000 in response.content.decode()
    assert not Interest.objects.exists()


def test_another_interest_is_added_without_losing_any(client, member):
    response = client.post(declare_url(member), {**typed_interests(INTEREST), "another": "1"})

    assert response.status_code == 200
    assert "Interest 2" in text_of(response) and "Owns shares" in response.content.decode()


def test_own_interest_is_ended_and_stays_on_record(client, member):
    interest = own_interest(member)
    assert "It stays on record" in text_of(client.get(end_url(member, interest)))

    response = client.post(end_url(member, interest), typed_date("ended_on", today()), follow=True)

    assert "Ended" in text_of(response)
    assert not Interest.objects.current(today()).exists()
    interest.refresh_from_db()
    assert interest.ended_on == today()


@pytest.mark.parametrize("days, words", [(1, "The date must be today or in the past"), (-30, "on or after")])
def test_end_of_an_interest_lies_between_its_declaration_and_today(client, member, days, words):
    interest = own_interest(member)

    response = client.post(end_url(member, interest), typed_date("ended_on", today() + timedelta(days=days)))

    assert response.status_code == 422
    assert words in text_of(response)


def test_interests_of_others_are_not_found(client, chair, member):
    of_colleague = InterestFactory(declaration__group=chair.group, declaration__person=chair.person)
    elsewhere = InterestFactory(declaration__person=member.person)

    for interest in (of_colleague, elsewhere):
        assert client.post(end_url(member, interest), typed_date("ended_on", today())).status_code == 404


def test_interest_is_ended_once(member):
    interest = own_interest(member)
    end = {"by": member.person.user, "now": timezone.now()}
    actions.end_interest(interest=interest, ended_on=today(), **end)
    actions.end_interest(interest=interest, ended_on=today(), **end)

    with pytest.raises(Conflict):
        actions.end_interest(interest=interest, ended_on=today() - timedelta(days=1), **end)


def test_chair_does_not_get_mail_about_the_own_interest(client, chair):
    client.force_login(chair.person.user)
    client.post(reverse("conflicts:declare", args=[chair.group_id]), typed_interests(INTEREST))

    assert Interest.objects.count() == 1
    assert not OutgoingMail.objects.filter(kind="conflicts.interest_declared").exists()


# --- change, renewal, who hears --------------------------------------------------------------------------------------
def change_url(membership, interest):
    return reverse("conflicts:change_interest", args=[membership.group_id, interest.pk])


def typed_change(client, membership, interest, **changed):
    """What the form shows, and what is typed over it."""
    form = client.get(change_url(membership, interest)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | changed).items() if value not in (None, False)}


def test_change_keeps_what_it_said_and_the_handling_and_asks_for_another_look(client, chair, member):
    interest = own_interest(member, description="Owns half.")
    HandlingFactory(interest=interest)
    typed = typed_change(client, member, interest, description="Owns all of it.")

    page = text_of(client.post(change_url(member, interest), typed, follow=True))

    assert "Owns half." in page and "Owns all of it." in page and "Changed since handled" in page
    interest.refresh_from_db()
    assert (interest.revision, interest.history.count()) == (2, 2)
    assert interest.revised_on == today()
    assert member.person_id in barred(member.group, Subject.PROPOSAL, today())
    assert OutgoingMail.objects.get(kind="conflicts.interest_changed").to == chair.person.email


def test_change_that_changes_nothing_is_none(client, member):
    interest = own_interest(member)

    client.post(change_url(member, interest), typed_change(client, member, interest))

    interest.refresh_from_db()
    assert (interest.revision, interest.history.count()) == (1, 1)
    assert interest.revised_on is None
    assert not OutgoingMail.objects.exists()


def test_wrong_word_about_an_organisation_is_taken_back(client, member):
    client.post(declare_url(member), typed_interests(INTEREST))
    interest = Interest.objects.get()

    client.post(change_url(member, interest), typed_change(client, member, interest, concerns=["epa"]))

    interest.organisation.refresh_from_db()
    assert interest.organisation.delivers == ["epa"]
    assert not interest.organisation.employs_in_occupation


def test_change_from_a_page_that_is_out_of_date_shows_both_versions(client, member):
    interest = own_interest(member, description="Owns half.")
    typed = typed_change(client, member, interest, description="Owns nothing.")
    interest.description = "Owns all of it."
    interest.save()

    response = client.post(change_url(member, interest), typed)

    assert response.status_code == 409
    assert "Owns all of it." in text_of(response) and "Owns nothing." in text_of(response)
    interest.refresh_from_db()
    assert interest.description == "Owns all of it."


def test_ended_interest_is_not_changed(client, member):
    interest = own_interest(member)
    typed = typed_change(client, member, interest, description="Other words.")
    Interest.objects.update(ended_on=today())

    assert client.post(change_url(member, interest), typed).status_code == 409


def test_who_handles_it_hears_that_an_interest_ended(client, chair, member):
    interest = own_interest(member)

    client.post(end_url(member, interest), typed_date("ended_on", today()))

    assert OutgoingMail.objects.get(kind="conflicts.interest_ended").to == chair.person.email


def renew_url(membership):
    return reverse("conflicts:renew", args=[membership.group_id])


def test_declaration_is_confirmed_with_its_interests_on_one_page(client, member):
    own_interest(member, description="Owns half.")
    Declaration.objects.update(declared_on=today() - timedelta(days=300))
    page = client.get(renew_url(member))
    assert "Owns half." in text_of(page) and "declaring is always better than not" in text_of(page)

    for _ in range(2):
        response = client.post(renew_url(member), {"seen": page.context["form"]["seen"].value()})

    assert response.status_code == 302
    assert Declaration.objects.filter(declared_on=today(), interests=None).count() == 1
    assert Interest.objects.current(today()).count() == 1


def test_confirmation_of_what_changed_meanwhile_is_refused(client, member):
    seen = client.get(renew_url(member)).context["form"]["seen"].value()
    own_interest(member)

    assert client.post(renew_url(member), {"seen": seen}).status_code == 409
    assert not Declaration.objects.filter(declared_on=today()).exists()


def test_nothing_to_confirm_before_the_first_declaration(client, member):
    Declaration.objects.filter(person=member.person).delete()

    assert client.post(renew_url(member), {"seen": ""}).status_code == 409


DIRECTOR = {**INTEREST, "nature": "directorship"}


def disqualified_mail():
    return list(OutgoingMail.objects.filter(kind="conflicts.chair_disqualified").values_list("to", flat=True))


def test_manager_hears_of_a_chairs_disqualifying_interest_once(client, chair, woken):
    manager = GroupOfficialFactory(group=chair.group).user
    client.force_login(chair.person.user)
    address = reverse("conflicts:declare", args=[chair.group_id])

    client.post(address, typed_interests(DIRECTOR))
    client.post(address, typed_interests(DIRECTOR))

    assert disqualified_mail() == [manager.email]
    assert OutgoingMail.objects.get(kind="conflicts.interest_declared").to == manager.email  # who handles it
    found = assess(chair.group_id, today()).of_person(chair.person_id)
    assert next(one.status for one in found if one.rule == "chair.no_disqualifying_interest") == Status.NOT_MET


def test_chairs_disqualifying_interest_opens_the_finding_at_once(
    client, chair, woken, django_capture_on_commit_callbacks
):
    client.force_login(chair.person.user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("conflicts:declare", args=[chair.group_id]), typed_interests(DIRECTOR))

    assert ("oversight.tasks.assess_group", (chair.group_id,)) in woken
    assess_group(chair.group_id)
    found = Finding.objects.get(group=chair.group_id, rule="chair.no_disqualifying_interest")
    assert (found.subject, found.status, found.since) == (chair.person, Status.NOT_MET, today())


@pytest.mark.parametrize("nature, by_employment", [("personal", ""), ("financial", "True")])
def test_manager_hears_nothing_of_what_chairs_may_have(client, chair, nature, by_employment):
    GroupOfficialFactory(group=chair.group)
    client.force_login(chair.person.user)
    harmless = {**INTEREST, "nature": nature, "by_employment": by_employment}

    client.post(reverse("conflicts:declare", args=[chair.group_id]), typed_interests(harmless))

    assert Interest.objects.count() == 1
    assert disqualified_mail() == []


def test_change_into_a_disqualifying_interest_is_told_as_well(client, chair):
    manager = GroupOfficialFactory(group=chair.group).user
    membership = chair.group.memberships.get(person=chair.person)
    interest = own_interest(membership, nature="personal")
    client.force_login(chair.person.user)

    client.post(change_url(membership, interest), typed_change(client, membership, interest, nature="directorship"))

    assert disqualified_mail() == [manager.email]


def test_member_with_such_an_interest_is_no_matter_for_the_manager(client, chair, member):
    GroupOfficialFactory(group=chair.group)

    client.post(declare_url(member), typed_interests(DIRECTOR))

    assert disqualified_mail() == []
