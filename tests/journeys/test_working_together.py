"""Groups work together: one chair begins, another agrees, and both choose who coordinates them.

Besides, the pages about people that no other journey comes by are looked at.
"""

from django.urls import reverse

from groups.models import Group
from tests.factories import (
    LikelyDoubleFactory,
    ListQuestionFactory,
    MembershipFactory,
    eligible_member,
)
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.journeys.visitor import Visitor
from tests.proposals.helpers import approved_group, chair, manager


def test_groups_work_together_and_choose_who_coordinates(person: Start, site: str) -> None:
    first, second = approved_group(), approved_group()
    people = chair(first), chair(second), manager(first)
    cleo, dan, petra = (person(user.name, session=session_of(user)) for user in people)
    begins_and_asks(cleo, first, second)
    dan.follows_mail("is asked to work together with other groups", to=people[1].email)
    dan.sees("Seed to sale", "not agreed yet")
    dan.presses(f"Take part {second.name}")
    dan.sees(f"{second.name} takes part.", "Membership approved")

    cleo.page.reload()
    cleo.follows("Propose an over-arching chair")
    cleo.presses("Propose")
    cleo.sees("There is a problem", "Choose who should coordinate the groups")
    cleo.page.get_by_label(f"{cleo.name}, {first.name}").check()
    cleo.presses("Propose")
    cleo.sees("the other groups are asked to agree", "1 of 2 has so far", "Your group has agreed")
    dan.follows_mail("is proposed as over-arching chair", to=people[1].email)
    dan.presses("Agree for my group")
    dan.sees(f"You agreed. {cleo.name} is the over-arching chair now.")
    cleo.follows_mail("You are chosen as over-arching chair", to=people[0].email)
    cleo.sees("Stop being the over-arching chair")
    looks_at_people(cleo, petra, first, second)


def begins_and_asks(leader: Visitor, group: Group, other: Group) -> None:
    leader.opens(reverse("overview:collaborations", args=[group.pk]))
    leader.presses("Begin")
    leader.sees("There is a problem")
    leader.fills(name="Seed to sale", purpose="We compare duties, so that none is left out.")
    leader.presses("Begin")
    leader.presses("Ask another group")
    leader.fills(reference="TB-none")
    leader.presses("Ask its chair")
    leader.sees("No published group has this reference")
    leader.fills(reference=other.reference)
    leader.presses("Ask its chair")
    leader.sees(f"The chair of {other.name} is asked.")


def looks_at_people(leader: Visitor, manager: Visitor, group: Group, other: Group) -> None:
    eligible_member(group=group, facilitator=True)
    member = group.memberships.exclude(kind="facilitator").last()
    MembershipFactory(group=other, person=member.person)
    double = LikelyDoubleFactory(first=member.organisation)
    ListQuestionFactory(listed__group=group)
    seen = {
        reverse("overview:representation", args=[group.pk]): "Upper bar: occupation; lower bar: group",
        reverse("members:facilitators", args=[group.pk]): "Let facilitators prepare",
        reverse("lists:listed", args=[group.pk]): "1 question about them waits for you",
        reverse("members:ledger"): "The words then",
    }
    decided = {
        reverse("overview:multiple_memberships"): "People on several groups",
        reverse("duplicates:duplicates"): "Download the pairs (CSV)",
        double.get_absolute_url(): "Compare two organisations",
    }
    for visitor, pages in ((leader, seen), (manager, decided)):
        for page, text in pages.items():
            visitor.opens(page)
            visitor.sees(text)
