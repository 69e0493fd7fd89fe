"""Every list is searched alike: by words in any order, whatever accents, apostrophes, hyphens and case they have."""

import subprocess
from pathlib import Path

import pytest
from django.urls import reverse

from groups.models import Group
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    EnquiryFactory,
    GroupFactory,
    MembershipFactory,
    MotionFactory,
    OccupationFactory,
    OfficialFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.groups.led import chair, led_group

pytestmark = pytest.mark.django_db
NAME = "Zoë O’Brien‑Łukasz & Sons"
TYPED = ["zoe obrien lukasz", "Łukasz and O'Brien", "ZOË\u00a0O’BRIEN–LUKASZ", "sons zoe"]
PROJECT = Path(__file__).resolve().parent.parent


def occupation(group: Group) -> str:
    OccupationFactory(title=NAME)
    return reverse("public_pages:occupations")


def offered_occupation(group: Group) -> str:
    OccupationFactory(title=NAME)
    return reverse("public_pages:occupation_search")


def published(group: Group) -> str:
    GroupFactory(name=NAME, membership_approved_on=today())
    return reverse("public_pages:groups")


def member(group: Group) -> str:
    MembershipFactory(group=group, person=PersonFactory(name=NAME))
    return reverse("overview:members", args=[group.pk])


def employer(group: Group) -> str:
    MembershipFactory(group=group, organisation=OrganisationFactory(name=NAME))
    return reverse("overview:members", args=[group.pk])


def motion(group: Group) -> str:
    MotionFactory(group=group, text=f"Invite {NAME}")
    return reverse("meetings:motions", args=[group.pk])


def dashboard(group: Group) -> str:
    GroupFactory(name=NAME)
    return reverse("oversight:dashboard")


def enquiries(group: Group) -> str:
    EnquiryFactory(name=NAME)
    return reverse("groups:enquiries")


OF_GROUPS = [occupation, offered_occupation, published, member, employer, motion]
OF_OFFICIALS = [dashboard, enquiries]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("make", [*OF_GROUPS, *OF_OFFICIALS])
def test_list_is_searched_as_people_type(client, make, typed):
    group = led_group()
    address = make(group)
    if make in OF_OFFICIALS:
        sign_in_official(client, OfficialFactory())
    else:
        client.force_login(chair(group))
    for shown in ("Zoë O’Brien", "Zo\\u00eb O\\u2019Brien"):
        if shown in client.get(address, {"q": typed}).content.decode():
            break
    else:
        pytest.fail(f"{typed} was not found")
    assert "O’Brien" not in client.get(address, {"q": "zoe willow"}).content.decode()


def test_no_list_searches_in_its_own_way():
    """`portal.search.matching` is the one way; an `icontains` knows nothing of accents and apostrophes."""
    tracked = subprocess.run(["git", "ls-files", "*.py"], cwd=PROJECT, capture_output=True, text=True).stdout.split()
    ours = [path for path in tracked if not path.startswith(("tests/", "demo/")) and "/migrations/" not in path]
    assert [path for path in ours if "icontains" in (PROJECT / path).read_text()] == []
