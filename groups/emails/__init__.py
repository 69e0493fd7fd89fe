"""Messages about enquiries and groups; each is a row in the caller's transaction."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.models import Enquiry, Group, Justification, MembershipSubmission, WorkPlan
from guidance.policies import policy_for, proposal_due_on
from portal import mail
from portal.calendar import add_working_days
from portal.links import absolute
from portal.text import plain_name


def answer_working_days(on: date) -> int:
    """Within how many working days the regulator means to answer, by the policy of that day."""
    return policy_for(on).parameters.feedback_working_days


def answer_by(since: datetime | None) -> date:
    """The day by which the regulator means to have answered what came at that moment, or comes now."""
    on = timezone.localdate(since)
    return add_working_days(on, answer_working_days(on))


def feedback_aim() -> str:
    """By when the regulator means to answer what is sent to it now, in words for whoever sent it."""
    return f"We aim to answer by {answer_by(None):%-d %B %Y}, and you hear by email."


def _send(to: str, subject: str, template: str, key: str, **context: object) -> None:
    mail.write(f"groups.{template}", to=to, subject=subject, key=key, **context)


def confirm_enquiry(enquiry: Enquiry, link: str) -> None:
    """To an address that anybody may have typed: it holds nothing that was typed beside it."""
    _send(
        enquiry.email,
        "Confirm your enquiry",
        "confirm_enquiry",
        f"enquiry-confirm-{enquiry.pk}",
        last_day=timezone.localdate(enquiry.link_expires_at()),
        link=link,
    )


def _named(enquiry: Enquiry) -> dict[str, str]:
    """Whom the mail greets, and for which occupation they asked; one that an official recorded confirmed no address."""
    return {"name": plain_name(enquiry.name), "title": plain_name(enquiry.title, instead="an occupation")}


def enquiry_allocated(enquiry: Enquiry, official: User, *, key: str = "first") -> None:
    """To the official who answers for it; `key` tells one allocation from another."""
    _send(
        official.email,
        f"Decide enquiry {enquiry.reference} by {answer_by(enquiry.received_at):%-d %B %Y}",
        "enquiry_allocated",
        f"enquiry-allocated-{enquiry.pk}-{official.pk}-{key}",
        enquiry=enquiry,
        name=official.name,
        title=enquiry.title,
        answer_by=answer_by(enquiry.received_at),
        link=absolute(enquiry.get_absolute_url()),
    )


def enquiry_received(enquiry: Enquiry) -> None:
    _send(
        enquiry.email,
        f"We have your enquiry {enquiry.reference}",
        "enquiry_received",
        f"enquiry-received-{enquiry.pk}",
        enquiry=enquiry,
        **_named(enquiry),
        answer_by=answer_by(enquiry.received_at),
        link=absolute(reverse("groups:enquiry", args=[enquiry.pk])),
    )


def enquiry_decided(enquiry: Enquiry) -> None:
    """Tell the enquirer: accepted (with the task list), joined to a group, or declined with the reason."""
    page = reverse("groups:enquiry", args=[enquiry.pk])
    if enquiry.state == "accepted" and enquiry.group:
        page = reverse("overview:tasks", args=[enquiry.group.pk])
    _send(
        enquiry.email,
        f"Your enquiry {enquiry.reference}: {enquiry.get_state_display().lower()}",
        f"enquiry_{enquiry.state}",
        f"enquiry-decided-{enquiry.pk}",
        enquiry=enquiry,
        **_named(enquiry),
        group_name=plain_name(enquiry.group.name) if enquiry.group else "",
        due_on=_due_on(enquiry.group) if enquiry.group else None,
        link=absolute(page),
    )


def _due_on(group: Group) -> date:
    """The last day for the occupation proposal, as things stand today."""
    return proposal_due_on(group.first_contact_on, timezone.localdate())


def membership_submitted(submission: MembershipSubmission, official: User, employers: int) -> None:
    group = submission.group
    by = answer_by(submission.submitted_at)
    _send(
        official.email,
        f"Decide {group.reference} by {by:%-d %B %Y}",
        "membership_submitted",
        f"membership-submitted-{submission.pk}-{official.pk}",
        name=official.name,
        group=group,
        employers=employers,
        answer_by=by,
        link=absolute(reverse("overview:decide", args=[group.pk])),
    )


def membership_received(submission: MembershipSubmission, to: str, name: str, manager: User | None) -> None:
    """To the group's side: who looks at it, by when, and what may come; `manager` None while nobody is allocated."""
    group = submission.group
    _send(
        to,
        f"{group.reference}: the membership is submitted",
        "membership_received",
        f"membership-received-{submission.pk}-{to}",
        name=name,
        group=group,
        manager=manager,
        working_days=answer_working_days(timezone.localdate()),
        answer_by=answer_by(submission.submitted_at),
        due_on=_due_on(group),
        link=absolute(reverse("overview:submitted", args=[group.pk])),
    )


def membership_decided(submission: MembershipSubmission, to: str, name: str, requested: Sequence[str] = ()) -> None:
    """What was decided; `requested` describes the members who were asked for with it."""
    group, decided = submission.group, submission.get_outcome_display().lower()
    page = "overview:check" if submission.outcome == "approved" else "overview:tasks"
    _send(
        to,
        f"{group.reference}: membership {decided}{', and members asked for' if requested else ''}",
        f"membership_{submission.outcome}",
        f"membership-decided-{submission.pk}-{to}",
        name=name,
        group=group,
        submission=submission,
        requested=requested,
        due_on=_due_on(group),
        link=absolute(reverse(page, args=[group.pk])),
    )


def justification_decided(justification: Justification, rule: str, asker: User) -> None:
    group: Group = justification.group
    _send(
        asker.email,
        f"{group.reference}: your reason was {'accepted' if justification.accepted_on else 'declined'}",
        "justification_decided",
        f"justification-decided-{justification.pk}",
        name=asker.name,
        group=group,
        justification=justification,
        rule=rule,
        link=absolute(reverse("overview:check", args=[group.pk])),
    )


def work_plan_proposed(plan: WorkPlan, to: str, name: str) -> None:
    """To the side that answers it."""
    group: Group = plan.group
    _send(
        to,
        f"{group.reference}: a work plan to agree",
        "work_plan_proposed",
        f"work-plan-proposed-{plan.pk}-{to}",
        name=name,
        group=group,
        plan=plan,
        link=absolute(reverse("overview:work_plan_answer", args=[group.pk, plan.pk])),
    )


def work_plan_answered(plan: WorkPlan, to: str, name: str) -> None:
    """To the side that proposed it: agreed, or what to change."""
    group: Group = plan.group
    _send(
        to,
        f"{group.reference}: work plan {'agreed' if plan.agreed_on else 'to be changed'}",
        "work_plan_answered",
        f"work-plan-answered-{plan.pk}-{to}",
        name=name,
        group=group,
        plan=plan,
        link=absolute(reverse("overview:work_plan", args=[group.pk])),
    )


# --- who leads for the regulator -------------------------------------------------------------------------------------
