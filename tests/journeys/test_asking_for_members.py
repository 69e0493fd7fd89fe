"""An official approves a membership and asks for members; the chair reads of it, and the official sees what changed."""

from django.urls import reverse
from django.utils import timezone

from groups.models import Group
from members.actions import approval
from tests.groups.helpers import chair_of, ready_group
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.journeys.visitor import Visitor, mail_to

WANTED = ("A small employer in London", "A trade body's choice of employer")


def test_members_are_asked_for_with_the_approval(person: Start, site: str) -> None:
    group = ready_group()
    petra, cleo = group.officials.get().user, chair_of(group).person.user
    approval.submit(group=group, by=cleo, now=timezone.now())
    official = person(petra.name, session=session_of(petra))
    leader = person(cleo.name, session=session_of(cleo))

    looks_twice(official, group)
    asks_for_members(official, group)

    mail = mail_to(cleo.email, "membership approved, and members asked for")
    assert all(f"- {one}" in mail.text for one in WANTED)
    leader.follows_mail("membership approved, and members asked for", to=cleo.email)
    leader.opens(reverse("overview:members", args=[group.pk]))
    leader.sees(*WANTED)


def looks_twice(official: Visitor, group: Group) -> None:
    official.opens(reverse("overview:decide", args=[group.pk]))
    official.sees("This is the first submission")
    official.presses("I have looked at this")
    official.sees("Noted.", "What changed since you last looked on", "Nothing: the people, the chair")
    member = group.memberships.exclude(person=chair_of(group).person).first()
    member.job_title = "Head of kilns"
    member.save()
    official.opens(reverse("overview:decide", args=[group.pk]))
    official.sees("job title “Head of kilns”")


def asks_for_members(official: Visitor, group: Group) -> None:
    official.chooses(outcome="Approve, and ask for these members")
    official.presses("Save the decision")
    official.sees("There is a problem", "Say which members you ask for")
    official.fills(requested="\n".join(WANTED))
    official.presses("Save the decision")
    official.sees("Your decision is saved. 2 members asked for.", "Membership approved")
