"""No page of a group offers what its reader may not use, in each state that a group goes through.

`test_permission_matrix.py` asks the same of the group that the table of permissions names, which is submitted, and of
one without support.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from groups.models import Group
from guidance.vocabulary import Approval
from portal.calendar import today
from tests import test_permission_matrix as table
from tests.factories import DecisionFactory, OfficialFactory, SubmissionFactory, VersionFactory
from tests.matrix_reading import Page, is_page, read
from tests.matrix_world import World
from tests.test_permission_matrix import REFUSED, SIGN_OUT, answer, in_words

pytestmark = pytest.mark.django_db
world = table.world
OF_NO_GROUP = ("/home/", "/dashboard/")


# --- states ----------------------------------------------------------------------------------------------------------
def approved(group: Group) -> None:
    """Its proposal is agreed, a standard in review; the table's group has a case, a motion and a planned meeting."""
    _decided(group, outcome="approved", reasons="")
    Group.objects.filter(pk=group.pk).update(membership_approved_on=today())
    group.memberships.update(approval=Approval.APPROVED)
    proposal = group.submissions.get(kind="proposal")
    proposal.decided_on, proposal.outcome = today(), "agreed"
    proposal.save()
    DecisionFactory(submission=proposal, step="decision", made_by=OfficialFactory())
    before = today() - timedelta(days=1)
    standard = SubmissionFactory(group=group, kind="standard", agreed_by_employers_on=before, submitted_on=before)
    VersionFactory(submission=standard, frozen=True)


def returned(group: Group) -> None:
    _decided(group, outcome="returned", reasons="Add a small employer.")
    group.memberships.update(approval=Approval.DRAFT)


def registers(group: Group) -> None:
    group.membership_submissions.all().delete()
    group.memberships.update(approval=Approval.DRAFT)


def _decided(group: Group, **decision: str) -> None:
    decision |= {"decided_at": timezone.now(), "decided_by": OfficialFactory()}
    group.membership_submissions.update(**decision)


# --- what is offered -------------------------------------------------------------------------------------------------
# Before the approval, officials of other groups and of the route only read, as they do when the group is submitted.
WHO = {
    approved: ("memb", "facil", "chair", "mgr", "other", "route"),
    returned: ("chair", "mgr"),
    registers: ("chair", "mgr"),
}


@pytest.mark.parametrize(("state", "column"), [(state, column) for state, columns in WHO.items() for column in columns])
def test_group_offers_no_link_or_form_that_its_reader_may_not_use(
    world: World, state: Callable[[Group], None], column: str
) -> None:
    """On its own pages, the first page and the list of what waits: each link is followed, each form sent empty."""
    client = world.clients[column]
    with transaction.atomic():
        state(world.own.group)
        seen = Answers(client)
        pages = list(_pages(world.own.group, seen))
        refused = set(_links(pages, seen)) | set(_forms(pages, client))
        transaction.set_rollback(True)
    assert refused == set()


class Answers(dict[str, tuple[str, bytes]]):
    """What the client gets at an address, asked for once."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self.client = client

    def __missing__(self, address: str) -> tuple[str, bytes]:
        response = answer(self.client, "GET", address)
        self[address] = (in_words(response), response.shown)
        return self[address]


def _pages(group: Group, seen: Answers) -> Iterator[Page]:
    """The group's pages that links lead to from where its reader begins, lists without their filters."""
    waiting, asked = [group.get_absolute_url(), *OF_NO_GROUP], set(OF_NO_GROUP)
    while waiting:
        address = waiting.pop()
        asked.add(address)
        words, shown = seen[address]
        if words == "200" and is_page(text := shown.decode(errors="replace")):
            page = read(address, text)
            yield page
            own = {link for link in page.links() if str(group.pk) in link.split("/") and "?" not in link}
            waiting += sorted(own - asked - {*waiting})


def _links(pages: list[Page], seen: Answers) -> Iterator[str]:
    """A page that was read is not asked for again with each filter of its list."""
    links = {link: page.address for page in pages for link in page.links()}
    for link, page in links.items():
        if "?" in link and link.partition("?")[0] in seen:
            continue
        if seen[link][0] in {*REFUSED, "409"}:
            yield f"{page} leads to {link}: {seen[link][0]}"


def _forms(pages: list[Page], client: Client) -> Iterator[str]:
    forms = {action: page.address for page in pages for action in page.posts() - {SIGN_OUT}}
    for action, page in forms.items():
        words = in_words(answer(client, "POST", action))
        if words in REFUSED:
            yield f"{page} posts to {action}: {words}"
