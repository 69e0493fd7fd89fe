"""An empty installation with production settings, in a browser: from the first administrator to a decided proposal."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import call_command
from django.db import transaction
from playwright.sync_api import Browser, expect
from pytest_django.plugin import DjangoDbBlocker

from occupations.models import Route
from portal.calendar import today
from tests.accounts.helpers import PASSWORD, totp_code
from tests.installation.running import Installation, installation
from tests.journeys.looks import Looks
from tests.journeys.visitor import LINK_OVER_TLS, Visitor
from tests.proposals.helpers import approved_group, submitted

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(sys.platform != "linux", reason="the proxy has an address of its own on loopback"),
]
PATIENCE = 60_000  # milliseconds for a page while everything starts
REASONS = "Eleven employers need it, and no standard covers it."


@pytest.fixture
def _django_db_helper() -> None:
    """In place of pytest-django's, whose transaction would stay open until the database ends it as idle."""


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path, broker=10) as running:
        yield running


@pytest.fixture
def person(browser: Browser, portal: Installation) -> Iterator[Callable[[str], Visitor]]:
    looks, started = Looks(), []

    def start(name: str) -> Visitor:
        context = browser.new_context(base_url=portal.address, ignore_https_errors=True)
        context.set_default_timeout(PATIENCE)
        started.append(Visitor(context, looks, name=name))
        return started[-1]

    yield start
    for visitor in started:
        visitor.is_content()
        visitor.context.close()


class Dossier(NamedTuple):
    file: Path
    name: str  # of the group


@pytest.fixture
def dossier(browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Dossier:
    """A group whose proposal is with the regulator, from another database, which then forgets it.

    The browser starts first: its driver's loop decides which connection of Django's this thread has.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        group = approved_group()
        group.occupation.route = Route.objects.get(slug="digital")
        group.occupation.save()
        submitted(group)
        made = Dossier(tmp_path / "group.json", group.name)
        call_command("export_group", group.reference, output=made.file)
        transaction.set_rollback(True)
    return made


def test_first_administrator_route_manager_and_a_decided_proposal(
    dossier: Dossier, portal: Installation, person: Callable[[str], Visitor]
) -> None:
    portal.manage("import_group", str(dossier.file))
    ada = person("Ada Quill")
    said = portal.manage("add_official", address_of(ada), "--role", "administrator", "--name", ada.name)
    comes_in(ada, said)
    petra, rita = person("Petra Manager"), person("Rita Route")
    invites(ada, petra, "Product manager")
    invites(ada, rita, "Route manager")
    for visitor in (petra, rita):
        comes_in(visitor, portal.mail(address_of(visitor), "invite"))

    looks_after_the_route(ada, rita, "Digital")
    leads_the_group(ada, petra, dossier.name)
    assert portal.mail(address_of(rita), "Digital")
    recommends(petra, dossier.name)
    decides(rita, dossier.name)
    rita.sees("Agreed on", REASONS)
    petra.opens(rita.path)
    petra.sees("Agreed on")


def address_of(visitor: Visitor) -> str:
    return f"{visitor.name.lower().replace(' ', '.')}@example.org"


# --- officials -------------------------------------------------------------------------------------------------------
def comes_in(visitor: Visitor, told: str) -> None:
    """By the one link in what the command or the mail says, with a password and an authenticator app."""
    (link,) = set(LINK_OVER_TLS.findall(told))
    visitor.opens(link)
    visitor.fills(name=visitor.name, password=PASSWORD)
    visitor.presses("Continue")
    visitor.is_at("Set up an authenticator app")
    key = visitor.page.locator("p", has_text="Key:").locator("strong").inner_text()
    visitor.fills(code=totp_code(key))
    visitor.presses("Continue")
    visitor.is_at("Your recovery codes")
    visitor.presses("Continue to the portal")


def invites(administrator: Visitor, official: Visitor, role: str) -> None:
    administrator.opens("/account/users/")
    administrator.presses("Invite an official")
    administrator.fills(email=address_of(official), name=official.name)
    administrator.chooses(role=role)
    administrator.presses("Send the invitation")
    administrator.sees(official.name)


def looks_after_the_route(administrator: Visitor, official: Visitor, route: str) -> None:
    administrator.opens("/allocation/")
    administrator.follows(f"Appoint: {route}")
    administrator.is_at(f"Who looks after {route}")
    picks(administrator, "Official", official.name)
    administrator.fills_date(started_on=today())
    administrator.presses("Appoint")
    expect(administrator.row(official.name)).to_contain_text("Route manager")


def leads_the_group(administrator: Visitor, official: Visitor, group: str) -> None:
    administrator.opens("/allocation/")
    administrator.follows(group)
    picks(administrator, "Product manager", official.name)
    administrator.fills_date(started_on=today())
    administrator.presses("Allocate")
    administrator.sees(official.name)


def picks(visitor: Visitor, label: str, name: str) -> None:
    """In a list that completes what is typed."""
    box = visitor.page.get_by_label(label, exact=True)
    box.fill("")
    box.press_sequentially(name)
    visitor.page.get_by_role("option").first.wait_for()
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")


# --- the proposal ----------------------------------------------------------------------------------------------------
def opens_proposal(visitor: Visitor, group: str) -> None:
    visitor.opens("/dashboard/")
    visitor.follows(group)
    visitor.follows("Proposals and standards")
    visitor.follows("Occupation proposal")


def recommends(manager: Visitor, group: str) -> None:
    opens_proposal(manager, group)
    manager.presses("Say what you recommend")
    manager.chooses(outcome="Agree")
    manager.fills(reasons=REASONS)
    manager.presses("Save the recommendation")
    manager.sees("Your recommendation is saved.", "Reviewed, to be decided")


def decides(official: Visitor, group: str) -> None:
    opens_proposal(official, group)
    official.presses("Decide")
    official.chooses(outcome="Agree")
    official.fills(reasons=REASONS)
    official.presses("Save the decision")
    official.sees("Your decision is saved. The group is told.")
