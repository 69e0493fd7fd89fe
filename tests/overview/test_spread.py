"""People and organisations on several groups, groups with many apprenticeships: for officials alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Organisation
from members.rules import same_name
from overview.views.multiple_memberships import same_name_of
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import GroupFactory, MembershipFactory, OfficialFactory, OrganisationFactory, PersonFactory
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def official(client):
    sign_in_official(client, user := OfficialFactory())
    return user


def seen(client, **query):
    return text_of(client.get(reverse("overview:multiple_memberships"), query))


def busy(name="Busy Beth", groups=3):
    person = PersonFactory(name=name)
    return [MembershipFactory(person=person, group__apprenticeship_count=2) for _ in range(groups)]


def test_people_with_their_groups_and_what_these_carry(client, official):
    memberships = busy()
    MembershipFactory(person__name="Single Sam")
    MembershipFactory(person=memberships[0].person, ended_on=today())
    MembershipFactory(person=memberships[0].person, group=GroupFactory(support_withdrawn_on=today()))

    text = seen(client)

    assert "Busy Beth" in text and "1 found" in text and "Single Sam" not in text
    assert all(one.group.reference in text for one in memberships)
    assert "3 6" in text  # groups, apprenticeships
    assert "Busy Beth" not in seen(client, least="5") and "Busy Beth" not in seen(client, q="sam")


def test_organisations_are_one_by_their_name(client, official):
    group = GroupFactory()
    for name in ("Sample Works Ltd", "SAMPLE  works Limited.", "Sample Workshop Ltd"):
        MembershipFactory(organisation=OrganisationFactory(name=name))
    for _ in range(2):  # twice on one group counts once
        MembershipFactory(group=group, organisation=OrganisationFactory(name="Other Works Ltd"))

    text = seen(client, kind="organisations")

    assert "1 found" in text and "SAMPLE works Limited." in text and "Other Works" not in text


def test_groups_by_number_of_apprenticeships(client, official):
    GroupFactory(name="Laden group", apprenticeship_count=6)
    GroupFactory(name="Light group", apprenticeship_count=1)

    text = seen(client, kind="groups", least="5")

    assert "Laden group" in text and "more than 5" in text and "Light group" not in text


def test_download_holds_what_the_filters_leave(client, official):
    memberships = busy(name="=Busy Beth")
    busy("Twice Tom", groups=2)

    response = client.get(reverse("overview:multiple_memberships_csv"), {"least": "3"})

    lines = b"".join(response).decode().splitlines()
    references = ", ".join(sorted(one.group.reference for one in memberships))
    assert lines[1:] == [f'\'=Busy Beth,3,6,"{references}"']
    for kind in ("organisations", "groups"):
        assert client.get(reverse("overview:multiple_memberships_csv"), {"kind": kind}).status_code == 200


def test_list_takes_as_many_statements_however_long(client, official):
    def counted(**query):
        with CaptureQueriesContext(connection) as queries:
            seen(client, **query)
        return len(queries)

    busy()
    before = [counted(kind=kind) for kind in ("people", "organisations", "groups")]
    for number in range(2):
        busy(f"Busy {number}")
    assert [counted(kind=kind) for kind in ("people", "organisations", "groups")] == before


def test_officials_see_on_a_membership_where_else_the_person_and_the_employer_serve(client, official):
    first, second, _ = busy()
    name = first.organisation.name.removesuffix("Ltd")
    third = MembershipFactory(organisation=OrganisationFactory(name=f"{name.upper()}Limited"))

    text = text_of(client.get(first.get_absolute_url()))

    assert second.group.reference in text and third.group.reference in text
    client.force_login(first.person.user)
    assert second.group.reference not in text_of(client.get(first.get_absolute_url()))


@pytest.mark.parametrize(
    "name",
    [
        "Sample & Sons plc",
        "SAMPLE AND SONS PUBLIC LIMITED COMPANY",
        "Café L.L.P.",
        "Works (North) Limited",
        "A Limited B",
    ],
)
def test_names_are_the_same_in_the_database_as_in_the_rules(name):
    organisation = OrganisationFactory(name=name)
    found = Organisation.objects.annotate(key=same_name_of("name")).get(pk=organisation.pk)
    assert found.key == same_name(name)


@pytest.mark.parametrize("typed", ["zoe obrien", "O'Brien Zoë", "o’brien", "  ZOE\u00a0O'BRIEN "])
def test_search_passes_over_accents_apostrophes_and_the_order_of_words(client, official, typed):
    person = PersonFactory(name="Zoë O’Brien")
    for group in GroupFactory.create_batch(2):
        MembershipFactory(person=person, group=group)
    assert "Zoë O’Brien" in seen(client, q=typed)
