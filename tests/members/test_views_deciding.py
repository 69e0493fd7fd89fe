"""Pages of decisions about single members: select, confirm, decide; what the chair reads and does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidance.vocabulary import Approval
from members.models import Membership
from oversight.actions import sweep
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    GroupFactory,
    GroupOfficialFactory,
    MemberDecisionFactory,
    MembershipFactory,
    OfficialFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    group = GroupFactory(membership_approved_on=today())
    eligible_chair(group=group, approval=Approval.APPROVED)
    return group


@pytest.fixture
def manager(client, group):
    user = GroupOfficialFactory(group=group, user=OfficialFactory(name="Petra Manager")).user
    sign_in_official(client, user)
    return user


def page(group, name="decide"):
    return reverse(f"members:{name}", args=[group.pk])


def confirmed(client, group, *members):
    """The confirming page for a selection, and what its form would send."""
    response = client.get(page(group, "decide_confirm"), {"member": [one.pk for one in members]})
    return response, {"member": [row.value for row in response.context["rows"]]}


def test_selection_is_named_and_decided_in_one_act(client, group, manager):
    members = [eligible_member(group=group) for _ in range(2)]
    assert all(one.person.name in text_of(client.get(page(group))) for one in members)

    response, sent = confirmed(client, group, *members)
    assert all(one.person.name in text_of(response) for one in members)
    assert client.post(page(group, "decide_confirm"), {**sent, "outcome": "declined"}).status_code == 422
    done = client.post(page(group, "decide_confirm"), {**sent, "outcome": "approved"}, follow=True)

    assert "2 members are approved" in text_of(done) and "Nobody waits for a decision" in text_of(done)


def test_nobody_selected_is_said_beside_the_question(client, group, manager):
    eligible_member(group=group)
    response = client.get(page(group, "decide_confirm"), {"member": ["", "x", "-1"]})
    assert response.status_code == 422 and "Select at least one member" in text_of(response)
    assert client.post(page(group, "decide_confirm"), {"outcome": "approved"}).status_code == 422


def test_who_lacks_something_cannot_be_approved_and_the_page_says_what(client, group, manager):
    member = MembershipFactory(group=group)
    response, sent = confirmed(client, group, member)
    assert "cannot be approved while something is missing" in text_of(response)

    refused = client.post(page(group, "decide_confirm"), {**sent, "outcome": "approved", "reasons": "Go on"})

    assert refused.status_code == 422 and "Go on" in refused.content.decode()
    assert Membership.objects.get(pk=member.pk).approval == Approval.DRAFT


def test_late_selection_gets_the_409_page_with_who_decided_and_what_was_typed(client, group, manager):
    member = eligible_member(group=group)
    _, sent = confirmed(client, group, member)
    client.post(page(group, "decide_confirm"), {**sent, "outcome": "approved"})

    late = client.post(page(group, "decide_confirm"), {**sent, "outcome": "returned", "reasons": "Typed at length"})

    assert late.status_code == 409
    assert "Member approved by Petra Manager" in text_of(late) and "Typed at length" in text_of(late)
    assert client.get(page(group, "decide_confirm"), {"member": member.pk}).status_code == 409


def test_chair_reads_why_a_member_was_returned_and_submits_again(client, group):
    decision = MemberDecisionFactory(membership=eligible_member(group=group), reasons="Which role is it?")
    member = decision.membership
    client.force_login(group.chairs.get().person.user)
    sweep([group.pk], on=today())
    home = text_of(client.get(reverse("home")))
    assert "Correct a member who was returned, and submit again" in home and member.person.name in home
    assert "Returned: Which role is it?" in text_of(client.get(reverse("overview:members", args=[group.pk])))
    assert "Which role is it?" in text_of(client.get(member.get_absolute_url()))

    done = client.post(reverse("members:submit_again", args=[group.pk, member.pk]), follow=True)

    assert "is submitted again" in text_of(done)
    assert Membership.objects.get(pk=member.pk).approval == Approval.SUBMITTED


def test_other_members_do_not_read_why(client, group):
    decision = MemberDecisionFactory(membership=eligible_member(group=group), reasons="Which role is it?")
    client.force_login(eligible_member(group=group).person.user)
    for address in (reverse("overview:members", args=[group.pk]), decision.membership.get_absolute_url()):
        text = text_of(client.get(address))
        assert "Returned" in text and "Which role is it?" not in text


def test_decision_is_told_in_the_groups_timeline(client, group, manager):
    _, sent = confirmed(client, group, member := eligible_member(group=group))
    client.post(page(group, "decide_confirm"), {**sent, "outcome": "returned", "reasons": "Which role is it?"})

    text = text_of(client.get(group.get_absolute_url()))

    assert f"Member returned: {member.person.name}" in text and "Which role is it?" in text


@pytest.mark.parametrize("name", ["decide", "decide_confirm"])
def test_pages_ask_the_same_number_of_statements_whatever_the_number(client, group, manager, name):
    def counted():
        keys = list(Membership.objects.to_decide(today()).values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page(group, name), {"member": keys}).status_code == 200
        return len(queries)

    for number in (1, 2):
        for _ in range(number):
            MemberDecisionFactory(membership=eligible_member(group=group, approval="submitted"), outcome="approved")
        if number == 1:
            one = counted()
    assert counted() == one <= 15
