"""Journey 4: a member declares an interest, the chair handles it; the chair's own goes to the product manager."""

from django.urls import reverse
from playwright.sync_api import expect

from conflicts.models import Handling, Interest
from tests.conflicts.helpers import cast, seen
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.journeys.visitor import Visitor, mail_to


def declares(visitor: Visitor, kind: str, words: str) -> Interest:
    visitor.presses("Declare an interest")
    visitor.sees("declaring is always better than not")
    visitor.chooses(has_interests="Yes, I have one or more interests to declare")
    expect(visitor.page.get_by_text("What kind of interest is it?")).to_be_visible()  # opened by the choice
    visitor.page.get_by_label(kind).check()
    visitor.page.get_by_label("Actual: it could affect my decisions now").check()
    visitor.page.get_by_label("Describe the interest").fill(words)
    visitor.presses("Make the declaration")
    visitor.sees(words, "Not handled yet")
    return Interest.objects.get(description=words)


def test_interest_is_declared_handled_changed_and_handled_anew(person: Start, site: str) -> None:
    people = cast()
    member, chair = (person(name.title(), session=session_of(people.user(name))) for name in ("member", "chair"))

    member.opens(reverse("overview:mine", args=[people.group.pk]))
    declares(member, "Financial interest", "I own a fifth of a college.")
    assert mail_to(people.user("chair").email, "has declared an interest")
    chair.follows_due("Say how an interest is handled")
    chair.chooses(measure="Does not vote on what it touches", scope="Only some subjects")
    chair.ticks("The funding evidence")
    chair.presses("Record it on the register")
    chair.sees("There is a problem", "Give the reason")
    chair.fills(reason="The funding decides what the college earns.")
    chair.presses("Record it on the register")
    chair.sees("the funding evidence", "The funding decides what the college earns.")

    member.opens(reverse("overview:mine", args=[people.group.pk]))
    member.sees("Bars you", "The funding decides what the college earns.")
    member.follows("Change this interest: Financial interest")
    member.fills(description="I own half of a college.")
    member.presses("Save the change")
    member.sees("I own a fifth of a college.", "Changed since handled")
    chair.opens(reverse("conflicts:register", args=[people.group.pk]))
    chair.sees("Changed since handled", "I own half of a college.")
    chair.follows("Everything, to print")
    chair.sees("Who has declared")


def test_chairs_own_interest_is_handled_by_the_product_manager_alone(person: Start, site: str) -> None:
    people = cast()
    chair, manager = (person(name.title(), session=session_of(people.user(name))) for name in ("chair", "manager"))
    chair.opens(reverse("overview:mine", args=[people.group.pk]))
    interest = declares(chair, "Other interest or loyalty", "I am a trustee of a college.")

    chair.opens(reverse("conflicts:register", args=[people.group.pk]))
    chair.sees(f"Waits for {people.manager.name}")
    forged = reverse("conflicts:handle", args=[people.group.pk, interest.pk])
    assert chair.page.request.get(forged).status == 403
    [token] = [one["value"] for one in chair.page.context.cookies() if one["name"] == "csrftoken"]
    typed = {"measure": "none", "reason": "Nothing to see.", "seen": seen(interest), "csrfmiddlewaretoken": token}
    answer = chair.page.request.post(f"{site}{forged}", form=typed, headers={"Referer": f"{site}{forged}"})
    assert answer.status == 403 and "You cannot handle your own interest" in answer.text()
    assert not Handling.objects.filter(interest=interest).exists()

    manager.opens(people.group.get_absolute_url())
    manager.sees("1 declared interest waits for you")
    manager.opens(forged)
    manager.chooses(measure="Nothing is needed")
    manager.fills(reason="The college does not teach this.")
    manager.presses("Record it on the register")
    manager.sees("The college does not teach this.", people.manager.name)
