"""The chair asks the employers to agree a fixed version."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import Action
from meetings.enums import MeetingState, Threshold
from meetings.models import Meeting
from members.models import Membership
from portal.calendar import today
from proposals import access
from proposals.actions import agreeing as actions
from proposals.forms.deciding import AskForm
from proposals.models import Submission

MEETINGS_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int, submission_pk: int) -> HttpResponse:
    submission = access.get_submission(
        request.user, Action.PROPOSAL_FREEZE, pk=pk, submission_pk=submission_pk, on=today()
    )
    version = actions.to_agree(submission)
    meetings = _meetings(submission)
    form = AskForm(
        request.POST or None,
        meetings=[(one.pk, f"In the meeting of {one.held_on:%-d %B %Y}") for one in meetings.values()],
        initial={"threshold": Threshold.MAJORITY, "quorum": _half_of_employers(submission)},
    )
    if request.method == "POST" and form.is_valid():
        motion = actions.ask(submission=submission, terms=_terms(form, meetings), by=request.user, now=timezone.now())
        messages.success(request, "The employers are asked to agree this version.")
        return redirect(motion)
    context = {"group": submission.group, "submission": submission, "newest": version, "form": form}
    return render(request, "proposals/ask.html", context, status=422 if form.is_bound else 200)


def _terms(form: AskForm, meetings: dict[str, Meeting]) -> dict[str, object]:
    data = form.cleaned_data
    meeting = meetings.get(data["how"])
    return {
        "threshold": data["threshold"],
        "quorum": data["quorum"],
        "meeting": meeting,
        "closes_on": None if meeting else data["closes_on"],
    }


def _meetings(submission: Submission) -> dict[str, Meeting]:
    """The newest meetings in which a motion can be put, by key."""
    held = Meeting.objects.held(today()).filter(group=submission.group, attendances__isnull=False).distinct()
    return {str(one.pk): one for one in held[:MEETINGS_SHOWN] if one.state == MeetingState.HELD}


def _half_of_employers(submission: Submission) -> int:
    employers = Membership.objects.current(today()).employers().filter(group=submission.group).count()
    return max(1, (employers + 1) // 2)
