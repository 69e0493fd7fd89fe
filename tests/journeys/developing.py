"""From the agreed proposal to the documents that a group delivers, as people do it page by page."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from groups.actions import mark_changed
from groups.models import Group, WorkPlan
from guidance.vocabulary import EngagementKind
from portal.calendar import add_months, today
from proposals.actions import reviewing
from proposals.enums import DecisionOutcome
from proposals.models import Submission
from tests.factories import EngagementFactory
from tests.journeys import documents
from tests.journeys.steps import address_of
from tests.journeys.visitor import Visitor

LATE = "Occupational standard or EPA plan late"
OTHER_ADVICE = (EngagementKind.EPAO, EngagementKind.SECTOR_BODY, EngagementKind.LOCAL_AUTHORITY)


# --- the work plan, and how its day passes ---------------------------------------------------------------------------
def agree_a_work_plan(chair: Visitor, manager: Visitor, group: Group) -> None:
    chair.opens(group.get_absolute_url())
    chair.sees("No work plan is agreed")
    chair.follows("Work plan")
    chair.follows("Propose a work plan")
    chair.presses("Propose this work plan")
    chair.sees("The work plan is proposed.", "It waits for your product manager.")
    manager.opens(chair.path)
    manager.presses("Agree or ask for changes")
    manager.chooses(answer="Yes: it is in force from today")
    manager.presses("Save your answer")
    manager.sees("The work plan is agreed and in force.")


def lets_its_day_pass(group: Group) -> None:
    """As if proposal and plan had been agreed ten months ago, and the standard due yesterday."""
    Submission.objects.filter(group=group, outcome="agreed").update(decided_on=add_months(today(), -10))
    plan = WorkPlan.objects.filter(group=group)
    plan.update(agreed_on=add_months(today(), -10), standard_due_on=today() - timedelta(days=1))
    mark_changed(group, timezone.now())


def is_mitigated(chair: Visitor, decider: Visitor) -> None:
    chair.follows_mail("the standard and the EPA plan are late", to=address_of(chair))
    chair.sees(f"At risk {LATE}", "1 day ago")
    chair.follows("Support")
    chair.presses("Put mitigating circumstances forward")
    chair.chooses(risk=LATE)
    chair.fills(reason="The one assessment organisation closed, and a new one had to be found.")
    chair.fills_date(until=today() + timedelta(days=30))
    chair.presses("Put them forward")
    chair.sees("The circumstances are put forward.", "Waits for an answer")

    decider.follows_mail("Mitigating circumstances to decide", to=address_of(decider))
    decider.follows(f"Decide (Mitigating circumstances: {LATE})")
    decider.chooses(decision="Accept")
    decider.fills(answer="Agreed: a month is reasonable.")
    decider.presses("Save your decision")
    decider.sees("Your decision is saved. The group is told.", "Holds", f"Mitigated {LATE}")


# --- advice and evidence ---------------------------------------------------------------------------------------------
def seeks_advice(chair: Visitor, group: Group) -> None:
    """From one body in the browser; from the others that the guidance names by factories."""
    chair.opens(group.get_absolute_url())
    chair.follows("Advice sought")
    chair.follows("Record advice")
    chair.chooses(kind="Training provider")
    chair.fills(organisation="Sample College", summary="Asked how long training takes: 18 months.")
    chair.fills_date(held_on=today())
    chair.presses("Save")
    chair.sees("The advice is recorded.", "18 months")
    for kind in OTHER_ADVICE:
        EngagementFactory(group=group, kind=kind)


def gathers_evidence(chair: Visitor) -> None:
    chair.follows("Proposals and standards")
    chair.follows("See the funding evidence")
    chair.follows("Record a quote")
    chair.fills(organisation="Sample Assessors Ltd", amount="950.50")
    chair.chooses(assesses="Yes, or it delivers end-point assessment beside other things")
    chair.fills_date(received_on=today())
    chair.presses("Save the quote")
    chair.sees("The quote is saved.", "£950.50")
    chair.fills(
        delivery_methods="Day release at a college.",
        consumable_costs="None",
        qualification_fees="None",
        epao_in_principle="Sample Assessors Ltd, by letter of its director.",
    )
    chair.presses("Save")
    chair.sees("The funding evidence is saved.")


# --- standard and plan -----------------------------------------------------------------------------------------------
def has_documents(chair: Visitor, voter: Visitor, barred: Visitor, group: Group) -> tuple[Submission, Submission]:
    """Both written, with a document, and agreed by the employers."""
    standard = documents.begins(chair, group, "Occupational standard")
    documents.writes(chair, standard, "Summary", "All employers were consulted; none disagreed.")
    documents.adds_document(chair, "standard.pdf")
    documents.agree_without_the_barred_member(chair, voter, barred, standard, voters=10)
    plan = documents.begins(chair, group, "End-point assessment plan")
    documents.is_written(plan, by=User.objects.get(email=address_of(chair)))
    documents.adds_document(chair, "plan.pdf")
    documents.is_agreed(plan, by=User.objects.get(email=address_of(chair)))
    return standard, plan


def is_delivered(manager: Visitor, route: Visitor, assurance: Visitor, plan: Submission) -> None:
    """The route manager decides on the standard, the assurance manager on the plan."""
    standard = plan.group.submissions.get(kind="standard")
    documents.recommends(manager, standard, "Agree")
    manager_user, agree = User.objects.get(email=address_of(manager)), DecisionOutcome.AGREED
    reviewing.recommend(submission=plan, outcome=agree, reasons="", by=manager_user, now=timezone.now())
    documents.decides(route, standard, "Agree")
    route.opens(plan.get_absolute_url())
    expect(route.page.get_by_role("button", name="Decide")).to_have_count(0)
    documents.decides(assurance, plan, "Agree")
