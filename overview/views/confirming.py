"""Once a year the chair looks at what changed and what is wrong, and confirms the group's details."""

from datetime import datetime, time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups import access
from groups.actions import confirming as actions
from groups.models import Group
from guidance import assessment
from guidance.assessment import AssessmentResult
from guidance.clocks import is_overdue
from guidance.vocabulary import GateCode, Status
from members.findings import rows
from overview.views import changes
from overview.views.group import serving
from portal.calendar import today
from portal.edits import ConcurrentEditForm
from portal.lists import paginate

PER_PAGE = 50
BESIDE = {"group.members_approved", "group.conflicts_managed"}  # about people too, though no rule of the first gate


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_details(request: Request, pk: int) -> HttpResponse:
    on = today()
    action = Action.GROUP_SUBMIT if request.method == "POST" else Action.GROUP_HISTORY
    group = access.get_group(request.user, action, pk=pk, on=on)
    form = ConcurrentEditForm(request.POST if request.method == "POST" else None, initial={"seen": actions.seen(group)})
    if request.method == "POST" and form.is_valid():
        actions.confirm_details(group=group, seen_as=form.cleaned_data["seen"], by=request.user, now=timezone.now())
        messages.success(request, "The details are confirmed.")
        return redirect(group)
    result, at = assessment.assess(group.pk, on), _last_looked_at(group)
    members = serving(group, on)
    due_on = actions.due_on(group, on)
    context = {
        "group": group,
        "form": form,
        "page": paginate(request, members, PER_PAGE),
        "since": timezone.localdate(at),
        "sections": changes.since(group, at),
        "wrong": rows(group, result, _wrong(result), members=members),
        "due_on": due_on,
        "is_overdue": is_overdue(due_on, on),
        "may_confirm": can(group.roles, Action.GROUP_SUBMIT),
    }
    return render(request, "overview/confirm_details.html", context)


def _last_looked_at(group: Group) -> datetime:
    """When the details were confirmed last; else the beginning of the day of approval, or of the first contact."""
    last = group.history.filter(history_change_reason=actions.CONFIRMED).first()
    if last is not None:
        return last.history_date
    day = group.details_confirmed_on or group.membership_approved_on or group.first_contact_on
    return timezone.make_aware(datetime.combine(day, time()))


def _wrong(result: AssessmentResult) -> set[str]:
    """Rules about who the group is that are not met today."""
    about = {*result.policy.codes_at[GateCode.MEMBERSHIP], *BESIDE}
    return {finding.rule for finding in result.findings if finding.status == Status.NOT_MET and finding.rule in about}
