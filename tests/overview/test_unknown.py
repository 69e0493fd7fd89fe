"""What nobody has said is shown as not known: never as "No", "0", "None" or "nothing"."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from chairs.actions.confirmation_check import checked_interests
from conflicts.models import Declaration
from members.models import ChairAppointment
from members.rules.comparing import compared
from occupations.models import StandardVersion
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.conflicts.helpers import cast
from tests.factories import (
    GroupFactory,
    GroupOfficialFactory,
    ListedEmployerFactory,
    MembershipFactory,
    MembershipSubmissionFactory,
    OccupationFactory,
    RegisterEntryFactory,
    eligible_chair,
)
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
LISTED_ON = date(2026, 11, 3)
PROVIDERS, ASSESSORS = "register of training providers", "register of assessment organisations"


def cells(client, address: str, label: str) -> list[str]:
    """What the cells of that column say, from above."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return [" ".join(cell.get_text(" ").split()) for cell in page.select(f"td[data-label='{label}']")]


@pytest.fixture
def chair(client) -> ChairAppointment:
    appointment = eligible_chair()
    client.force_login(appointment.person.user)
    return appointment


# --- occupations, for everybody --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("status", "shown"), [("in_development", "None yet"), ("approved", "Not known"), ("retired", "Not known")]
)
def test_version_without_a_number(client, status, shown):
    version = StandardVersion.objects.create(occupation=OccupationFactory(), title="Kelp farmer", status=status)
    page = BeautifulSoup(client.get(version.occupation.get_absolute_url()).content, "html.parser")
    assert page.select_one("tbody th").text.strip() == shown


def test_occupation_without_level_route_and_reference(client):
    one = OccupationFactory(title="Kelp farmer", reference=None, level=None, route=None, status="potential")
    row = " ".join(text_of(client.get(reverse("public_pages:occupations"))).split())
    assert "Kelp farmer None yet Not known Not known" in row
    shown = text_of(client.get(one.get_absolute_url()))
    assert "Reference None yet Level Not known Route Not known" in shown


def test_route_that_is_not_known_in_the_list_of_groups_for_everybody(client):
    group = GroupFactory(occupation__route=None, membership_approved_on=today() - timedelta(days=1))
    assert cells(client, reverse("public_pages:groups"), "Route") == ["Not known"]
    assert "Route Not known" in text_of(client.get(group.get_public_url()))


# --- interests of who has not declared -------------------------------------------------------------------------------
def test_interests_of_who_has_not_declared_on_the_groups_page(client, chair):
    assert cells(client, chair.group.get_absolute_url(), "Interests") == ["0"]
    Declaration.objects.all().delete()
    assert cells(client, chair.group.get_absolute_url(), "Interests") == ["Not known"]


def test_interests_of_who_has_not_declared_on_the_register(client, chair):
    address = reverse("conflicts:register", args=[chair.group_id]) + "?show=declarations"
    assert cells(client, address, "Current interests") == ["0"]
    Declaration.objects.all().delete()
    assert cells(client, address, "Current interests") == ["Not known"]


def test_interests_of_who_has_not_declared_on_the_persons_page(client, chair):
    address = chair.person.memberships.get().get_absolute_url()
    assert f"{chair.person.name} declared that there are none." in text_of(client.get(address))
    Declaration.objects.all().delete()
    assert f"Not known: {chair.person.name} has not declared yet." in text_of(client.get(address))


@pytest.mark.parametrize("page", ["chairs", "chair_confirm"])
def test_nothing_declared_is_not_nothing_against_it(client, chair, page):
    address = reverse(f"chairs:{page}", args=[chair.group_id])
    nothing, unknown = "No interests are declared, so nothing speaks against it.", "Not known: no declaration"
    shown = text_of(client.get(address))
    assert nothing in shown and unknown not in shown
    Declaration.objects.all().delete()
    shown = text_of(client.get(address))
    assert unknown in shown and nothing not in shown


def test_crossing_tells_who_declared_in_two_statements(chair, django_assert_num_queries):
    other = MembershipFactory(group=chair.group).person
    with django_assert_num_queries(2):
        found = checked_interests(chair.group, [chair.person, other], today())
    assert [found[one.pk].has_declared for one in (chair.person, other)] == [True, False]


def test_who_decides_reads_how_many_have_said_nothing(client, chair):
    manager = GroupOfficialFactory(group=chair.group).user
    MembershipSubmissionFactory(group=chair.group)
    other = MembershipFactory(group=chair.group, organisation__size="", organisation__region="")
    sign_in_official(client, manager)
    address = reverse("overview:decide", args=[chair.group_id])

    shown = text_of(client.get(address))

    assert "Declared interests None; 1 person has not declared yet" in shown
    assert "and 1 of unknown size" in shown and "not known of 1 organisation" in shown
    by_name = dict(
        zip(sorted([chair.person.name, other.person.name]), cells(client, address, "Interests"), strict=True)
    )
    assert by_name == {chair.person.name: "0", other.person.name: "Not known"}


# --- public registers ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("registers", "taken", "words"),
    [
        ({"provider"}, {"provider": LISTED_ON}, f"is on the {PROVIDERS}"),
        (set(), {"provider": LISTED_ON}, f"is not on the {PROVIDERS} (list of {LISTED_ON:%-d %B %Y})"),
        (
            set(),
            {"epao": LISTED_ON},
            f"has not been compared with the {PROVIDERS}: no list of it has been imported",
        ),
    ],
)
def test_not_on_a_register_is_told_from_not_compared(registers, taken, words):
    assert compared(registers, taken)[0].ending == words


@pytest.mark.parametrize("page", ["interest", "handle"])
def test_pages_of_an_interest_say_whether_its_organisation_was_compared(client, page):
    people = cast()
    interest = people.interest("member")
    client.force_login(people.user("chair"))
    address = reverse(f"conflicts:{page}", args=[people.group.pk, interest.pk])
    name = interest.organisation.name
    assert f"{name} has not been compared with the {PROVIDERS}" in text_of(client.get(address))

    RegisterEntryFactory(name="Somebody Else Ltd")

    shown = text_of(client.get(address))
    assert f"{name} is not on the {PROVIDERS} (list of" in shown
    assert f"{name} has not been compared with the {ASSESSORS}" in shown


def test_list_of_employers_says_of_each_whether_it_was_compared(client, chair):
    listed = ListedEmployerFactory(group=chair.group, name="Sample Works Ltd")
    ListedEmployerFactory(group=chair.group, name="Zebra Works Ltd")
    address = reverse("lists:listed", args=[chair.group_id])
    neither = f"Has not been compared with the {PROVIDERS}: no list of it has been imported"
    assert all(cell.startswith(neither) for cell in cells(client, address, "Public registers"))

    RegisterEntryFactory(name=listed.name)

    first, second = cells(client, address, "Public registers")
    assert first.startswith(f"Is on the {PROVIDERS} Has not been compared with the {ASSESSORS}")
    assert second.startswith(f"Is not on the {PROVIDERS} (list of")
    text = b"".join(client.get(reverse("lists:listed_csv", args=[chair.group_id]))).decode("utf-8-sig")
    assert f"is not on the {PROVIDERS}" in text and f"is on the {PROVIDERS}; has not been compared" in text
