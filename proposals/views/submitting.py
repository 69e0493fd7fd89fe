"""The page before submitting, which lists what blocks; and withdrawing."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from groups.emails import feedback_aim
from groups.models import Group
from guidance import assessment
from guidance.documents import WITH_THE_REGULATOR
from guidance.vocabulary import SubmissionKind
from members.findings import rows
from portal.calendar import today
from portal.exceptions import NotReady
from proposals import access
from proposals.actions import at_the_list, out_of_order
from proposals.actions import submitting as actions
from proposals.rules.progress import GATES
from proposals.views.agreement import agreement_of

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def submit(request: Request, pk: int, kind: str) -> HttpResponse:
    group = get_group(request.user, Action.PROPOSAL_SUBMIT, pk=pk, on=today())
    if kind not in SubmissionKind.values:
        raise Http404
    if request.method != "POST":
        return _page(request, group, SubmissionKind(kind))
    try:
        submitted = actions.submit(group=group, kind=SubmissionKind(kind), by=request.user, now=timezone.now())
    except NotReady:
        return _page(request, group, SubmissionKind(kind), status=422)
    messages.success(request, f"Submitted. {feedback_aim()} It may be agreed, or returned with comments.")
    return redirect(submitted[0]) if len(submitted) == 1 else redirect("proposals:list", pk=group.pk)


def _page(request: Request, group: Group, kind: SubmissionKind, status: int = 200) -> HttpResponse:
    submissions = actions.to_submit(group, kind, today())
    if not submissions:
        raise at_the_list(group, "There is nothing to submit.", "Submitted already, or not begun")
    result = assessment.assess(group.pk, today())
    waits = False
    for submission in submissions:
        submission.agreement = agreement = agreement_of(submission, today())
        waits = waits or (agreement is not None and bool(agreement.waiting))
    context = {
        "group": group,
        "found": submissions,
        "waits": waits,
        "kind": kind,
        "blockers": rows(group, result, result.gates[GATES[kind]].blockers),
    }
    return render(request, "proposals/submit.html", context, status=status)


@require_http_methods(FORM_METHODS)
def withdraw(request: Request, pk: int, submission_pk: int) -> HttpResponse:
    submission = access.get_submission(
        request.user, Action.PROPOSAL_SUBMIT, pk=pk, submission_pk=submission_pk, on=today()
    )
    if request.method == "POST":
        actions.withdraw(submission=submission, by=request.user, now=timezone.now())
        messages.success(request, f"Withdrawn. {settings.REGULATOR_NAME} has been told.")
        return redirect(submission)
    if submission.state not in WITH_THE_REGULATOR:
        raise out_of_order(submission, "Only what is with the regulator can be withdrawn.")
    return render(request, "proposals/withdraw.html", {"group": submission.group, "submission": submission})
