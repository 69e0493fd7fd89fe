from django.urls import reverse

from tests.factories import InvitationFactory, UserFactory


def test_invited_person_finds_the_way_to_the_answer(client, db):
    user = UserFactory()
    invitation = InvitationFactory(email=user.email)
    client.force_login(user)

    page = client.get(reverse("home"))

    answer = reverse("members:join_details", args=[invitation.pk])
    assert f'href="{answer}"' in page.content.decode()
    assert client.get(answer).status_code == 200
