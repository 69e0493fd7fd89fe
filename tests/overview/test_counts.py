"""What is met and what is to be put right is counted one way, on every page and for everybody who reads it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from groups.models import Enquiry, Group
from guidance.duties.groups import group_answer
from oversight.actions.storing import store
from oversight.models import Assessment
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import EnquiryFactory, GroupOfficialFactory, eligible_member
from tests.groups.helpers import chair_of, ready_group

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["new", "without a chair", "members lack something"])
def group(request) -> Group:
    """Registering, with a product manager and somebody who leads it."""
    if request.param == "new":
        group = EnquiryFactory(accepted=True).group
        GroupOfficialFactory(group=group)
    else:
        group = ready_group()
    if request.param == "without a chair":
        group.chairs.all().delete()
    if request.param == "members lack something":
        eligible_member(group=group, plans_to_serve_until=None)
    store([group_answer(group.pk, today())])
    return group


def soup(client, name: str, *keys: int) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse(name, args=keys)).content, "html.parser")


def words(page: BeautifulSoup) -> str:
    return " ".join(page.text.split())


def leader(group: Group):
    return chair_of(group).person.user if group.chairs.exists() else Enquiry.objects.get(group=group).user


def test_pages_of_the_group_agree(client, group):
    client.force_login(leader(group))
    kept = Assessment.objects.get(group=group)
    met, mend = f"{kept.rules_met} of {kept.rules_counted}", kept.rules_counted - kept.rules_met
    assert kept.blockers == mend > 0

    home = soup(client, "home")
    assert f"{met} rules met" in words(home)
    assert f"{mend} to put right first" in words(home)
    tasks = words(soup(client, "overview:tasks", group.pk))
    assert f"{met} rules are met; {mend} to put right" in tasks and tasks.count(f"{mend} to put right") == 2
    overview = soup(client, "overview:group", group.pk)
    assert f"{met}{mend} to put right" in re.sub(r"\s*\n\s*", "", overview.text)
    assert len(listed(overview)) == mend
    check = soup(client, "overview:check", group.pk)
    assert f"{mend} thing{'' if mend == 1 else 's'} to put right before you can submit" in words(check)
    assert len(check.select(".govuk-error-summary__list li")) == len(listed(check)) == mend


def listed(page: BeautifulSoup) -> list:
    """What blocks; what is mere advice stands apart."""
    return [one for one in page.select(".app-finding") if one.find_parent("details") is None]


def test_product_manager_reads_the_same(client, group):
    sign_in_official(client, group.officials.get().user)
    kept = Assessment.objects.get(group=group)

    row = words(soup(client, "oversight:dashboard"))
    overview = soup(client, "overview:group", group.pk)

    assert f"{kept.rules_met} of {kept.rules_counted}" in row
    more = kept.blockers - 3
    assert more <= 0 or f"{more} more" in row
    assert len(listed(overview)) == kept.blockers
