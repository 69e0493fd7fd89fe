"""The first page of whoever signed in: their groups, what is due from them, what comes next from the regulator."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.models import User
from duties.access import of_person
from duties.models import Duty
from duties.views.rows import DutyRow, rows, shortened
from groups.access import groups_of, roles_in
from groups.enums import EnquiryState
from groups.models import Enquiry
from guidance import messages
from guidance.clocks import is_overdue
from guidance.duties.registry import GROUP_SEATS
from guidance.policies import proposal_due_on
from guidance.stage import Stage
from members.models import Invitation
from oversight.models import Finding, with_stored_stage
from overview.views.meeting_requests import meeting_requests
from portal.calendar import today

SHOWN = 50
DUTIES_SHOWN = 8  # of a group; the page of the group has them all
SUBMITTED_WITH_BLOCKERS = {"membership.submit", "proposal.submit", "standard.submit", "revision.submit"}
BLOCKERS_SHOWN = 3
BLOCKERS = Prefetch("findings", Finding.objects.filter(is_blocker=True, subject=None), to_attr="blockers")


@login_not_required
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The public's first page: what this is, and the way for each kind of visitor."""
    return render(request, "overview/start.html")


@require_GET
def home(request: Request) -> HttpResponse:
    """A fixed number of statements, however many groups and duties."""
    user, on = request.user, today()
    if user.is_official:
        return redirect("oversight:dashboard")
    own = with_stored_stage(groups_of(user, on)).select_related("assessment")
    groups: list[Any] = list(own.prefetch_related(BLOCKERS)[:SHOWN])
    keys = [group.pk for group in groups]
    mine, next_steps, asked = _mine(user, keys, on), _of_regulator(keys, on), meeting_requests(user, keys)
    for group in groups:
        group.roles = roles_in(user, group)
        group.is_leading = bool({"chair", "lead"} & set(group.roles))
        group.assessed = getattr(group, "assessment", None)
        group.proposal_due_on = _proposal_due_on(group)
        group.is_overdue = is_overdue(group.proposal_due_on, on)
        is_over = group.stage == Stage.WITHDRAWN
        group.asked = [] if is_over else asked[group.pk]
        due = [] if is_over else mine[group.pk]
        group.due, group.due_count = shortened(due, DUTIES_SHOWN), len(due)
        group.regulators = next_steps.get(group.pk)
        group.left = _left(group) if group.is_leading else []
    context = {
        "groups": groups,
        "mine": {row.duty.pk for group_rows in mine.values() for row in group_rows},
        "submit_codes": SUBMITTED_WITH_BLOCKERS,
        "invitations": _invitations(user),
        "enquiries": Enquiry.objects.filter(user=user)
        .exclude(state=EnquiryState.ACCEPTED)
        .select_related("occupation", "group")[:SHOWN],
    }
    return render(request, "overview/home.html", context)


def _mine(user: User, group_ids: Sequence[int], on: date) -> dict[int, list[DutyRow]]:
    """What is due from this person by group, what matters most first; two statements."""
    by_group: dict[int, list[DutyRow]] = defaultdict(list)
    duties = of_person(user, on).filter(group__in=group_ids).in_order(on).with_escalation().select_related("group")
    for row in rows(duties, on):
        by_group[row.duty.group_id or 0].append(row)
    return by_group


def _of_regulator(group_ids: Sequence[int], on: date) -> dict[int, DutyRow]:
    """Of each group the first thing on which it waits for the regulator; two statements."""
    duties = Duty.objects.open(on).filter(group__in=group_ids, is_progress=True).exclude(seat__in=GROUP_SEATS)
    first: dict[int, Duty] = {}
    for duty in duties.in_order(on).select_related("group"):
        first.setdefault(duty.group_id or 0, duty)
    return {row.duty.group_id or 0: row for row in rows(first.values(), on)}


def _left(group: Any) -> list[str]:
    """What keeps the group from its next step, as last assessed."""
    return [messages.sentence(f.rule, f.status, f.args) for f in group.blockers]


def _proposal_due_on(group: Any) -> date | None:
    """As last assessed; a group that was not yet assessed is a new one. None where no proposal is owed."""
    if group.stage == Stage.WITHDRAWN:
        return None
    return group.assessed.proposal_due_on if group.assessed else proposal_due_on(group.first_contact_on, today())


def _invitations(user: User) -> list[Invitation]:
    waiting = Invitation.objects.waiting().filter(email=user.email).select_related("group", "organisation")
    return list(waiting[:SHOWN])
