"""Two people edit one member's details: the second sees both versions, and nothing typed is lost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.actions import details, invitations, memberships
from members.forms.inviting import shown_correction, shown_invitation
from members.models import Membership
from portal.edits import form_digest
from portal.exceptions import StaleForm
from tests.factories import InvitationFactory, UserFactory, eligible_chair, eligible_member
from tests.members.helpers import text_of, typed_details, typed_invitation, typed_organisation
from tests.races import in_two_connections

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    """Beside a chair of the same group."""
    return eligible_member(group=eligible_chair().group)


def form_of(client, user, address):
    """Open the page as the user, and keep what its form carries."""
    client.force_login(user)
    return {"seen": client.get(address).context["form"]["seen"].value()}


def test_two_chairs_correct_one_member_and_the_second_sees_both_versions(client, member):
    first, second = member.group.chairs.get().person.user, eligible_chair(group=member.group).person.user
    address = reverse("members:correct", args=[member.group_id, member.pk])
    opened_early, opened = form_of(client, second, address), form_of(client, first, address)
    client.post(address, typed_organisation(job_title="Works manager", organisation_size="micro") | opened)

    client.force_login(second)
    late = client.post(address, typed_organisation(job_title="Plant manager") | opened_early)

    assert late.status_code == 409
    text = text_of(late)
    assert "Works manager" in text and "Micro: 1 to 9 employees" in text  # theirs
    assert "Plant manager" in text and "Small: 10 to 49 employees" in text  # what was typed
    assert f"by {first}" in text
    assert Membership.objects.get(pk=member.pk).job_title == "Works manager"


def test_member_and_chair_change_the_same_details(client, member):
    own, chair = member.person.user, member.group.chairs.get().person.user
    mine = reverse("overview:mine_details", args=[member.group_id])
    address = reverse("members:correct", args=[member.group_id, member.pk])
    opened_early, opened = form_of(client, own, mine), form_of(client, chair, address)
    client.post(address, typed_organisation(job_title="Works manager") | opened)

    client.force_login(own)
    late = client.post(mine, typed_details(job_title="Director of works", phone="020 7946 0999") | opened_early)

    assert late.status_code == 409
    assert all(words in text_of(late) for words in ("Works manager", "Director of works", "020 7946 0999"))
    member.person.refresh_from_db()
    assert member.person.phone == ""


def test_the_same_form_sent_twice_is_saved_once_without_a_word(client, member):
    chair, address = (
        member.group.chairs.get().person.user,
        reverse("members:correct", args=[member.group_id, member.pk]),
    )
    sent = typed_organisation(job_title="Works manager") | form_of(client, chair, address)

    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]


def test_two_chairs_change_one_invitation_and_the_second_sees_both_versions(client, member):
    first, second = member.group.chairs.get().person.user, eligible_chair(group=member.group).person.user
    invitation = InvitationFactory(group=member.group, organisation__size="large")
    address = reverse("members:edit_invitation", args=[member.group_id, invitation.pk])
    opened_early, opened = form_of(client, second, address), form_of(client, first, address)
    typed = {"name": invitation.name, "email": invitation.email}
    client.post(address, typed_invitation(**typed, job_title="Works manager", organisation_size="micro") | opened)

    client.force_login(second)
    late = client.post(address, typed_invitation(**typed, job_title="Plant manager") | opened_early)

    assert late.status_code == 409
    text = text_of(late)
    assert "Works manager" in text and "Micro: 1 to 9 employees" in text  # theirs
    assert "Plant manager" in text and f"by {first}" in text
    invitation.refresh_from_db()
    assert (invitation.job_title, invitation.organisation.size) == ("Works manager", "micro")
    again = typed_invitation(**typed, job_title="Plant manager") | form_of(client, second, address)
    assert client.post(address, again).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_changes_of_an_invitation_at_once_one_is_saved_and_the_other_told():
    invitation = InvitationFactory()
    shown = shown_invitation(invitation)
    seen = details.Seen(form_digest(shown), tuple(shown))
    organisation = {name.removeprefix("organisation_"): shown[name] for name in shown if name.startswith("organ")}
    own = {name: shown[name] for name in shown if not name.startswith("organ")}

    def act(title):
        return lambda: invitations.correct(
            invitation=invitation,
            answers=own | {"job_title": title, "organisation": organisation},
            seen=seen,
            by=UserFactory(name=title),
            now=timezone.now(),
        )

    answers = in_two_connections(act("Owner"), act("Director"))

    [refused] = [one for one in answers if isinstance(one, StaleForm)]
    invitation.refresh_from_db()
    assert refused.by == invitation.job_title and refused.theirs["job_title"] == invitation.job_title


@pytest.mark.django_db(transaction=True)
def test_two_corrections_at_once_one_is_saved_and_the_other_told():
    member = eligible_member()
    seen = details.Seen(form_digest(shown_correction(member)), tuple(shown_correction(member)))
    organisation = {name.removeprefix("organisation_"): value for name, value in shown_correction(member).items()}
    for name in ("job_title", "job_description"):
        organisation.pop(name)

    def act(title):
        return lambda: memberships.correct(
            membership=member,
            answers={"job_title": title, "organisation": organisation},
            seen=seen,
            by=UserFactory(name=title),
            now=timezone.now(),
        )

    answers = in_two_connections(act("Owner"), act("Director"))

    [refused] = [one for one in answers if isinstance(one, StaleForm)]
    saved = Membership.objects.get().job_title
    assert refused.by == saved and refused.theirs["job_title"] == saved
    assert refused.mine["job_title"] == ({"Owner", "Director"} - {saved}).pop()
