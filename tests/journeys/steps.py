"""What several journeys have in common, as a person does it page by page."""

from datetime import timedelta

from playwright.sync_api import expect

from occupations.models import Occupation
from portal.calendar import today
from tests.journeys.visitor import Visitor

WHY = "Eleven employers in three regions train people for it, and no standard says what they must know."
SECTOR, SIZE, REGION = "Manufacturing", "Medium: 50 to 249 employees", "North West"  # as the factories' employers


def address_of(visitor: Visitor) -> str:
    return f"{visitor.name.lower().replace(' ', '.')}@example.org"


def tells_who_asks(visitor: Visitor) -> None:
    visitor.fills(
        reason=WHY,
        name=visitor.name,
        job_title="Head of training",
        organisation=f"{visitor.name} Works Ltd",
        email=address_of(visitor),
    )


def chooses_occupation_by_keyboard(visitor: Visitor, occupation: Occupation) -> None:
    box = visitor.page.locator("#id_occupation")
    box.press_sequentially(occupation.reference.lower())
    expect(visitor.page.get_by_role("option").first).to_contain_text(occupation.title)
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    expect(box).to_have_value(occupation.label)


def confirms_enquiry(visitor: Visitor) -> None:
    visitor.is_at("Check your email")
    visitor.follows_mail("Confirm your enquiry", to=address_of(visitor))
    visitor.presses("Confirm and send")
    visitor.sees("Your enquiry is received")


def names_organisation(visitor: Visitor, name: str) -> None:
    visitor.fills(organisation_name=name)
    visitor.chooses(organisation_sector=SECTOR, organisation_size=SIZE, organisation_region=REGION)
    visitor.ticks("The organisation employs people in this occupation")


def invites(visitor: Visitor, name: str, *, button: str = "Invite an employer member", **choices: str) -> None:
    """From the page of members and back to it."""
    visitor.presses(button)
    visitor.fills(
        name=name,
        email=f"{name.lower().replace(' ', '.')}@example.org",
        job_title="Operations director",
        organisation_name=f"{name} Ltd",
    )
    visitor.chooses(**choices)
    visitor.presses("Send the invitation")
    visitor.sees(f"{name} is invited")


# --- joining: three pages of questions -------------------------------------------------------------------------------
def completes_details(visitor: Visitor) -> None:
    visitor.is_at("Your details")
    names_organisation(visitor, f"{visitor.name} Ltd")
    until = today() + timedelta(days=3 * 365)
    parts = dict(zip(("day", "month", "year"), (until.day, until.month, until.year), strict=True))
    for label, number in parts.items():
        visitor.page.get_by_label(label.title(), exact=True).fill(str(number))
    visitor.chooses(occupation_experience="I work in the occupation now")
    visitor.ticks("Employer demand for the occupation")
    visitor.presses("Save and continue")


def states_and_agrees(visitor: Visitor) -> None:
    visitor.is_at("What you state and agree to")
    for box in visitor.page.get_by_role("checkbox").all():
        box.check()
    visitor.presses("Save and continue")


def declares_nothing(visitor: Visitor) -> None:
    visitor.is_at("Your interests")
    visitor.chooses(has_interests="No, I have nothing to declare")
    visitor.presses("Accept and join the group")
    visitor.sees("You have joined")


def declares_shares(visitor: Visitor, description: str) -> None:
    visitor.is_at("Your interests")
    visitor.chooses(has_interests="Yes, I have one or more interests to declare")
    visitor.presses("Accept and join the group")
    visitor.sees("There is a problem")
    page = visitor.page
    page.locator("label[for^='id_interests-0-nature']").filter(has_text="inancial").first.click()
    page.locator("label[for^='id_interests-0-perception']").first.click()
    page.locator("#id_interests-0-organisation").fill("Sample College")
    page.locator("#id_interests-0-description").fill(description)
    visitor.presses("Accept and join the group")
    visitor.sees("You have joined")
