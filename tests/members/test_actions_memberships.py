from datetime import timedelta

import pytest
from django.utils import timezone

from members.actions import chairs, memberships
from members.models import ChairAppointment, Membership, Organisation
from members.rules import SKILLS_ENGLAND_2025
from oversight.assessment import assess
from oversight.enums import Status
from portal import history
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.factories import (
    ChairAppointmentFactory,
    GroupFactory,
    MembershipFactory,
    MembershipSubmissionFactory,
    UserFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import EMPLOYER_CONSENTS, EMPLOYER_STATEMENTS, ORGANISATION, details, two_years

pytestmark = pytest.mark.django_db


def answer(membership, statements=EMPLOYER_STATEMENTS, consents=EMPLOYER_CONSENTS, is_chair=False):
    return memberships.answer(
        membership=membership,
        statements=statements,
        consents=consents,
        wording=SKILLS_ENGLAND_2025,
        is_chair=is_chair,
        by=membership.person.user,
        now=timezone.now(),
    )


def status_of(rule, membership):
    findings = assess(membership.group_id, today()).of_person(membership.person_id)
    return next(finding.status for finding in findings if finding.rule == rule)


def test_consent_withdrawn_counts_at_once_and_stays_in_the_ledger():
    membership = eligible_member()
    assert status_of("member.holding_agreed", membership) == Status.MET

    answer(membership, consents=EMPLOYER_CONSENTS[1:])

    assert status_of("member.holding_agreed", membership) == Status.NOT_MET
    row = membership.consents.get(code="details_held")
    assert (row.withdrawn_on, row.given_on) == (today(), membership.started_on)
    assert row.history.first().history_user == membership.person.user


def test_consent_given_again_is_a_new_row_and_counts_at_once():
    membership = eligible_member()
    answer(membership, consents=EMPLOYER_CONSENTS[1:])
    answer(membership)

    assert status_of("member.holding_agreed", membership) == Status.MET
    assert membership.consents.filter(code="details_held").count() == 2


def test_answer_twice_writes_once():
    membership = MembershipFactory()
    answer(membership)
    answer(membership)

    assert membership.statements.count() == len(EMPLOYER_STATEMENTS)


def test_statements_of_an_older_version_are_left_as_they_are():
    membership = eligible_member()  # states `intends_apprentices`, which the words of 2025 do not ask for
    answer(membership, statements=[])

    assert [row.code for row in membership.statements.filter(withdrawn_on=None)] == ["intends_apprentices"]


def test_withdrawing_is_possible_while_the_membership_is_submitted():
    membership = eligible_member()
    MembershipSubmissionFactory(group=membership.group)

    answer(membership, consents=[])

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
def appoint(group, *people):
    return chairs.appoint_chairs(group=group, people=people, by=UserFactory(), now=timezone.now())


def test_appoint_ends_who_is_not_chosen_and_keeps_who_is():
    stays, goes = eligible_chair(), None
    goes = ChairAppointmentFactory(group=stays.group, person=eligible_member(group=stays.group).person)
    comes = eligible_member(group=stays.group)

    appoint(stays.group, stays.person, comes.person)

    current = ChairAppointment.objects.current(today())
    assert {chair.person for chair in current} == {stays.person, comes.person}
    assert current.get(person=stays.person).confirmed_no_interest_on
    goes.refresh_from_db()
    assert goes.ended_on == today()
    assert OutgoingMail.objects.get().to == comes.person.email


def test_appoint_twice_changes_nothing_more():
    member = eligible_member()
    first = appoint(member.group, member.person)

    assert appoint(member.group, member.person) == first
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("number", [0, 3])
def test_appoint_takes_one_or_two(number):
    group = GroupFactory()
    people = [MembershipFactory(group=group).person for _ in range(number)]

    with pytest.raises(Conflict):
        appoint(group, *people)


def test_appoint_refuses_advisers_and_people_of_other_groups():
    group = GroupFactory()
    for person in (MembershipFactory(group=group, adviser=True).person, MembershipFactory().person):
        with pytest.raises(Conflict):
            appoint(group, person)


def test_appoint_is_refused_while_submitted():
    member = eligible_member()
    MembershipSubmissionFactory(group=member.group)

    with pytest.raises(Conflict):
        appoint(member.group, member.person)


def confirm(appointment, has_no_interest, agrees_to_publication):
    return chairs.confirm(
        appointment=appointment,
        has_no_interest=has_no_interest,
        agrees_to_publication=agrees_to_publication,
        wording=SKILLS_ENGLAND_2025,
        by=appointment.person.user,
        now=timezone.now(),
    )


def test_publication_withdrawn_counts_at_once_and_can_be_agreed_again():
    appointment = eligible_chair()
    membership = Membership.objects.get()

    confirm(appointment, True, False)
    assert status_of("chair.publication_agreed", membership) == Status.NOT_MET
    assert status_of("chair.confirmed_no_interest", membership) == Status.MET

    confirm(appointment, False, True)
    assert status_of("chair.publication_agreed", membership) == Status.MET
    assert status_of("chair.confirmed_no_interest", membership) == Status.NOT_MET


def test_confirmation_keeps_its_first_day():
    appointment = eligible_chair()

    assert confirm(appointment, True, True).confirmed_no_interest_on == appointment.confirmed_no_interest_on


def test_former_chair_confirms_nothing():
    appointment = ChairAppointmentFactory(ended_on=today())

    with pytest.raises(Conflict):
        confirm(appointment, True, True)
