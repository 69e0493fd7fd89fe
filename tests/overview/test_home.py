import pytest
from django.urls import reverse

from duties.models import Duty
from oversight.actions import sweep
from portal.calendar import today
from tests.factories import (
    InvitationFactory,
    JustificationFactory,
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
def test_chair_reads_what_is_due_in_a_fixed_number_of_statements(client, db, number, django_assert_num_queries):
    chair = eligible_chair()
    for _ in range(number):
        ListQuestionFactory(listed__group=chair.group)
        JustificationFactory(group=chair.group)
    sweep([chair.group.pk], on=today())
    client.force_login(chair.person.user)

    with django_assert_num_queries(10):
        page = client.get(reverse("home")).content.decode()

    assert "Answer questions about listed employers" in page
    assert f'href="{reverse("lists:list_questions", args=[chair.group.pk])}"' in page
    assert "Decide on a justification" in page  # with the regulator


def test_member_is_not_asked_what_the_chairs_are(client, db):
    member = MembershipFactory()
    ListQuestionFactory(listed__group=member.group)
    sweep([member.group.pk], on=today())
    client.force_login(member.person.user)
    page = client.get(reverse("home")).content.decode()
    assert "Declare your interests" in page and "listed employers" not in page


def test_a_long_list_shows_each_kind_once_and_leads_to_the_rest(client, db):
    chair = eligible_chair()

    def asks(code, number):
        rows = [
            Duty(group=chair.group, code=code, subject=f"x/{one}", seat="chairs", since=today())
            for one in range(number)
        ]
        Duty.objects.bulk_create(rows)
        return client.get(reverse("home")).content.decode()

    client.force_login(chair.person.user)
    page = asks("milestone.reach", 8)
    assert page.count("Reach a milestone") == 8 and "more like it" not in page
    page = asks("meeting.check", 4)
    assert page.count("Reach a milestone") == page.count("Record the check for declarations") == 1
    assert "and 7 more like it" in page and "and 3 more like it" in page and "All 12" in page
