"""Asking serving members to confirm what is missing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.actions import asking as actions
from members.actions.invitations import TooSoon
from portal.models import OutgoingMail
from tests.factories import GroupFactory, InvitationFactory, MembershipFactory, UserFactory, eligible_member

pytestmark = pytest.mark.django_db


def test_ask_lists_what_is_missing_and_leads_to_the_persons_own_page():
    membership, by = eligible_member(), UserFactory(name="Cher Chair")
    membership.statements.filter(code="track_record").update(withdrawn_on=timezone.localdate())

    actions.ask(membership=membership, by=by, now=timezone.now())

    mail = OutgoingMail.objects.get()
    assert mail.to == membership.person.email
    assert mail.subject == f"Cher Chair asks you to complete your membership of {membership.group.name}"
    assert "- Not stated: track record of professional achievement and success" in mail.text
    assert f"/groups/{membership.group_id}/mine/" in mail.text


def test_ask_writes_at_most_once_a_day():
    membership, by, now = MembershipFactory(), UserFactory(), timezone.now()

    actions.ask(membership=membership, by=by, now=now)
    with pytest.raises(TooSoon):
        actions.ask(membership=membership, by=by, now=now)
    actions.ask(membership=membership, by=by, now=now + timedelta(days=1))

    assert OutgoingMail.objects.filter(kind="members.asked").count() == 2


@pytest.mark.parametrize("who", ["complete", "ended", "no_address"])
def test_ask_refuses_where_there_is_nothing_to_ask_for(who):
    today = timezone.localdate()
    made = {
        "complete": eligible_member,
        "ended": lambda: MembershipFactory(ended_on=today),
        "no_address": lambda: MembershipFactory(person__email=None, person__user=None),
    }

    with pytest.raises(actions.NothingMissing):
        actions.ask(membership=made[who](), by=UserFactory(), now=timezone.now())

    assert OutgoingMail.objects.count() == 0


def test_everyone_is_who_is_invited_and_who_lacks_something_but_not_who_presses():
    group, now = GroupFactory(), timezone.now()
    InvitationFactory(group=group)
    lacking = MembershipFactory(group=group)
    own = MembershipFactory(group=group)
    eligible_member(group=group)
    MembershipFactory()  # of another group

    assert actions.remind_everyone(group=group, by=own.person.user, now=now) == (2, 0)
    assert actions.remind_everyone(group=group, by=own.person.user, now=now) == (0, 2)
    assert OutgoingMail.objects.filter(kind="members.asked").values_list("to", flat=True).get() == lacking.person.email
