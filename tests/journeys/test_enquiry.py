"""Other ways that an enquiry may go; the way to a group is in `test_registering.py`."""

import re

from django.db.models import QuerySet
from playwright.sync_api import expect

from groups.models import Enquiry
from occupations.models import Occupation
from portal.calendar import today
from tests.factories import GroupFactory
from tests.journeys.conftest import Start
from tests.journeys.steps import WHY, address_of, confirms_enquiry, tells_who_asks
from tests.journeys.visitor import Visitor, link_in, mail_to


def test_faults_are_listed_and_what_was_typed_is_kept(person: Start, site: str) -> None:
    flora = person("Flora Faults")
    flora.opens("/enquiries/new/")
    flora.fills(organisation="Faults and Sons", occupation="zzzz")
    flora.presses("Send the enquiry")
    flora.sees("There is a problem", "No occupation on the map matches “zzzz”")
    flora.page.get_by_role("link", name="Enter your full name").click()
    expect(flora.page.locator("#id_name")).to_be_focused()
    expect(flora.page.locator("#id_organisation")).to_have_value("Faults and Sons")


def test_link_is_void_when_it_is_old(person: Start, occupations: QuerySet[Occupation]) -> None:
    vera = person("Vera Void")
    vera.opens("/enquiries/new/")
    vera.fills(occupation=occupations.order_by("pk")[1].label)
    tells_who_asks(vera)
    vera.presses("Send the enquiry")
    link = link_in(mail_to(address_of(vera), "Confirm your enquiry"))
    Enquiry.objects.filter(email=address_of(vera)).update(sent_at="2020-01-01T00:00Z")
    vera.opens(link)
    vera.is_at("This link no longer works")


def test_enquiry_and_its_confirmation_need_no_script(person: Start, occupations: QuerySet[Occupation]) -> None:
    title = occupations.order_by("pk")[2].title
    nora = person("Nora Noscript", has_script=False)
    nora.opens("/")
    nora.presses("Tell us about an occupation")
    nora.fills(occupation=title[:-1])
    tells_who_asks(nora)
    nora.presses("Send the enquiry")
    nora.sees("There is a problem", "Choose which occupation you mean")
    nora.page.locator("label").filter(has_text=re.compile(rf"^\s*{re.escape(title)} \(")).first.click()
    nora.presses("Send the enquiry")
    confirms_enquiry(nora)
    nora.sees(title)


def test_occupation_that_is_not_on_the_map_is_declined(person: Start, product_manager: Visitor) -> None:
    nils = person("Nils Newman")
    nils.opens("/enquiries/new/")
    nils.page.get_by_text("The occupation is not on the map").click()
    nils.fills(proposed_title="Bell ringer", reason=WHY)
    tells_who_asks(nils)
    nils.presses("Send the enquiry")
    nils.sees("Choose the route that the occupation would belong to")
    nils.chooses(route="Creative and design")
    nils.presses("Send the enquiry")
    confirms_enquiry(nils)

    product_manager.opens("/enquiries/")
    product_manager.follows(Enquiry.objects.get(email=address_of(nils)).reference)
    product_manager.presses("Decide")
    product_manager.chooses(decision="Decline")
    product_manager.fills(reason="Bell ringers are volunteers; an apprenticeship needs a job.")
    product_manager.presses("Save the decision")
    product_manager.sees("Declined. The enquirer is told.")
    nils.follows_mail("declined", to=address_of(nils))
    nils.sees("Bell ringers are volunteers")


def test_occupation_that_has_a_group_says_so_and_the_wish_to_join_is_met(
    person: Start, occupations: QuerySet[Occupation], product_manager: Visitor
) -> None:
    occupation = occupations.order_by("pk")[3]
    group = GroupFactory(occupation=occupation, name="The group that exists", membership_approved_on=today())
    joan = person("Joan Joiner", has_script=False)
    joan.opens("/enquiries/new/")
    joan.fills(occupation=occupation.label)
    tells_who_asks(joan)
    joan.presses("Send the enquiry")
    joan.sees("This occupation has a trailblazer group already", group.name)
    expect(joan.page.locator("#id_name")).to_have_value("Joan Joiner")
    joan.chooses(wish="Start another group all the same")
    joan.presses("Send the enquiry")
    joan.sees("Say why the occupation needs another group")
    joan.chooses(wish="Ask to join the group that exists")
    joan.presses("Send the enquiry")
    confirms_enquiry(joan)

    product_manager.opens("/enquiries/")
    product_manager.follows(Enquiry.objects.get(email=address_of(joan)).reference)
    product_manager.presses("Decide")
    expect(product_manager.page.get_by_label("Reference of the group")).to_have_value(group.reference)
    product_manager.fills(join_reason="As you asked; the chair writes to you.")
    product_manager.presses("Save the decision")
    joan.follows_mail("joined", to=address_of(joan))
    joan.sees(group.name)
