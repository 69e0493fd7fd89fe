from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from members import emails
from members.actions import invitations as actions
from members.models import Invitation, Organisation
from portal.exceptions import Conflict
from portal.links import read
from portal.models import OutgoingMail
from tests.factories import (
    GroupFactory,
    InvitationFactory,
    MembershipFactory,
    MembershipSubmissionFactory,
    OfficialFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.members.helpers import INVITED, ORGANISATION

pytestmark = pytest.mark.django_db


def invite(group=None, by=None, now=None, **changed):
    group, by = group or GroupFactory(), by or UserFactory()
    answers = {**INVITED, **changed}
    return actions.invite(group=group, kind="employer", answers=answers, by=by, now=now or timezone.now())


def linked(mail):
    """The row and nonce of the link in a mail."""
    return read(emails.PURPOSE, mail.text.split("/invitations/")[1].split("/")[0])


def test_invite_keeps_the_invitation_and_mails_one_link():
    by = UserFactory()
    invitation = invite(by=by, email="ANN@example.org")

    assert (invitation.email, invitation.invited_by, invitation.organisation.size) == ("ann@example.org", by, "small")
    mail = OutgoingMail.objects.get(kind="members.invitation")
    assert mail.to == "ann@example.org"
    assert mail.text.count("http") == 1
    assert linked(mail) == (invitation.pk, invitation.nonce)
    assert invitation.history.get().history_user == by


def test_invite_reuses_the_groups_organisation_of_that_name_and_updates_it():
    first = invite()
    second = invite(
        first.group,
        email="bob@example.org",
        organisation={**ORGANISATION, "name": " sample  WORKS Limited", "size": "large"},
    )

    assert second.organisation == first.organisation
    assert second.organisation.name == "Sample Works Ltd"
    first.organisation.refresh_from_db()
    assert first.organisation.size == "large"


def test_invite_never_touches_an_organisation_of_another_group():
    other = InvitationFactory(organisation=OrganisationFactory(name="Sample Works Ltd", size="large"))

    invitation = invite()

    assert invitation.organisation != other.organisation
    other.organisation.refresh_from_db()
    assert other.organisation.size == "large"


@pytest.mark.parametrize("who", ["invited", "member", "official"])
def test_invite_refuses_who_is_there_already(who):
    group = GroupFactory()
    if who == "invited":
        InvitationFactory(group=group, email="ann@example.org")
    elif who == "member":
        MembershipFactory(group=group, person__user__email="ann@example.org")
    else:
        OfficialFactory(email="ann@example.org")

    with pytest.raises(actions.AlreadyThere):
        invite(group)

    assert OutgoingMail.objects.count() == 0


def test_invite_takes_who_served_before_or_was_revoked():
    group = GroupFactory()
    now = timezone.now()
    MembershipFactory(group=group, person__user__email="ann@example.org", ended_on=timezone.localdate(now))
    InvitationFactory(group=group, email="ann@example.org", revoked_at=now, revoked_by=UserFactory())

    assert invite(group).pk


def test_invite_is_refused_while_the_membership_is_submitted():
    submission = MembershipSubmissionFactory()

    with pytest.raises(Conflict) as refused:
        invite(submission.group)

    assert refused.value.by == str(submission.submitted_by)
    assert refused.value.at == submission.submitted_at


def test_correct_keeps_the_link_unless_the_address_changes():
    invitation = invite()
    by, now = UserFactory(), timezone.now()

    same = actions.correct(invitation=invitation, answers={**INVITED, "job_title": "Owner"}, by=by, now=now)
    assert (same.job_title, same.nonce) == ("Owner", invitation.nonce)

    moved = actions.correct(invitation=invitation, answers={**INVITED, "email": "new@example.org"}, by=by, now=now)
    assert moved.nonce != invitation.nonce
    assert OutgoingMail.objects.filter(kind="members.invitation", to="new@example.org").count() == 1


def test_correct_refuses_the_address_of_another_invitation():
    invitation = invite()
    invite(invitation.group, email="bob@example.org")

    with pytest.raises(actions.AlreadyThere):
        actions.correct(
            invitation=invitation,
            answers={**INVITED, "email": "bob@example.org"},
            by=UserFactory(),
            now=timezone.now(),
        )


def test_remind_writes_at_most_once_a_day():
    invitation, by, now = InvitationFactory(), UserFactory(), timezone.now()

    actions.remind(invitation=invitation, by=by, now=now)
    with pytest.raises(actions.TooSoon):
        actions.remind(invitation=invitation, by=by, now=now)
    actions.remind(invitation=invitation, by=by, now=now + timedelta(days=1))

    assert OutgoingMail.objects.filter(kind="members.reminder").count() == 2


def test_remind_on_the_day_of_the_invitation_is_too_soon():
    invitation = InvitationFactory(sent_at=timezone.now())

    with pytest.raises(actions.TooSoon):
        actions.remind(invitation=invitation, by=UserFactory(), now=timezone.now())


def test_remind_sends_a_new_link_when_the_old_one_has_expired():
    invitation = InvitationFactory(sent_at=timezone.now() - timedelta(days=60))

    renewed = actions.remind(invitation=invitation, by=UserFactory(), now=timezone.now())

    assert renewed.nonce != invitation.nonce
    assert not renewed.has_expired(timezone.now())


def test_remind_all_writes_to_those_who_wait_only():
    group, now = GroupFactory(), timezone.now()
    InvitationFactory.create_batch(2, group=group)
    InvitationFactory(group=group, reminded_at=now)
    InvitationFactory(group=group, revoked_at=now, revoked_by=UserFactory())
    InvitationFactory(group=group, accepted_at=now, membership=MembershipFactory(group=group))
    InvitationFactory()  # of another group

    assert actions.remind_all(group=group, by=UserFactory(), now=now) == (2, 1)
    assert actions.remind_all(group=group, by=UserFactory(), now=now) == (0, 3)
    assert OutgoingMail.objects.count() == 2


def test_resend_voids_the_old_link():
    invitation = InvitationFactory()

    renewed = actions.resend(invitation=invitation, by=UserFactory(), now=timezone.now())

    assert renewed.nonce != invitation.nonce
    assert linked(OutgoingMail.objects.get()) == (renewed.pk, renewed.nonce)


def test_revoke_is_done_once_and_never_after_acceptance():
    invitation, by = InvitationFactory(), UserFactory()
    revoked = actions.revoke(invitation=invitation, by=by, now=timezone.now())
    again = actions.revoke(invitation=invitation, by=UserFactory(), now=timezone.now())
    accepted = InvitationFactory(accepted_at=timezone.now(), membership=MembershipFactory())

    assert (again.revoked_at, again.revoked_by) == (revoked.revoked_at, by)
    with pytest.raises(Conflict):
        actions.revoke(invitation=accepted, by=by, now=timezone.now())
    with pytest.raises(Conflict):
        actions.remind(invitation=invitation, by=by, now=timezone.now())


def test_record_opened_keeps_the_first_time():
    invitation, now = InvitationFactory(), timezone.now()

    actions.record_opened(invitation=invitation, now=now)
    actions.record_opened(invitation=invitation, now=now + timedelta(hours=1))

    invitation.refresh_from_db()
    assert invitation.opened_at == now


@pytest.mark.django_db(transaction=True)
def test_two_invitations_of_one_address_at_once_make_one():
    group, by, barrier = GroupFactory(), UserFactory(), Barrier(2)

    def attempt(_):
        try:
            barrier.wait(timeout=10)
            invite(group, by=by)
            return "invited"
        except actions.AlreadyThere:
            return "there already"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(attempt, range(2)))

    assert outcomes == ["invited", "there already"]
    assert Invitation.objects.count() == OutgoingMail.objects.count() == Organisation.objects.count() == 1
