import pytest
from django.urls import reverse

from tests.factories import (
    InvitationFactory,
    ListedEmployerFactory,
    ListQuestionFactory,
    MembershipFactory,
    UserFactory,
    eligible_chair,
)


def test_invited_person_finds_the_way_to_the_answer(client, db):
    user = UserFactory()
    invitation = InvitationFactory(email=user.email)
    client.force_login(user)

    page = client.get(reverse("home"))

    answer = reverse("joining:details", args=[invitation.pk])
    assert f'href="{answer}"' in page.content.decode()
    assert client.get(answer).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_chair_is_asked_about_listed_employers_in_one_statement(client, db, number, django_assert_num_queries):
    chair = eligible_chair()
    for _ in range(number):
        ListQuestionFactory(listed__group=chair.group)
    ListQuestionFactory(listed=ListedEmployerFactory(group=chair.group), answered=True)
    ListQuestionFactory()  # of another group
    client.force_login(chair.person.user)

    with django_assert_num_queries(20):
        page = client.get(reverse("home")).content.decode()

    about = "1 question about an employer" if number == 1 else "3 questions about employers"
    assert f"Answer {about} that a published list names" in page
    assert f'href="{reverse("lists:list_questions", args=[chair.group.pk])}"' in page


def test_member_is_not_asked_about_listed_employers(client, db):
    member = MembershipFactory()
    ListQuestionFactory(listed__group=member.group)
    client.force_login(member.person.user)
    assert "that a published list names" not in client.get(reverse("home")).content.decode()
