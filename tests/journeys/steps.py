"""What several journeys have in common, as a person does it page by page."""

from datetime import timedelta

from playwright.sync_api import expect

from groups.models import Enquiry, Group
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


def enquires(ada: Visitor, occupation: Occupation) -> None:
    ada.opens("/")
    ada.presses("Tell us about an occupation")
    chooses_occupation_by_keyboard(ada, occupation)
    tells_who_asks(ada)
    ada.presses("Send the enquiry")
    assert not Enquiry.objects.to_decide().filter(email=address_of(ada)).exists()
    confirms_enquiry(ada)
    ada.sees(Enquiry.objects.get(email=address_of(ada)).reference, "A product manager reads your enquiry")


def is_accepted(product_manager: Visitor, ada: Visitor) -> Group:
    enquiry = Enquiry.objects.get(email=address_of(ada))
    product_manager.opens("/dashboard/")
    product_manager.follows_work(enquiry.title, "Read and decide")
    product_manager.presses("Save the decision")
    product_manager.sees("Choose what you decide")
    product_manager.chooses(decision="Accept: start a new group")
    product_manager.presses("Save the decision")
    product_manager.sees("Accepted. The new group is TB", "Nobody has joined yet.")
    ada.follows_mail("accepted", to=address_of(ada))
    ada.sees("The occupation", "Not started", "to put right")
    return Group.objects.get(enquiries=enquiry)


def names_organisation(visitor: Visitor, name: str) -> None:
    visitor.fills(organisation_name=name)
    visitor.chooses(organisation_sector=SECTOR, organisation_size=SIZE, organisation_region=REGION)
    visitor.chooses(organisation_employs_in_occupation="Yes")


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


# --- the membership before the regulator ------------------------------------------------------------------------------
def submits(ada: Visitor) -> None:
    ada.opens("/home/")
    ada.presses("Go to the list of tasks")
    ada.follows("Check your answers and submit")
    ada.sees("Everything that the guidance asks for at this step is there.")
    ada.presses("Submit the membership")
    ada.sees("The membership is submitted")


def approves_it(product_manager: Visitor, group: Group) -> None:
    product_manager.opens(f"/groups/{group.pk}/")
    product_manager.presses("Decide the membership")
    product_manager.chooses(outcome="Approve the membership")
    product_manager.presses("Save the decision")
    product_manager.sees("Your decision is saved", "Membership approved")
