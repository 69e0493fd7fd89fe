"""Every write to what a group submits, in the words of the business.

Each locks the group first, so that two people never act on one submission at once.
"""

from django.urls import reverse

from groups.actions.registering import lock
from groups.models import Group
from portal.exceptions import Conflict
from proposals.models import Submission


def locked(submission: Submission) -> Submission:
    """The submission as it is now, under its group's lock (and with that group)."""
    group = lock(submission.group)
    fresh = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    fresh.group = group
    return fresh


def out_of_order(submission: Submission, message: str) -> Conflict:
    """The page that says where the submission stands."""
    decision = submission.decision
    return Conflict(
        message,
        state=submission.state.label,
        by=str(decision.made_by) if decision else "",
        at=decision.made_at if decision else None,
        next_href=submission.get_absolute_url(),
        next_text=f"See the {kind_text(submission)}",
    )


def at_the_list(group: Group, message: str, state: str = "") -> Conflict:
    href = reverse("proposals:list", args=[group.pk])
    return Conflict(message, state=state, next_href=href, next_text="See proposals and standards")


def kind_text(submission: Submission) -> str:
    """ "occupation proposal", for the middle of a sentence."""
    label = submission.get_kind_display()
    return label[0].lower() + label[1:]
