"""What is open in a group when its chair changes, and what the successor has to confirm: the same page for both."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse

from accounts.permissions import Action, can
from conflicts.models import Declaration, Interest
from groups.enums import Side
from groups.models import Group, Query, WorkPlan
from guidance import messages
from guidance.assessment import AssessmentResult
from guidance.vocabulary import Status
from meetings.models import Action as ToDo
from meetings.models import Motion
from members.models import HandOver, Invitation
from proposals.models import Submission


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist; `number` is how many are open, 0 for none."""

    title: str
    number: int
    detail: str
    href: str


def open_in(group: Group, on: date) -> list[Item]:
    """What the successor takes over, each with the page that shows it to this reader; one statement a line."""
    pk, sees_register = group.pk, can(group.roles, Action.REGISTER_OPEN)
    plans = WorkPlan.objects.proposed().filter(group=group, proposed_side=Side.REGULATOR)
    drafts = Submission.objects.filter(group=group, submitted_on=None, withdrawn_at=None)
    waiting = Interest.objects.waiting(on).filter(declaration__group=group)
    return [
        _item("Actions not done", ToDo.objects.open().filter(group=group).count(), "meetings:actions", pk),
        _item("Motions open for votes", Motion.objects.open().filter(group=group).count(), "meetings:motions", pk),
        _item(
            "Invitations not accepted", Invitation.objects.waiting().filter(group=group).count(), "overview:members", pk
        ),
        _item("Interests to handle", waiting.count(), "conflicts:register" if sees_register else "", pk),
        _item("Queries not answered", Query.objects.waiting().filter(group=group).count(), "groups:queries", pk),
        _item("Work plans to answer", plans.count(), "overview:work_plan", pk),
        _item("Documents not submitted yet", drafts.count(), "proposals:list", pk),
    ]


def _item(title: str, number: int, page: str, pk: int) -> Item:
    href = reverse(page, args=[pk]) if page else ""
    return Item(title, number, f"{number} open" if number else "None", href)


def register_kept(group: Group, on: date) -> dict[str, int]:
    """How much the register holds: it belongs to the group, and no change of chair touches it; two statements."""
    declared = Declaration.objects.filter(group=group, declared_on__lte=on)
    content = declared.aggregate(declarations=Count("pk"), people=Count("person", distinct=True))
    return content | {"interests": Interest.objects.current(on).filter(declaration__group=group).count()}


def to_confirm(hand_over: HandOver, result: AssessmentResult) -> list[Item]:
    """What the successor still has to give: what the own membership lacks, and the two confirmations of a chair."""
    successor, appointment = hand_over.successor, hand_over.appointment
    if successor is None:
        return []
    own_page, confirm = (reverse(page, args=[hand_over.group_id]) for page in ("overview:mine", "chairs:chair_confirm"))
    lacking = [
        Item(
            messages.title(finding.rule, finding.status, finding.args),
            1,
            messages.detail(finding.rule, finding.status, finding.args),
            own_page,
        )
        for finding in result.of_person(successor.pk)
        if finding.rule.startswith("member.") and finding.status == Status.NOT_MET
    ]
    if appointment is None and hand_over.accepted_at:
        return lacking
    if appointment is None or appointment.confirmed_no_interest_on is None:
        lacking.append(Item("Confirmation of having no interest that disqualifies", 1, "not given yet", confirm))
    if appointment is None or not appointment.is_published:
        lacking.append(Item("Agreement to published contact details", 1, "not given yet", confirm))
    return lacking
