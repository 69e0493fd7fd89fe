import pytest
from django.urls import reverse

from members.models import Engagement, Membership
from portal.calendar import today
from tests.factories import (
    DeclarationFactory,
    EngagementFactory,
    InterestFactory,
    MembershipFactory,
    OrganisationFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import led_group, text_of, typed_date, typed_details

pytestmark = pytest.mark.django_db


def url(name, group, *more):
    return reverse(name, args=[group.pk, *more])


@pytest.fixture
def member(client):
    membership = eligible_member()
    client.force_login(membership.person.user)
    return membership


@pytest.fixture
def chair(client):
    appointment = eligible_chair()
    client.force_login(appointment.person.user)
    return appointment


def test_mine_shows_what_is_held_and_that_nothing_is_asked(client, member):
    text = text_of(client.get(url("overview:mine", member.group)))

    assert "You have done everything" in text
    assert member.person.email in text
    assert "You declared that you have no interests" in text


def test_mine_says_what_is_asked_with_the_guidance_and_the_way(client):
    membership = MembershipFactory()
    client.force_login(membership.person.user)

    response = client.get(url("overview:mine", membership.group))

    assert "Has made no declaration" in text_of(response)
    assert "must declare any conflict of interest" in text_of(response)
    assert reverse("conflicts:declare", args=[membership.group_id]) in response.content.decode()


def test_mine_says_that_one_of_two_statements_is_enough(client, member):
    member.statements.filter(code="operational_role").update(withdrawn_on=today())

    text = text_of(client.get(url("overview:mine", member.group)))

    assert text.count("Not needed: you gave the other") == 1


def test_mine_is_for_who_serves(client, member):
    group, lead = led_group()

    assert client.get(url("overview:mine", group)).status_code == 404
    client.force_login(lead)
    assert client.get(url("overview:mine", group)).status_code == 404
    assert client.get(url("members:mine_statements", member.group)).status_code == 404


@pytest.mark.parametrize("interests", [1, 3])
def test_mine_query_count_does_not_grow(client, django_assert_num_queries, member, interests):
    declaration = DeclarationFactory(group=member.group, person=member.person)
    InterestFactory.create_batch(interests, declaration=declaration)

    # session, user, group, membership, facts, appointment, asked again, two ledgers, declared, interests, handlings
    with django_assert_num_queries(12):
        response = client.get(url("overview:mine", member.group))

    assert response.content.decode().count("/end/") == interests


def test_details_are_changed_by_oneself(client, member):
    page = client.get(url("overview:mine_details", member.group))
    assert member.person.name in page.content.decode()
    seen = page.context["form"]["seen"].value()

    response = client.post(url("overview:mine_details", member.group), typed_details(phone="\x00"))
    assert response.status_code == 422
    response = client.post(url("overview:mine_details", member.group), typed_details(name="New Name 🎉", seen=seen))

    assert response.url == url("overview:mine", member.group)
    member.person.refresh_from_db()
    assert member.person.name == "New Name 🎉"


def test_consent_withdrawn_shows_on_every_page_at_once(client, member):
    response = client.post(
        url("members:withdraw", member.group, "employer_name_published"), {"answer": "yes"}, follow=True
    )

    assert "Withdrawn: Employer’s name published. It counts from now on" in text_of(response)
    words = "the employer’s name may be published"
    assert words in text_of(client.get(url("overview:mine", member.group)))
    assert words in text_of(client.get(url("overview:members", member.group)))
    assert words in text_of(client.get(member.get_absolute_url()))


# --- chairs ----------------------------------------------------------------------------------------------------------
def test_chairs_page_without_members_says_what_to_do(client):
    group, lead = led_group()
    client.force_login(lead)

    assert "nobody has accepted an invitation yet" in text_of(client.get(url("chairs:chairs", group)))


def test_members_see_who_chairs_and_do_not_choose(client, chair):
    member = eligible_member(group=chair.group)
    client.force_login(member.person.user)

    page = client.get(url("chairs:chairs", chair.group))

    assert chair.person.name in text_of(page) and "Propose a change of chair" not in text_of(page)
    assert client.post(url("chairs:chairs", chair.group), {"chairs": [member.person_id]}).status_code == 405
    assert client.get(url("chairs:hand_over_arrange", chair.group)).status_code == 403
    assert client.get(url("chairs:chair_confirm", chair.group)).status_code == 403


def test_chair_confirms_and_withdraws(client, chair):
    assert "No interests are declared, so nothing speaks against it" in text_of(
        client.get(url("chairs:chair_confirm", chair.group))
    )

    client.post(url("members:chair_withdraw", chair.group, "publication"), {"answer": "yes"})

    chair.refresh_from_db()
    assert chair.confirmed_no_interest_on
    assert chair.publication_withdrawn_on == today()
    assert "Has not agreed, or has withdrawn it" in text_of(client.get(url("chairs:chairs", chair.group)))


def test_declared_interest_is_held_against_the_chairs_confirmation(client, chair):
    declaration = DeclarationFactory(group=chair.group, person=chair.person)
    college = OrganisationFactory(kind="training_provider")
    InterestFactory(declaration=declaration, nature="directorship", organisation=college)

    confirm, page = client.get(url("chairs:chair_confirm", chair.group)), client.get(url("chairs:chairs", chair.group))

    assert "does not agree with this confirmation" in text_of(confirm)
    assert "including a training provider, EPAO and external quality assurance provider" in text_of(page)


def test_chair_is_asked_about_wider_mailings(client, chair):
    assert "wider ranging information" in text_of(client.get(url("members:mine_statements", chair.group)))

    client.post(url("members:mine_statements", chair.group), {"consents": ["wider_mailings"]})

    assert Membership.objects.get().consents.filter(code="wider_mailings", withdrawn_on=None).count() == 1
    assert Membership.objects.get().consents.filter(withdrawn_on=None).count() == 4  # and nothing was taken back


# --- advice ----------------------------------------------------------------------------------------------------------
TYPED = {"kind": "epao", "organisation": "Sample Assessors", "summary": "Asked about tests.\nAnswer: two."}


def test_advice_is_recorded_listed_and_corrected(client):
    group, lead = led_group()
    client.force_login(lead)
    empty = text_of(client.get(url("members:advice", group)))
    assert "No advice is recorded yet" in empty
    assert "No advice of end-point assessment organisations Needed before the occupational standard is" in empty

    client.post(url("members:advice_add", group), TYPED | typed_date("held_on", today()))
    engagement = Engagement.objects.get()
    assert (engagement.organisation.name, engagement.organisation.kind) == ("Sample Assessors", "epao")
    listed = text_of(client.get(url("members:advice", group)))
    assert "Sample Assessors" in listed
    assert "End-point assessment organisations gave advice Recorded" in listed

    change = url("members:advice_edit", group, engagement.pk)
    assert "Asked about tests." in client.get(change).content.decode()
    client.post(change, TYPED | {"summary": "Asked again."} | typed_date("held_on", today()))
    assert "Asked again." in text_of(client.get(url("members:advice", group), {"kind": "epao"}))
    assert "No advice of that kind" in text_of(client.get(url("members:advice", group), {"kind": "regulator"}))


@pytest.mark.parametrize(
    "changed", [{"held_on-year": "2999"}, {"summary": "x" * 10_000}, {"kind": "friend"}, {"summary": ""}]
)
def test_advice_that_cannot_be_is_refused(client, changed):
    group, lead = led_group()
    client.force_login(lead)

    response = client.post(url("members:advice_add", group), TYPED | typed_date("held_on", today()) | changed)

    assert response.status_code == 422
    assert not Engagement.objects.exists()


def test_advice_of_another_group_is_not_found(client):
    group, lead = led_group()
    other = EngagementFactory()
    client.force_login(lead)

    assert client.get(url("members:advice_edit", group, other.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_advice_query_count_does_not_grow(client, django_assert_num_queries, member, rows):
    EngagementFactory.create_batch(rows, group=member.group, organisation=OrganisationFactory())

    with django_assert_num_queries(7):  # session, user, group, facts, justifications, count, rows
        response = client.get(url("members:advice", member.group))

    assert response.content.decode().count("18 months is usual") == rows
