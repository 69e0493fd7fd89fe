"""After a membership is submitted: who looks at it, and by when."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action
from groups import access
from groups.emails import answer_by, answer_working_days
from groups.models import MembershipSubmission
from guidance.duties.answer import Due
from guidance.duties.groups import group_answer
from guidance.policies import proposal_due_on
from members.actions import approval as actions
from portal.calendar import today


@require_GET
def submitted(request: Request, pk: int) -> HttpResponse:
    """What happens next and by when, while the membership waits for its decision; else on to the group's page."""
    on = today()
    group = access.get_group(request.user, Action.GROUP_EDIT, pk=pk, on=on)
    submission = group.membership_submissions.filter(decided_at=None).select_related("submitted_by").first()
    if submission is None:
        return redirect(group)
    due = _decided_by(submission, on)
    context = {
        "group": group,
        "submission": submission,
        "manager": actions.product_manager(group, on),
        "working_days": answer_working_days(today()),
        "answer_by": due.due_on if due else answer_by(submission.submitted_at),
        "is_overdue": due is not None and due.overdue,
        "takes_longer": due is not None and due.due_on != due.first_due_on,
        "due_on": proposal_due_on(group.first_contact_on, on),
    }
    return render(request, "overview/submitted.html", context)


def _decided_by(submission: MembershipSubmission, on: date) -> Due | None:
    """What the group waits for, with the day by which it is due; None where nothing is asked of the regulator."""
    subject = f"membershipsubmission/{submission.pk}"
    duties = group_answer(submission.group_id, on).due.open_duties
    return next((due for due in duties if (due.duty.code, due.subject) == ("membership.decide", subject)), None)
