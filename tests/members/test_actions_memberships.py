from datetime import timedelta

import pytest
from django.utils import timezone

from guidance.assessment import assess
from guidance.vocabulary import Status
from members.actions import chairs, memberships
from members.models import ChairAppointment, Membership, Organisation
from members.rules.confirmations import CONFIRMATION_OF
from portal import history
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.factories import (
    ChairAppointmentFactory,
    ConsentFactory,
    GroupOfficialFactory,
    MembershipFactory,
    MembershipSubmissionFactory,
    UserFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import EMPLOYER_CONSENTS, EMPLOYER_STATEMENTS, ORGANISATION, WORDING, details, two_years

pytestmark = pytest.mark.django_db


def answer(membership, statements=EMPLOYER_STATEMENTS, consents=EMPLOYER_CONSENTS, is_chair=False):
    return memberships.give(
        membership=membership,
        statements=statements,
        consents=consents,
        wording=WORDING,
        is_chair=is_chair,
        by=membership.person.user,
        now=timezone.now(),
    )


def withdraw(membership, *codes):
    for code in codes:
        memberships.withdraw(membership=membership, code=code, by=membership.person.user, now=timezone.now())


def status_of(rule, membership):
    findings = assess(membership.group_id, today()).of_person(membership.person_id)
    return next(finding.status for finding in findings if finding.rule == rule)


def test_consent_withdrawn_counts_at_once_and_stays_in_the_ledger():
    membership = eligible_member()
    assert status_of("member.holding_agreed", membership) == Status.MET

    withdraw(membership, "details_held")

    assert status_of("member.holding_agreed", membership) == Status.NOT_MET
    row = membership.consents.get(code="details_held")
    assert (row.withdrawn_on, row.given_on) == (today(), membership.started_on)
    assert row.history.first().history_user == membership.person.user


def test_consent_given_again_is_a_new_row_and_counts_at_once():
    membership = eligible_member()
    withdraw(membership, "details_held")
    answer(membership)

    assert status_of("member.holding_agreed", membership) == Status.MET
    assert membership.consents.filter(code="details_held").count() == 2


def test_answer_twice_writes_once():
    membership = MembershipFactory()
    answer(membership)
    answer(membership)

    assert membership.statements.count() == len(EMPLOYER_STATEMENTS)


def test_what_is_left_out_stays_as_it_is():
    membership = eligible_member()
    before = list(membership.statements.values_list("code", "given_on"))
    answer(membership, statements=[], consents=[])

    assert list(membership.statements.filter(withdrawn_on=None).values_list("code", "given_on")) == before
    assert membership.consents.filter(withdrawn_on=None).count() == len(EMPLOYER_CONSENTS)


def test_what_is_not_asked_of_that_kind_of_membership_is_not_given():
    adviser = eligible_member(adviser=True)
    answer(adviser, statements=["track_record"], consents=["wider_mailings", "employer_name_published"])

    assert list(adviser.statements.values_list("code", flat=True)) == ["no_promotion"]
    assert list(adviser.consents.values_list("code", flat=True)) == ["details_held"]


def test_those_who_lead_hear_of_what_is_withdrawn_once_and_of_mailings_nobody():
    chair = eligible_chair()
    manager, member = GroupOfficialFactory(group=chair.group).user, eligible_member(group=chair.group)
    ConsentFactory(membership=member, code="wider_mailings")
    withdraw(member, "wider_mailings", "employer_name_published", "employer_name_published")

    mails = OutgoingMail.objects.filter(kind="members.withdrawn")
    assert sorted(mails.values_list("to", flat=True)) == sorted([chair.person.email, manager.email])
    assert "“Employer’s name published”" in mails[0].text and member.get_absolute_url() in mails[0].text


def test_withdrawing_is_possible_while_the_membership_is_submitted():
    membership = eligible_member()
    MembershipSubmissionFactory(group=membership.group)

    withdraw(membership, *EMPLOYER_CONSENTS)

    assert not membership.consents.filter(withdrawn_on=None).exists()


def test_own_details_change_person_membership_and_organisation():
    membership = eligible_member()
    answers = details(plans_to_serve_until=two_years(), phone="1")

    memberships.change_own_details(
        membership=membership, answers=answers, by=membership.person.user, now=timezone.now()
    )

    membership = Membership.objects.get()
    assert (membership.person.name, membership.person.phone) == ("Ann Example", "1")
    assert (membership.plans_to_serve_until, membership.organisation.name) == (two_years(), ORGANISATION["name"])


def test_organisation_of_a_colleague_is_shared_and_brought_up_to_date():
    membership = eligible_member()
    colleague = eligible_member(group=membership.group, organisation=membership.organisation)
    named = {**ORGANISATION, "name": membership.organisation.name.upper(), "size": "large"}

    memberships.correct(
        membership=membership,
        answers={"job_title": "Owner", "organisation": named},
        by=UserFactory(),
        now=timezone.now(),
    )

    colleague.organisation.refresh_from_db()
    assert colleague.organisation.size == "large"
    assert Organisation.objects.count() == 1


def test_end_is_dated_with_its_reason_and_written_once():
    membership, by = MembershipFactory(), UserFactory()
    for _ in range(2):
        memberships.end(
            membership=membership,
            reason="resigned",
            ended_on=today() + timedelta(days=1),
            by=by,
            now=timezone.now(),
        )

    membership.refresh_from_db()
    assert (membership.ended_on, membership.end_reason) == (today() + timedelta(days=1), "resigned")
    assert membership.history.first().history_user == by
    assert membership.history.count() == 2  # made, ended
    assert OutgoingMail.objects.count() == 1


# --- an end that is ahead is moved -----------------------------------------------------------------------------------
def ends(membership, day, by=None):
    memberships.end(membership=membership, reason="resigned", ended_on=day, by=by or UserFactory(), now=timezone.now())


@pytest.fixture
def leaving():
    """A chair whose membership ends in ten days."""
    chair = eligible_chair()
    membership = Membership.objects.get(person=chair.person)
    ends(membership, today() + timedelta(days=10))
    chair.refresh_from_db()
    assert chair.ended_on == today() + timedelta(days=10)
    return membership, chair


@pytest.mark.parametrize("days", [30, 5])
def test_who_leaves_later_or_sooner_chairs_until_then_and_is_told_each_time(leaving, days):
    membership, chair = leaving
    ends(membership, today() + timedelta(days=20))
    ends(membership, today() + timedelta(days=days))
    chair.refresh_from_db()
    assert chair.ended_on == today() + timedelta(days=days)
    mails = OutgoingMail.objects.filter(to=membership.person.email, subject__contains="membership of")
    assert mails.count() == 3


def test_an_end_as_chair_for_another_reason_does_not_move(leaving):
    membership, chair = leaving
    day = today() + timedelta(days=2)
    chair.ended_on = day
    history.save(chair, by=None, why="Handed over as chair", fields=["ended_on"])
    ends(membership, day)  # cuts nothing short
    ends(membership, today() + timedelta(days=30))
    chair.refresh_from_db()
    assert chair.ended_on == day


def test_who_leaves_later_takes_no_place_that_others_have_since(leaving):
    membership, chair = leaving
    for _ in range(2):
        ChairAppointmentFactory(group=chair.group, started_on=chair.ended_on)
    ends(membership, today() + timedelta(days=30))
    chair.refresh_from_db()
    assert chair.ended_on == today() + timedelta(days=10)


def test_ended_membership_is_not_changed_any_more():
    membership = MembershipFactory(ended_on=today(), end_reason="resigned")

    with pytest.raises(Conflict) as refused:
        answer(membership)

    assert "Resigned, until" in refused.value.state


# --- chairs ----------------------------------------------------------------------------------------------------------
def confirm(appointment, has_no_interest, agrees_to_publication):
    return chairs.confirm(
        appointment=appointment,
        has_no_interest=has_no_interest,
        agrees_to_publication=agrees_to_publication,
        wording=WORDING,
        by=appointment.person.user,
        now=timezone.now(),
    )


def take_back(appointment, code):
    chairs.withdraw(
        appointment=appointment, confirmation=CONFIRMATION_OF[code], by=appointment.person.user, now=timezone.now()
    )


@pytest.mark.parametrize(
    "code, rule", [("publication", "chair.publication_agreed"), ("no_interest", "chair.confirmed_no_interest")]
)
def test_confirmation_withdrawn_counts_at_once_and_can_be_given_again(code, rule):
    appointment = eligible_chair()
    other = eligible_chair(group=appointment.group).person
    membership = Membership.objects.get(person=appointment.person)
    rules = {"chair.publication_agreed", "chair.confirmed_no_interest"}

    take_back(appointment, code)
    assert {one for one in rules if status_of(one, membership) == Status.NOT_MET} == {rule}
    assert OutgoingMail.objects.get(kind="members.withdrawn").to == other.email

    confirm(appointment, True, True)
    assert {one for one in rules if status_of(one, membership) == Status.NOT_MET} == set()


def test_confirmation_that_is_left_out_stays_with_its_words():
    """Answering one of the two under new words gives nothing of the other, and takes nothing of it back."""
    appointment = eligible_chair()
    ChairAppointment.objects.update(wording_version="ifate-2023-11", publication_wording_version="ifate-2023-11")

    confirm(appointment, False, True)

    appointment.refresh_from_db()
    assert appointment.confirmed_no_interest_on and appointment.is_published
    assert appointment.wording_version == "ifate-2023-11"
    assert appointment.publication_wording_version == WORDING.version


def test_confirmation_keeps_its_first_day():
    appointment = eligible_chair()

    assert confirm(appointment, True, True).confirmed_no_interest_on == appointment.confirmed_no_interest_on


def test_former_chair_confirms_nothing():
    appointment = ChairAppointmentFactory(ended_on=today())

    with pytest.raises(Conflict):
        confirm(appointment, True, True)
