"""A second life: a concern, a case about withdrawing support, and what becomes of the occupation on the map."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from groups.models import Group
from oversight.models import WithdrawalCase
from portal.calendar import today
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.journeys.visitor import Visitor, mail_to
from tests.proposals.helpers import approved_group, chair, manager, official

QUALITY = "No prospect of meeting the quality criteria"
CASE = "Withdrawal of support"


def test_support_is_withdrawn_by_somebody_else_after_a_talk(
    person: Start, site: str, worker: Callable[[], None]
) -> None:
    group = approved_group()
    cleo, petra, rowan = chair(group), manager(group), official(group)
    leader, lead, decider = (person(one.name, session=session_of(one)) for one in (cleo, petra, rowan))
    raises_concern(lead, group)
    worker()
    assert mail_to(cleo.email, "a concern about quality is open")
    answers(leader, cleo)
    opens_case(lead, group)
    is_refused_before_the_talk(decider, group)
    records_talk(lead, group, cleo)
    public = person("Perry Public")
    public.opens(group.occupation.get_absolute_url())
    public.sees(group.name)

    withdraws(decider, rowan)
    takes_it_off_the_map(decider)
    worker()
    is_notified(leader, cleo, group)
    public.opens(group.occupation.get_absolute_url())
    public.sees("Withdrawn")
    public.follows(f"{group.name} ({group.reference})")
    public.sees("withdrew its support for this group on", "The occupation was taken off the occupational map on")
    public.sees("This page is shown until")


# --- the concern -----------------------------------------------------------------------------------------------------
def raises_concern(lead: Visitor, group: Group) -> None:
    lead.opens(group.get_absolute_url())
    lead.follows("Support")
    lead.sees("None: the group keeps its dates and its requirements.")
    lead.presses("Raise a concern")
    lead.chooses(kind=QUALITY)
    lead.fills(reason="Three drafts described two occupations.")
    lead.presses("Raise the concern")
    lead.sees("The concern is raised. The group is told.", "Three drafts described two occupations.")


def answers(leader: Visitor, user: User) -> None:
    leader.follows_mail("A concern was raised", to=user.email)
    leader.sees(f"At risk {QUALITY}")
    leader.follows(f"Answer it (Concern: {QUALITY})")
    leader.fills(response="The employers see one occupation and will not change the drafts.")
    leader.presses("Save your answer")
    leader.sees("Your answer is sent.", "will not change the drafts")


# --- the case --------------------------------------------------------------------------------------------------------
def opens_case(lead: Visitor, group: Group) -> None:
    lead.opens(reverse("oversight:support", args=[group.pk]))
    lead.sees("will not change the drafts")
    lead.presses("Consider withdrawing support")
    lead.chooses(reason=QUALITY)
    lead.fills(evidence="The drafts of May, June and July, and the answer of the group.")
    lead.presses("Open the case")
    lead.sees("The case is open.", "To be discussed with the group")


def is_refused_before_the_talk(decider: Visitor, group: Group) -> None:
    """The page does not offer a decision, and its address does not show one to be made."""
    case = WithdrawalCase.objects.get(group=group)
    decider.opens(reverse("oversight:support", args=[group.pk]))
    expect(decider.page.get_by_role("link", name="Decide")).to_have_count(0)
    decider.opens(reverse("oversight:case_decide", args=[group.pk, case.pk]))
    decider.sees("The product manager discusses the case with the group before anybody decides.")
    case.refresh_from_db()
    assert case.is_open


def records_talk(lead: Visitor, group: Group, leader: User) -> None:
    lead.follows(f"Record the talk with the group ({CASE})")
    lead.fills_date(discussed_on=today())
    lead.fills(discussed_with=leader.name, discussion="The group sees no way to describe one occupation.")
    lead.presses("Save the talk")
    lead.sees("The talk is recorded. Those who decide are told.", "Waits for a decision")
    expect(lead.page.get_by_role("link", name="Decide")).to_have_count(0)


def withdraws(decider: Visitor, user: User) -> None:
    decider.follows_mail("A case about support waits for your decision", to=user.email)
    decider.follows(f"Decide ({CASE})")
    decider.sees("The group sees no way to describe one occupation.")
    decider.chooses(outcome="Support is withdrawn")
    decider.fills(decision="The drafts do not improve.")
    decider.presses("Save your decision")
    decider.sees("Your decision is saved. The group is told.", "Place on the map to be decided")
    decider.sees("Support was withdrawn. The drafts do not improve.")  # what came of the concern


def takes_it_off_the_map(decider: Visitor) -> None:
    decider.follows(f"Decide about the occupation’s place on the map ({CASE})")
    decider.chooses(outcome="It is taken off the occupational map")
    decider.fills(reason="No employer asks for it any more.")
    decider.presses("Save your decision")
    decider.sees("Your decision about the map is saved.", "No employer asks for it any more.")


def is_notified(leader: Visitor, user: User, group: Group) -> None:
    leader.follows_mail("Support is withdrawn", to=user.email)
    leader.sees("withdrew its support", "The drafts do not improve.", "It is taken off the occupational map")
    leader.opens(group.get_absolute_url())
    leader.sees("Support withdrawn", "withdrew its support on")
    leader.does_not_see("Next step", "Proposal due", "At risk", "What stands before", "Answers of the group")
    leader.opens("/home/")
    leader.sees("withdrew its support for this group on", "Nothing more is asked of you.", "Read why")
    leader.does_not_see("proposal due by", "Asked of you")
