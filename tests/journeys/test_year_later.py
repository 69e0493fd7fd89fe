"""Journey 10: a year later. Details re-confirmed, a declaration renewed, service ends forecast, a revision opened.

With it how officials and chair speak of single members: returned, put right, submitted again, approved.
"""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from conflicts.models import Declaration
from groups.models import Group
from members.actions import deciding
from members.enums import MemberOutcome
from members.models import Membership, Person
from portal.calendar import add_months, today
from tests.factories import OfficialFactory, SubmissionFactory, eligible_member
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.journeys.visitor import Visitor
from tests.proposals.helpers import approved_group, chair, manager

YEAR = timedelta(days=366)


def delivered_a_year_ago() -> Group:
    """A group that was approved and delivered more than a year ago, and whose people declared then."""
    group = approved_group()
    then = today() - YEAR
    group.membership_approved_on = group.details_confirmed_on = group.first_contact_on = then
    group.save()
    for row in group.memberships.all():
        row.started_on, row.plans_to_serve_until = then, add_months(then, 24)
        row.save()
    Declaration.objects.filter(group=group).update(declared_on=then)
    for kind in ("proposal", "standard", "epa_plan"):
        SubmissionFactory(group=group, kind=kind, submitted_on=then, decided_on=then, outcome="agreed")
    return group


def test_a_year_later_the_group_stays_true(person: Start, site: str) -> None:
    group = delivered_a_year_ago()
    cleo, petra = chair(group), manager(group)
    leader, lead = (person(one.name, session=session_of(one)) for one in (cleo, petra))
    late = eligible_member(group=group)
    member_is_returned_and_approved(leader, lead, group, late, (cleo.email, petra.email))

    leader.opens(reverse("overview:confirm_details", args=[group.pk]))
    leader.sees("Overdue since", late.person.name, "No declaration in the last 365 days")
    member = group.memberships.exclude(person__user=cleo).first().person
    renews(person(member.name, session=session_of(member.user)), group, member)
    confirms_what_is_there_now(leader, group, cleo)
    sees_who_leaves(leader, group)
    leader.opens(reverse("proposals:list", args=[group.pk]))
    leader.presses("Revision")
    leader.sees("a draft is begun")


def member_is_returned_and_approved(
    leader: Visitor, lead: Visitor, group: Group, late: Membership, addresses: tuple[str, str]
) -> None:
    of_chair, of_manager = addresses
    lead.follows_work("Decide on a member", "Read and decide")
    lead.ticks(f"{late.person.name}, {late.organisation.name}")
    lead.presses("Continue")
    lead.chooses(outcome="Return with a reason")
    lead.presses("Save the decision")
    lead.sees("There is a problem", "Say why you return")
    lead.fills(reasons="Which role is it?")
    lead.presses("Save the decision")
    lead.sees("is returned", "Nobody waits for a decision")
    leader.follows_mail(f"{late.person.name} returned", to=of_chair)
    leader.sees("Which role is it?")
    leader.presses(f"Submit {late.person.name} again")
    leader.sees("is submitted again")
    lead.follows_mail("is submitted again", to=of_manager)
    colleague_was_quicker(lead, group, late)


def colleague_was_quicker(lead: Visitor, group: Group, late: Membership) -> None:
    """Two officials decide at once: one wins, and the other reads who did, what, and what to do."""
    colleague, late = OfficialFactory(name="Paul Quick"), Membership.objects.get(pk=late.pk)
    chosen, approved = {late.pk: deciding.seen(late)}, MemberOutcome.APPROVED
    deciding.decide(group=group, chosen=chosen, outcome=approved, reasons="", by=colleague, now=timezone.now())
    lead.chooses(outcome="Return with a reason")
    lead.fills(reasons="Which role is it?")
    lead.presses("Save the decision")
    lead.is_at("Not saved")
    lead.sees("Nothing was decided for anybody", "Member approved by Paul Quick", "What you sent", "Which role is it?")
    lead.presses("See who waits for a decision now")
    lead.sees("Nobody waits for a decision")


def renews(member: Visitor, group: Group, who: Person) -> None:
    """Another person, while the chair has the page with the details open."""
    member.opens(reverse("overview:mine", args=[group.pk]))
    member.presses("Confirm that your declaration still holds")
    member.presses("Yes, it still holds, and there is nothing new")
    member.sees("Your declaration is confirmed. It holds for a year.")
    assert Declaration.objects.filter(group=group, person=who, declared_on=timezone.localdate()).exists()


def confirms_what_is_there_now(leader: Visitor, group: Group, user: User) -> None:
    """Not what was shown before something changed, not without being signed in, and once."""
    leader.presses("Confirm that these details are right")
    leader.is_at("Not saved")
    leader.sees("Something about the group has changed since you opened the page.")
    leader.presses("Look at the details again")
    leader.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    leader.presses("Confirm that these details are right")
    leader.is_at("Sign in")
    assert not Group.objects.filter(pk=group.pk, details_confirmed_on=today()).exists()

    leader.context.add_cookies(session_of(user)["cookies"])
    leader.follows_due("Confirm the group’s details")
    leader.presses("Confirm that these details are right")
    leader.sees("The details are confirmed.")


def sees_who_leaves(leader: Visitor, group: Group) -> None:
    leader.opens(reverse("overview:forecast", args=[group.pk]))
    leader.sees("of the 11 people who serve today leave", "Plans to serve until then", "What the group would then lack")
    leader.sees("1 member; 10 to 20 expected")
