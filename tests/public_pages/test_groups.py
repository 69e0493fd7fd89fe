"""Published groups: what everybody sees, and nothing more than was agreed to."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Group
from guidance.vocabulary import Approval, ConsentCode
from members.models import Consent
from portal.calendar import add_months, today
from tests.factories import (
    ChairAppointmentFactory,
    GroupFactory,
    OccupationFactory,
    OrganisationFactory,
    PersonFactory,
    RouteFactory,
    SubmissionFactory,
    UserFactory,
    WithdrawalCaseFactory,
    eligible_member,
)
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
LIST, CSV = "public_pages:groups", "public_pages:groups_csv"


def published(**fields) -> Group:
    return GroupFactory(membership_approved_on=today() - timedelta(days=3), **fields)


def employer(group: Group, name: str, **fields):
    fields = {"approval": Approval.APPROVED} | fields
    return eligible_member(group=group, organisation=OrganisationFactory(name=name), **fields)


def withdraw(membership) -> None:
    Consent.objects.filter(membership=membership, code=ConsentCode.EMPLOYER_NAME_PUBLISHED).update(withdrawn_on=today())


def shown(client, group: Group) -> str:
    csv = b"".join(client.get(reverse(CSV)).streaming_content).decode()
    return text_of(client.get(group.get_public_url())) + csv + text_of(client.get(reverse(LIST)))


def test_group_is_public_from_the_day_its_membership_is_approved(client):
    group = GroupFactory(membership_approved_on=today() + timedelta(days=1))
    waiting = GroupFactory()
    for one in (group, waiting):
        assert client.get(one.get_public_url()).status_code == 404
        assert one.reference not in b"".join(client.get(reverse(CSV)).streaming_content).decode()
    group.membership_approved_on = today()
    group.save()

    page = text_of(client.get(group.get_public_url()))
    assert group.occupation.title in page and "Membership approved" in page
    assert f"The proposal is due by {add_months(group.first_contact_on, 6):%-d %B %Y}" in page
    assert group.name in text_of(client.get(reverse(LIST)))


def test_group_leaves_the_list_on_the_day_its_support_is_withdrawn(client):
    group = published(support_withdrawn_on=today() + timedelta(days=1))
    assert group.name in shown(client, group)
    group.support_withdrawn_on = today()
    group.save()
    assert group.name not in shown(client, published())


def test_page_of_a_group_says_for_a_year_that_support_was_withdrawn(client):
    group = published(support_withdrawn_on=today())
    employer(group, "Former Works Ltd")
    until = f"This page is shown until {add_months(today(), 12):%-d %B %Y}."

    page = text_of(client.get(group.get_public_url()))

    assert f"withdrew its support for this group on {today():%-d %B %Y}" in page and until in page
    assert "has not decided yet whether the occupation stays" in page
    assert "Former Works Ltd" not in page and "Contact" not in page
    assert group.reference in text_of(client.get(group.occupation.get_absolute_url()))


@pytest.mark.parametrize(("outcome", "words"), [("remains", "stays on the occupational map"), ("removed", "taken off")])
def test_page_of_such_a_group_says_what_became_of_the_occupation(client, outcome, words):
    group = published(support_withdrawn_on=today())
    case = WithdrawalCaseFactory(group=group, withdrawn=True, evidence="canary evidence", decision="canary decision")
    case.map_outcome, case.map_reason = outcome, "canary reason"
    case.map_decided_at, case.map_decided_by = timezone.now(), case.decided_by
    case.save()

    page = text_of(client.get(group.get_public_url()))

    assert words in page and f"{today():%-d %B %Y}" in page
    assert "canary" not in page  # what was said about the group is the group's to read


def test_page_of_such_a_group_is_gone_after_the_stated_time(client, settings):
    settings.WITHDRAWN_PAGE_MONTHS = 6
    last = published(support_withdrawn_on=add_months(today(), -6))
    over = published(support_withdrawn_on=add_months(today(), -6) - timedelta(days=1))
    never = GroupFactory(support_withdrawn_on=today())  # was not published before
    if last.public_until == today():  # not so at the end of some months
        assert client.get(last.get_public_url()).status_code == 200
    assert client.get(over.get_public_url()).status_code == 404
    assert client.get(never.get_public_url()).status_code == 404
    assert over.reference not in text_of(client.get(over.occupation.get_absolute_url()))


def test_employer_is_named_while_it_agrees_and_gone_at_once_when_it_withdraws(client):
    group = published()
    stays, goes = employer(group, "Staying Works Ltd"), employer(group, "Leaving Works Ltd")
    assert "Staying Works Ltd" in shown(client, group) and "Leaving Works Ltd" in shown(client, group)

    withdraw(goes)

    page = shown(client, group)
    assert stays.organisation.name in page and "Leaving Works Ltd" not in page


def test_contact_of_the_chair_is_shown_while_the_chair_agrees(client):
    group = published()
    chair = employer(group, "Chairing Works Ltd", person=PersonFactory(user=UserFactory(email="chair@example.org")))
    appointment = ChairAppointmentFactory(group=group, person=chair.person, confirmed=True)
    page = text_of(client.get(group.get_public_url()))
    assert "chair@example.org" in page and chair.person.name in page

    appointment.publication_withdrawn_on = today()
    appointment.save()

    page = text_of(client.get(group.get_public_url()))
    assert "chair@example.org" not in page and chair.person.name not in page
    assert "passes questions on to the group" in page


def test_regulators_contact_can_take_the_chairs_place(client, settings):
    settings.PUBLISH_REGULATOR_CONTACT, settings.REGULATOR_CONTACT_EMAIL = True, "groups@regulator.example.org"
    group = published()
    chair = employer(group, "Chairing Works Ltd")
    ChairAppointmentFactory(group=group, person=chair.person, confirmed=True)

    page = text_of(client.get(group.get_public_url()))

    assert "groups@regulator.example.org" in page
    assert chair.person.email not in page and chair.person.name not in page


def test_nothing_personal_is_shown_beside_what_was_agreed_to(client):
    """Every field of people who agreed to nothing, and what a chair did not agree to, bears a text of its own."""
    group = published()
    silent = employer(
        group,
        "canaryorganisation",
        person=PersonFactory(user=UserFactory(name="canaryname", email="canaryemail@example.org"), phone="canaryphone"),
        job_title="canaryjob",
    )
    withdraw(silent)
    employer(group, "canarydraft", approval=Approval.DRAFT)
    employer(group, "canaryformer", ended_on=today())
    adviser = eligible_member(group=group, adviser=True, organisation=OrganisationFactory(name="canaryadviser"))
    chair = employer(
        group, "Chairing Works Ltd", person=PersonFactory(phone="canarychairphone"), job_title="canarychairjob"
    )
    ChairAppointmentFactory(group=group, person=chair.person, confirmed=True)
    ChairAppointmentFactory(group=group, person=silent.person, publication_agreed_on=None)

    page = shown(client, group)

    assert "Chairing Works Ltd" in page and chair.person.email in page
    assert "canary" not in page and adviser.person.name not in page
    csv = b"".join(client.get(reverse(CSV)).streaming_content).decode()
    assert chair.person.email not in csv and chair.person.name not in csv


def test_pages_with_names_are_kept_by_nobody(client):
    group = published()
    for page in (group.get_public_url(), reverse(CSV)):
        response = client.get(page)
        assert response["X-Robots-Tag"] == "noindex, noarchive"
        assert "no-store" in response["Cache-Control"]
    assert "X-Robots-Tag" not in client.get(reverse(LIST))


def test_list_is_searched_and_filtered_and_downloaded_alike(client):
    route = RouteFactory()
    mine = published(name="Bell founders", occupation=OccupationFactory(title="Bell founder", route=route))
    other = published(name="Thatchers")
    for query in ({"q": "bell found"}, {"route": route.slug}, {"q": mine.reference.lower()}):
        page = text_of(client.get(reverse(LIST), query))
        csv = b"".join(client.get(reverse(CSV), query).streaming_content).decode()
        assert mine.name in page and mine.name in csv
        assert other.name not in page and other.name not in csv
    assert "No group matches" in text_of(client.get(reverse(LIST), {"q": "zzz"}))


@pytest.mark.parametrize("query", [{"route": "x"}, {"q": "\0"}, {"page": "x", "sort": "x"}, {"q": "%_'"}])
def test_nonsense_in_the_url_is_no_error(client, query):
    assert client.get(reverse(LIST), query).status_code == 200
    assert client.get(reverse(CSV), query).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_public_pages_query_count_does_not_grow(client, number, django_assert_num_queries):
    groups = [published() for _ in range(number)]
    for _ in range(number):
        member = employer(groups[0], f"Employer {_} Ltd")
    ChairAppointmentFactory(group=groups[0], person=member.person, confirmed=True)

    with django_assert_num_queries(4):
        assert text_of(client.get(groups[0].get_public_url())).count("Employer") >= number
    with django_assert_num_queries(3):
        client.get(reverse(LIST))
    with django_assert_num_queries(2):
        assert b"".join(client.get(reverse(CSV)).streaming_content).count(b"\n") == number + 1


def test_front_page_and_occupation_lead_to_published_groups(client):
    group, hidden = published(), GroupFactory()
    assert reverse(LIST) in client.get(reverse("front")).content.decode()
    assert group.get_public_url() in client.get(group.occupation.get_absolute_url()).content.decode()
    assert hidden.reference not in client.get(hidden.occupation.get_absolute_url()).content.decode()


def test_day_for_the_proposal_is_told_until_it_is_in(client):
    group = published()
    assert "The proposal is due by" in shown(client, group)
    SubmissionFactory(group=group, submitted_on=today())
    assert "The proposal is due by" not in shown(client, group)
