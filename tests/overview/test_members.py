from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guidance.vocabulary import MembershipKind
from members.models import Membership
from tests.factories import (
    DeclarationFactory,
    GroupFactory,
    InterestFactory,
    InvitationFactory,
    MembershipFactory,
    OfficialFactory,
    PersonFactory,
    UserFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import led_group, text_of

pytestmark = pytest.mark.django_db


def listed(client, group, **query):
    return client.get(reverse("overview:members", args=[group.pk]), query)


def test_list_says_who_serves_who_is_invited_and_what_is_missing(client):
    group, lead = led_group()
    eligible_member(group=group, person=PersonFactory(name="Complete Carla"))
    MembershipFactory(group=group, person=PersonFactory(name="Missing Mo"))
    InvitationFactory(group=group, name="Waiting Wanda", opened_at=timezone.now())
    client.force_login(lead)

    text = text_of(listed(client, group))

    assert "Complete Carla" in text and "Waiting Wanda" in text
    assert "Has made no declaration" in text
    assert "contact details and employer’s name may be held on the portal" in text
    assert "Has opened the invitation, and not accepted yet" in text
    assert "1 invited person has not accepted yet" in text


def test_list_that_is_empty_says_what_to_do(client):
    group, lead = led_group()
    client.force_login(lead)

    response = listed(client, group)

    assert "Add yourself as the first employer member" in text_of(response)
    assert f"{reverse('members:invite', args=[group.pk, 'employer'])}?me=1" in response.content.decode()


def test_list_narrows_by_kind_and_text_and_sorts(client):
    group, lead = led_group()
    for name in ("Bea", "Abe"):
        MembershipFactory(group=group, person=PersonFactory(name=name))
    MembershipFactory(group=group, adviser=True, person=PersonFactory(name="Ada Adviser"))
    client.force_login(lead)

    advisers = text_of(listed(client, group, kind="adviser"))
    downward = text_of(listed(client, group, sort="-name", kind="employer"))
    nobody = text_of(listed(client, group, q="zz\x00top"))

    assert "Ada Adviser" in advisers and "Bea" not in advisers
    assert downward.index("Bea") < downward.index("Abe")
    assert "Nobody matches" in nobody


def test_list_says_the_status_and_narrows_by_it(client):
    group, lead = led_group()
    eligible_member(group=group, person=PersonFactory(name="Complete Carla"))
    eligible_member(group=group, person=PersonFactory(name="Approved Abe"), approval="approved")
    MembershipFactory(group=group, person=PersonFactory(name="Zoe Missing"))
    InvitationFactory(group=group, name="Waiting Wanda")
    client.force_login(lead)
    names = {"complete": "Complete Carla", "approved": "Approved Abe", "missing": "Zoe Missing", "invited": "Waiting"}

    everyone = text_of(listed(client, group))
    assert "Not yet submitted" not in everyone
    assert everyone.index("Zoe Missing") < everyone.index("Waiting Wanda") < everyone.index("Approved Abe")
    for status, name in names.items():
        shown = text_of(listed(client, group, status=status))
        assert [other for other in names.values() if other in shown] == [name]


def test_list_shows_the_latest_of_what_happened_only(client):
    group, lead = led_group()
    now = timezone.now()
    day = {days: now - timedelta(days=days) for days in (9, 6, 3)}
    InvitationFactory(group=group, invited_at=day[9], sent_at=day[9], opened_at=day[6], reminded_at=day[3])
    client.force_login(lead)

    text = text_of(listed(client, group))

    assert f"Reminded on {timezone.localdate(day[3]):%-d %B %Y}" in text
    assert "Opened on" not in text and "Invited on" not in text


def test_search_that_finds_nobody_shows_no_buttons(client):
    group, lead = led_group()
    InvitationFactory(group=group)
    client.force_login(lead)

    text = text_of(listed(client, group, q="nobody"))

    assert "Nobody matches" in text
    assert "Invite an adviser" not in text and "Remind everyone" not in text


def test_chair_asks_a_member_to_confirm_from_list_and_page(client):
    group, lead = led_group()
    membership = MembershipFactory(group=group, person=PersonFactory(name="Missing Mo"))
    client.force_login(lead)

    assert "Ask Missing Mo to confirm" in text_of(listed(client, group))
    assert "Ask Missing Mo to confirm" in text_of(client.get(membership.get_absolute_url()))
    asked = client.post(reverse("members:ask", args=[group.pk, membership.pk]), follow=True)
    again = client.post(reverse("members:ask", args=[group.pk, membership.pk]), follow=True)

    assert "We asked Missing Mo by email" in text_of(asked)
    assert "was asked today" in text_of(asked) and "Ask Missing Mo to confirm" not in text_of(asked)
    assert "You can ask again tomorrow" in text_of(again)
    assert "Asked today" in text_of(listed(client, group))


def test_list_ignores_nonsense_in_the_address(client):
    group, lead = led_group()
    MembershipFactory(group=group)
    client.force_login(lead)

    assert listed(client, group, sort="password", kind="x", status="y", page="no", q="x" * 5000).status_code == 200


@pytest.mark.parametrize("people", [1, 3])
def test_list_query_count_does_not_grow(client, django_assert_num_queries, people):
    group, lead = led_group()
    for _ in range(people):
        membership = eligible_member(group=group)
        InvitationFactory(group=group, membership=membership, accepted_at=timezone.now())
        InvitationFactory(group=group)
        MembershipFactory(group=group, adviser=True)
    client.force_login(lead)

    # session, user, group with roles, facts, memberships, chairs, returns, new words, contacts, invitations; who is
    # asked for, who was asked today, and the list of employers
    with django_assert_num_queries(13):
        response = listed(client, group)

    assert response.content.decode().count("Has not opened the invitation") == people


def test_contacts_are_for_the_group_and_its_officials_only(client):
    chair = eligible_chair()
    client.force_login(OfficialFactory())
    of_another = text_of(listed(client, chair.group))
    client.force_login(chair.person.user)
    own = text_of(listed(client, chair.group))

    assert chair.person.email not in of_another
    assert chair.person.email in own


def test_members_read_and_get_no_buttons(client):
    member = eligible_member()
    InvitationFactory(group=member.group)
    client.force_login(member.person.user)

    text = text_of(listed(client, member.group))

    assert "Invite an employer member" not in text and "Remind" not in text


def test_detail_shows_findings_ledger_and_guidance(client):
    group, lead = led_group()
    membership = eligible_member(group=group)
    membership.consents.update(withdrawn_on=timezone.localdate())
    client.force_login(lead)

    text = text_of(client.get(membership.get_absolute_url()))

    assert "contact details and employer’s name may be held on the portal" in text
    assert "agree to your name, contact details and employer’s name being held on our trailblazer portal" in text
    assert "Every requirement, as the guidance has it" in text
    assert "End the membership" in text


def test_detail_hides_interests_from_advisers(client):
    member = eligible_member()
    declaration = DeclarationFactory(group=member.group, person=member.person)
    InterestFactory(declaration=declaration, description="Shares in a college")
    adviser = eligible_member(group=member.group, adviser=True)
    client.force_login(adviser.person.user)
    seen_by_adviser = text_of(client.get(member.get_absolute_url()))
    client.force_login(member.person.user)
    seen_by_member = text_of(client.get(member.get_absolute_url()))

    assert "Shares in a college" not in seen_by_adviser
    assert "Shares in a college" in seen_by_member


def test_detail_of_another_group_is_not_found(client):
    group, lead = led_group()
    other = MembershipFactory()
    client.force_login(lead)

    assert client.get(reverse("overview:member", args=[group.pk, other.pk])).status_code == 404
    assert client.get(reverse("overview:member", args=[group.pk, 10**25])).status_code == 404
    assert client.get(other.get_absolute_url()).status_code == 404


def test_strangers_do_not_learn_that_a_group_exists(client):
    client.force_login(UserFactory())

    assert listed(client, GroupFactory()).status_code == 404


def test_detail_of_a_past_membership_says_so(client):
    group, lead = led_group()
    today = timezone.localdate()
    membership = MembershipFactory(group=group, ended_on=today, end_reason="resigned")
    client.force_login(lead)

    text = text_of(client.get(membership.get_absolute_url()))

    assert "(resigned)" in text
    assert not Membership.objects.current(today).filter(pk=membership.pk).exists()
    assert "End the membership" not in text


@pytest.mark.parametrize("kind", MembershipKind.values)
def test_people_of_each_kind_are_told_what_they_lack(client, kind):
    group, lead = led_group()
    MembershipFactory(group=group, kind=kind)
    client.force_login(lead)

    assert "declar" in text_of(listed(client, group, kind=kind)).lower()
