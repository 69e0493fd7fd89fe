"""Journey 1: a stranger becomes the chair of a group whose membership is approved."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.db.models import QuerySet
from playwright.sync_api import expect

from groups.models import Group
from occupations.models import Occupation
from tests.factories import eligible_member
from tests.journeys.conftest import Start
from tests.journeys.steps import (
    address_of,
    approves_it,
    completes_details,
    declares_nothing,
    declares_shares,
    enquires,
    invites,
    is_accepted,
    names_organisation,
    states_and_agrees,
    submits,
)
from tests.journeys.visitor import Visitor

OTHER_MEMBERS = 7  # with the chair and two who accept in a browser: the ten that the guidance expects


def test_chair_registers_a_group(
    person: Start, occupations: QuerySet[Occupation], product_manager: Visitor, worker: Callable[[], None]
) -> None:
    ada, occupation = person("Ada Chairwoman"), occupations.order_by("pk").first()
    enquires(ada, occupation)
    group = is_accepted(product_manager, ada)
    answers_about_the_group(ada)
    is_sent_back_to_what_is_missing(ada)
    adds_herself_and_invites(ada)
    for _ in range(OTHER_MEMBERS):
        eligible_member(group=group)
    accept(person("Ben Baker"), person("Cara Cole"))
    becomes_chair(ada, product_manager, group)
    worker()

    submits(ada)
    returns_it(product_manager, group)
    mends_it(ada)
    submits(ada)
    approves_it(product_manager, group)
    ada.follows_mail("approved", to=address_of(ada))
    ada.sees("The membership is approved")
    ada.presses("See what changed, and confirm the details")
    ada.presses("Confirm that these details are right")
    ada.sees("The details are confirmed", "Membership approved")


def answers_about_the_group(ada: Visitor) -> None:
    ada.follows("The occupation")
    ada.presses("Save and continue")
    ada.sees("There is a problem")
    ada.chooses(regulated="No", professional_status="No")
    ada.presses("Save and continue")
    expect(ada.row("The occupation")).to_contain_text("Completed")
    ada.follows("Who employs people in the occupation")
    ada.fills(source="Survey of 40 employers, May 2026", size_medium="60", sector_C="100", region_north_west="100")
    ada.presses("Save and continue")
    ada.sees("The figures by size of employer add up to 60%; they must add up to 100%")
    ada.fills(size_medium="100")
    ada.presses("Save and continue")
    expect(ada.row("Who employs people")).to_contain_text("Completed")


def is_sent_back_to_what_is_missing(ada: Visitor) -> None:
    """Too early: each blocker leads to the field that mends it."""
    ada.follows("Check your answers and submit")
    ada.sees("to put right before you can submit")
    expect(ada.page.get_by_role("button", name="Submit the membership")).to_have_count(0)
    with ada.page.expect_navigation():
        ada.page.locator(".govuk-error-summary a[href*='#id_charges_fee']").click()
    expect(ada.page.locator(f"#{urlsplit(ada.page.url).fragment}")).to_be_in_viewport()
    ada.looks_at_page()
    ada.chooses(charges_fee="No", capacity="Yes", drafting="Yes")
    ada.fills(apprenticeship_count="1")
    ada.presses("Save and continue")
    expect(ada.row("How the group runs")).to_contain_text("Completed")


def adds_herself_and_invites(ada: Visitor) -> None:
    ada.follows("Employer members")
    ada.follows("Add yourself as the first employer member")
    names_organisation(ada, "Chairwoman Works Ltd")
    ada.fills(job_title="Head of training")
    ada.presses("Continue")
    completes_details(ada)
    states_and_agrees(ada)
    declares_nothing(ada)

    ada.follows("The group’s page")
    ada.follows("All members and invitations")
    ada.presses("Invite an employer member")
    ada.presses("Send the invitation")
    ada.sees("There is a problem", "Enter")
    ada.follows("Members")
    invites(ada, "Ben Baker")
    invites(ada, "Cara Cole")
    invites(
        ada, "Dora Adviser", button="Invite an adviser", adviser_kind="Trade union", organisation_kind="Trade union"
    )
    ada.sees("Remind everyone")


def accept(ben: Visitor, cara: Visitor) -> None:
    """Ben has nothing to declare; Cara has."""
    for visitor in (ben, cara):
        visitor.follows_mail("invites you", to=address_of(visitor))
        visitor.is_at("You are invited to a trailblazer group")
        visitor.presses("Continue")
        completes_details(visitor)
        states_and_agrees(visitor)
    declares_nothing(ben)
    declares_shares(cara, "I own shares in Sample College, which trains people in the occupation.")
    cara.sees("I own shares in Sample College")
    cara.opens("/home/")
    cara.sees("Your groups")


def becomes_chair(ada: Visitor, product_manager: Visitor, group: Group) -> None:
    """Proposes herself, accepts with what the guidance asks of a chair, and the product manager confirms."""
    ada.opens("/home/")
    ada.presses("Go to the list of tasks")
    ada.follows("1 step opens this gate")
    ada.sees("Without an exception", "as chair, who confirms what chairs confirm")
    ada.does_not_see("Who could be asked")
    product_manager.opens(f"/groups/{group.pk}/way/")
    product_manager.sees("If an official accepts a reason", "Who could be asked")
    ada.opens(f"/groups/{group.pk}/tasks/")
    ada.follows("Chair or co-chairs")
    ada.presses("Propose a chair")
    ada.ticks("Ada Chairwoman")
    ada.presses("Propose it")
    ada.is_at("Accept to be chair")
    ada.presses("Accept")
    ada.sees("There is a problem", "or decline")
    for box in ada.page.get_by_role("checkbox").all():
        box.check()
    ada.presses("Accept")
    ada.sees("You accepted. The product manager is asked to confirm it.", "Waits for confirmation")
    product_manager.follows_work("Confirm a change of chair", "Read and confirm")
    product_manager.sees("Accepted by the new chair", "Everything is given.")
    product_manager.chooses(decision="Confirm")
    product_manager.presses("Save the decision")
    product_manager.sees("The change of chair is confirmed")


def returns_it(product_manager: Visitor, group: Group) -> None:
    product_manager.opens("/dashboard/")
    product_manager.follows_work("Decide on the membership", "Read and decide")
    product_manager.chooses(outcome="Return it to the group with reasons")
    product_manager.presses("Save the decision")
    product_manager.sees("Say why you return the membership")
    product_manager.fills(reasons="Say when the survey of employers was made.")
    product_manager.presses("Save the decision")
    product_manager.sees("Your decision is saved", "Membership returned")


def mends_it(ada: Visitor) -> None:
    ada.follows_mail("returned", to=address_of(ada))
    ada.opens("/home/")
    ada.presses("Go to the list of tasks")
    ada.sees("Returned on", "Say when the survey of employers was made.")
    ada.follows("Who employs people in the occupation")
    ada.fills(source="Survey of 40 employers, 3 to 14 May 2026")
    ada.presses("Save and continue")
