"""Journey 2: a chair uploads a list, puts it right, and an invited person follows the link and joins."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from groups.models import Group
from members.models import Invitation
from portal.calendar import today
from tests.factories import GroupFactory, GroupOfficialFactory, eligible_chair
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.journeys.steps import declares_nothing, invites, states_and_agrees
from tests.journeys.visitor import Visitor
from tests.lists import lists
from tests.lists.lists import csv_of, table, xlsx_of


@pytest.fixture
def group(site: str) -> Group:
    group = GroupFactory()
    GroupOfficialFactory(group=group)
    eligible_chair(group=group)
    return group


def uploads(visitor: Visitor, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    visitor.page.locator("#id_list").set_input_files(path)
    visitor.presses("Upload and check")


def test_chair_uploads_a_list_and_invited_people_follow(person: Start, group: Group, tmp_path: Path) -> None:
    chair = group.chairs.get().person.user
    session = session_of(chair)
    cleo = person("Cleo Chair", session=session)
    cleo.opens(f"/groups/{group.pk}/members/")
    cleo.follows("Upload a list of members")
    with cleo.page.expect_download() as template:
        cleo.page.get_by_role("link", name="XLSX, with lists to choose from").click()
    assert template.value.suggested_filename == "members-template.xlsx"

    uploads(cleo, tmp_path / "list.xlsx", xlsx_of([["Email address"], ["=A1"]]))
    cleo.sees("There is a problem", "The cells A2 hold formulas")
    people = [lists.person(n, email=f"list{n}.{group.pk}@example.org") for n in range(3)]
    uploads(cleo, tmp_path / "list.csv", csv_of(table(*people[:2], people[2] | {"region": "Wessex"}), "cp1252"))
    cleo.sees("1 row is wrong, so nothing can be saved", "“Wessex” is not a region or a postcode")
    cleo.follows("Wrong (1)")
    cleo.does_not_see("Ann Example 0")
    cleo.presses("Upload the corrected list")
    uploads(cleo, tmp_path / "list.xlsx", xlsx_of(table(*people)))
    cleo.sees("Nothing is saved yet", "we invite 3 people by email")
    assert not Invitation.objects.filter(group=group).exists()

    loses_session_and_returns(cleo, session, group)
    cleo.presses("Confirm and send the invitations")
    cleo.sees("3 people invited: we send each the link by email.", "What became of the list")

    ann = person("Ann Example 0")
    ann.follows_mail("invites you", to=people[0]["email"])
    ann.is_at("You are invited to a trailblazer group")
    ann.presses("Continue")
    ann.is_at("Your details")
    expect(ann.page.get_by_label("Organisation’s name")).to_have_value("Sample Works 0 Ltd")
    expect(ann.page.get_by_label("Telephone number (optional)")).to_have_value("020 7946 0000")
    joins(ann, people[0]["email"])
    cleo.opens(f"/groups/{group.pk}/members/?q=Ann Example 0")
    expect(cleo.row("Ann Example 0")).to_contain_text("Serves since")
    expect(cleo.row("Ann Example 0").get_by_role("button", name="Send a new link")).to_have_count(0)

    cleo.opens(f"/groups/{group.pk}/members/upload/")  # and once more, by mistake
    uploads(cleo, tmp_path / "list.xlsx", xlsx_of(table(*people)))
    cleo.sees("Everybody on the list is there already")
    assert Invitation.objects.filter(group=group).count() == 3


def joins(visitor: Visitor, address: str) -> None:
    """What the list told is not asked again; a second use of the link says that it is done."""
    visitor.fills_date(plans_to_serve_until=today() + timedelta(days=3 * 365))
    visitor.chooses(occupation_experience="I work in the occupation now")
    visitor.presses("Save and continue")
    states_and_agrees(visitor)
    declares_nothing(visitor)
    visitor.follows_mail("invites you", to=address)
    visitor.is_at("This invitation is accepted")


def loses_session_and_returns(visitor: Visitor, session: dict, group: Group) -> None:
    """Between the list and its confirmation: nothing is lost, and nothing is saved without the person."""
    visitor.context.clear_cookies()
    visitor.page.reload()
    visitor.is_at("Sign in")
    visitor.context.add_cookies(session["cookies"])
    visitor.opens(f"/groups/{group.pk}/members/upload/")
    visitor.follows("list.xlsx")


def test_list_is_uploaded_without_script(person: Start, group: Group, tmp_path: Path) -> None:
    dan = person("Dan Noscript", session=session_of(group.chairs.get().person.user), has_script=False)
    dan.opens(f"/groups/{group.pk}/members/upload/")
    uploads(dan, tmp_path / "list.csv", csv_of(table(lists.person(7, email=f"dan.{group.pk}@example.org")), "utf-16"))
    dan.presses("Confirm and send the invitations")
    dan.sees("1 person invited")


def test_known_people_and_organisations_are_offered_while_they_are_typed(person: Start, group: Group) -> None:
    eva = person("Eva Chair", session=session_of(group.chairs.get().person.user))
    eva.opens(f"/groups/{group.pk}/members/")
    invites(eva, "Fay Baker")
    eva.presses("Invite an employer member")
    box = eva.page.locator("#id_organisation_name")
    box.press_sequentially("fay b")
    expect(eva.page.get_by_role("option").first).to_contain_text("Fay Baker Ltd")
    eva.page.keyboard.press("ArrowDown")
    eva.page.keyboard.press("Enter")
    expect(box).to_have_value("Fay Baker Ltd")

    box.fill("Fay Bakers Ltd")  # nearly the same
    eva.fills(name="Gil Baker", email=f"gil.{group.pk}@example.org", job_title="Director")
    eva.presses("Send the invitation")
    eva.sees("There is a problem", "Say whether it is an organisation that the group knows")
    eva.chooses(organisation_same="Yes, Fay Baker Ltd")
    eva.presses("Send the invitation")
    eva.sees("Gil Baker is invited")
    assert Invitation.objects.get(group=group, name="Gil Baker").organisation.name == "Fay Baker Ltd"

    eva.presses("Invite an employer member")  # somebody whom the group knows
    name = eva.page.locator("#id_name")
    name.press_sequentially("gil b")
    expect(eva.page.get_by_role("option").first).to_contain_text("Gil Baker (is invited already)")
    eva.page.keyboard.press("ArrowDown")
    eva.page.keyboard.press("Enter")
    expect(name).to_have_value("Gil Baker")
    expect(eva.page.locator("#id_email")).to_have_value(f"gil.{group.pk}@example.org")
    expect(eva.page.locator("#id_organisation_name")).to_have_value("Fay Baker Ltd")
    eva.presses("Send the invitation")
    eva.sees("There is a problem", "This person has an invitation already")
