"""The chair asks the employers to agree a fixed version."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.permissions import Action
from meetings.actions import motions
from meetings.enums import MeetingState, Threshold
from meetings.models import Meeting
from portal.calendar import today
from proposals import access
from proposals.actions import agreeing as actions
from proposals.forms.deciding import AskForm
from proposals.models import Submission
from proposals.views.evidence import held_by

MEETINGS_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, pk: int, submission_pk: int) -> HttpResponse:
    submission = access.get_submission(
        request.user, Action.PROPOSAL_FINALISE, pk=pk, submission_pk=submission_pk, on=today()
    )
    version = actions.version_to_agree(submission, today())
    least = partial(_least, submission)
    form = AskForm(
        request.POST or None,
        meetings=_meetings(submission),
        first_last_day=motions.first_last_day(today()),
        least=least,
        initial={"threshold": Threshold.MAJORITY, "quorum": least(None)},
    )
    if request.method == "POST" and form.is_valid():
        motion = actions.ask(submission=submission, terms=form.terms(), by=request.user, now=timezone.now())
        messages.success(request, "The employers are asked to agree this version.")
        return redirect(motion)
    context = {"group": submission.group, "submission": submission, "newest": version, "form": form}
    context["held"] = held_by(version, submission)
    return render(request, "proposals/ask.html", context, status=422 if form.is_bound else 200)


def _least(submission: Submission, meeting: Meeting | None) -> int:
    return motions.least_quorum(group=submission.group, subject=submission.kind, meeting=meeting, on=today())


def _meetings(submission: Submission) -> list[Meeting]:
    """The newest meetings in which a motion can be put."""
    held = Meeting.objects.held(today()).filter(group=submission.group, attendances__isnull=False).distinct()
    return [meeting for meeting in held[:MEETINGS_SHOWN] if meeting.state == MeetingState.HELD]
