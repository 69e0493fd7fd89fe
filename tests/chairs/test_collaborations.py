"""Groups work together, and choose who coordinates them: who sees what, and what it takes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from chairs.actions import collaborations as actions
from chairs.models import Collaboration, OverArchingChair, Participation
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.duties.helpers import home_page
from tests.factories import (
    DeclarationFactory,
    InterestFactory,
    OverArchingChairFactory,
    ParticipationFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chairs():
    """The chairs of two groups that work together."""
    first, second = eligible_chair(), eligible_chair()
    part = ParticipationFactory(group=first.group)
    ParticipationFactory(group=second.group, collaboration=part.collaboration)
    return first, second


def together(chairs) -> Collaboration:
    return chairs[0].group.participations.get().collaboration


def propose(chairs, person, by=0):
    return actions.propose_chair(
        collaboration=together(chairs),
        person=person,
        groups=[chairs[by].group],
        by=chairs[by].person.user,
        now=timezone.now(),
    )


def agree(chairs, chair, by=1):
    group = chairs[by].group
    return actions.agree(chair=chair, group=group, by=chairs[by].person.user, now=timezone.now())


def url(name, *arguments):
    return reverse(f"overview:{name}", args=arguments)


# --- beginning, asking, joining, leaving -----------------------------------------------------------------------------
def test_chair_begins_asks_a_published_group_and_its_chair_agrees(client):
    first, second = eligible_chair(), eligible_chair()
    second.group.membership_approved_on = today()
    second.group.save()
    client.force_login(first.person.user)
    begun = client.post(
        url("collaborations", first.group_id), {"name": "Food industry", "purpose": "Share the common part."}
    )
    unknown = client.post(begun.url + "ask/", {"reference": "TB999999"})
    client.post(begun.url + "ask/", {"reference": second.group.reference.lower()})
    twice = client.post(begun.url + "ask/", {"reference": second.group.reference})

    assert unknown.status_code == twice.status_code == 422
    assert OutgoingMail.objects.get().to == second.person.email
    asked = Participation.objects.get(group=second.group)
    client.force_login(second.person.user)
    assert "Agree or decline to work with other groups Food industry" in text_of(home_page(client))
    assert "Next step" in text_of(client.get(begun.url)) and first.person.name not in text_of(client.get(begun.url))
    client.post(url("collaboration_join", asked.collaboration_id, asked.pk))
    assert first.person.name in text_of(client.get(begun.url))
    assert "Agree or decline" not in text_of(home_page(client))


def test_group_that_leaves_sees_nothing_more(client, chairs):
    part = chairs[1].group.participations.get()
    client.force_login(chairs[1].person.user)
    client.post(url("collaboration_leave", part.collaboration_id, part.pk))

    assert client.get(together(chairs).get_absolute_url()).status_code == 404
    with pytest.raises(Conflict):
        actions.join(participation=part, by=chairs[1].person.user, now=timezone.now())


def test_one_group_does_not_answer_for_another(client, chairs):
    part = chairs[1].group.participations.get()
    client.force_login(chairs[0].person.user)

    assert client.post(url("collaboration_leave", part.collaboration_id, part.pk)).status_code == 403


# --- the over-arching chair ------------------------------------------------------------------------------------------
def test_term_begins_when_every_group_has_agreed(chairs):
    person = eligible_member(group=chairs[0].group).person
    proposed = propose(chairs, person)
    assert proposed.started_on is None
    assert {mail.to for mail in OutgoingMail.objects.all()} == {chairs[1].person.email}

    agree(chairs, proposed)
    chosen = agree(chairs, proposed)

    assert chosen.started_on == today()
    assert OutgoingMail.objects.filter(kind="members.over_arching_chosen").get().to == person.email


def test_new_choice_ends_the_former_term_and_an_earlier_proposal(chairs):
    first, second, third = (eligible_member(group=chairs[0].group).person for _ in range(3))
    agree(chairs, propose(chairs, first))
    propose(chairs, second)
    agree(chairs, propose(chairs, third))

    current = OverArchingChair.objects.current(today()).get()
    assert current.person == third
    assert OverArchingChair.objects.filter(ended_on=today()).count() == 2


def test_proposal_that_was_replaced_is_agreed_to_no_more(chairs):
    first = propose(chairs, eligible_member(group=chairs[0].group).person)
    propose(chairs, eligible_member(group=chairs[0].group).person)

    with pytest.raises(Conflict):
        agree(chairs, first)


def test_group_that_leaves_no_longer_holds_the_choice_up(chairs):
    third = eligible_chair()
    ParticipationFactory(group=third.group, collaboration=together(chairs))
    proposed = agree(chairs, propose(chairs, chairs[0].person))
    assert proposed.started_on is None

    actions.leave(participation=third.group.participations.get(), by=third.person.user, now=timezone.now())

    proposed.refresh_from_db()
    assert proposed.started_on == today()


def test_any_group_may_end_it_and_so_may_the_person(client, chairs):
    person = eligible_member(group=chairs[0].group).person
    chair = agree(chairs, propose(chairs, person))
    client.force_login(person.user)

    client.post(url("over_arching_end", chair.collaboration_id, chair.pk))

    chair.refresh_from_db()
    assert chair.ended_on == today()
    assert client.get(together(chairs).get_absolute_url()).status_code == 404


def test_over_arching_chair_sees_how_far_each_group_is_and_nothing_else(client, chairs):
    outsider = eligible_member(group=chairs[0].group).person
    chair = agree(chairs, propose(chairs, outsider))
    other = chairs[1].group
    InterestFactory(declaration=DeclarationFactory(group=other, person=chairs[1].person), description="Secret shares")
    client.force_login(outsider.user)

    page = text_of(client.get(together(chairs).get_absolute_url()))

    assert other.name in page and chairs[1].person.name in page and "Stop being the over-arching chair" in page
    assert chairs[1].person.email not in page and "Secret shares" not in page
    for private in (other.get_absolute_url(), url("members", other.pk), reverse("conflicts:register", args=[other.pk])):
        assert client.get(private).status_code == 404
    assert client.post(url("over_arching_propose", chair.collaboration_id), {}).status_code == 403


def test_chair_proposes_and_agrees_on_the_pages(client, chairs):
    one = together(chairs)
    client.force_login(chairs[0].person.user)
    client.post(url("over_arching_propose", one.pk), {"person": chairs[1].person_id})
    client.force_login(chairs[1].person.user)
    page = text_of(client.get(one.get_absolute_url()))
    proposed = OverArchingChair.objects.get()

    client.post(url("over_arching_agree", one.pk, proposed.pk))

    assert "1 of 2 has so far" in page
    assert f"{chairs[1].person.name} since" in text_of(client.get(one.get_absolute_url()))


def test_collaboration_of_others_is_unseen(client, chairs):
    client.force_login(eligible_chair().person.user)

    assert client.get(together(chairs).get_absolute_url()).status_code == 404
    assert client.post(url("over_arching_agree", together(chairs).pk, OverArchingChairFactory().pk)).status_code == 404


@pytest.mark.parametrize("groups", [1, 3])
def test_query_count_does_not_grow(client, django_assert_num_queries, chairs, groups):
    for _ in range(groups):
        ParticipationFactory(group=eligible_chair().group, collaboration=together(chairs))
    client.force_login(chairs[0].person.user)

    # session, user, collaboration, own parts, role; count, rows, six of the states; proposed, chosen, joined
    with django_assert_num_queries(16):
        response = client.get(together(chairs).get_absolute_url())

    assert text_of(response).count("Not assessed yet") == groups + 2
