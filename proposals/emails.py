"""Messages about what a group submits; each is a row in the caller's transaction."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils import timezone

from groups.emails import answer_by
from groups.models import answerable, deciding
from members.models import ChairAppointment
from portal import mail
from portal.links import absolute
from proposals.enums import DecisionOutcome
from proposals.models import Decision, HandIn, ReviewComment, Submission
from proposals.rules.progress import DECIDERS

OUTCOMES = {
    DecisionOutcome.AGREED: "agreed",
    DecisionOutcome.ON_CONDITION: "agreed on a condition",
    DecisionOutcome.RETURNED: "returned with comments",
    DecisionOutcome.DECLINED: "declined",
}


def submitted(submission: Submission) -> None:
    """To the product manager, with the day by which the group may expect comments."""
    by = answer_by(None)
    subject = f"{_label(submission)}: comment by {by:%-d %B %Y}"
    _send(submission, "submitted", subject, _managers(submission, _on()), str(submission.submitted_on), answer_by=by)


def withdrawn(submission: Submission) -> None:
    _send(submission, "withdrawn", f"{_label(submission)}: withdrawn", _managers(submission, _on()))


def commented(comment: ReviewComment) -> None:
    """To the chairs and the product manager, but whoever wrote it."""
    submission = comment.submission
    hearers = _chairs(submission, _on()) | _managers(submission, _on())
    hearers.pop(comment.written_by.email, None)
    name = comment.written_by.name
    _send(
        submission, "commented", f"{_label(submission)}: a comment", hearers, str(comment.pk), comment=comment, who=name
    )


def handed_in(draft: HandIn) -> None:
    """To the product manager, with the day by which the group may expect feedback."""
    by = answer_by(draft.handed_in_at)
    subject = f"{_label(draft.submission)}: feedback on the draft by {by:%-d %B %Y}"
    hearers = _managers(draft.submission, _on())
    _send(draft.submission, "handed_in", subject, hearers, str(draft.pk), draft=draft, answer_by=by)


def feedback_given(draft: HandIn) -> None:
    """To the chairs, and whoever handed it in."""
    hearers = _chairs(draft.submission, _on()) | {draft.handed_in_by.email: draft.handed_in_by.name}
    subject = f"{_label(draft.submission)}: feedback on the draft"
    _send(draft.submission, "feedback_given", subject, hearers, str(draft.pk), draft=draft)


def taken_back(draft: HandIn) -> None:
    """To the product manager, who need not answer any more."""
    subject = f"{_label(draft.submission)}: draft taken back"
    _send(draft.submission, "taken_back", subject, _managers(draft.submission, _on()), str(draft.pk), draft=draft)


def recommended(decision: Decision) -> None:
    """To the officials who decide; said again, it is sent again."""
    submission = decision.submission
    hearers = deciding(submission.group, _on(), DECIDERS[submission.kind])
    key = f"{decision.pk}-{decision.made_at:%Y%m%d%H%M%S%f}"
    _send(
        submission,
        "recommended",
        f"{_label(submission)}: to be decided",
        hearers,
        key,
        decision=decision,
    )


def decided(decision: Decision) -> None:
    """To the chairs, whoever submitted, and the product manager."""
    submission, outcome = decision.submission, OUTCOMES[DecisionOutcome(decision.outcome)]
    hearers = _chairs(submission, _on()) | _managers(submission, _on())
    if submission.submitted_by:
        hearers |= {submission.submitted_by.email: submission.submitted_by.name}
    subject = f"{_label(submission)}: {outcome}"
    _send(submission, "decided", subject, hearers, str(decision.pk), decision=decision, outcome=outcome)


def _send(
    submission: Submission, what: str, subject: str, hearers: Mapping[str, str], key: str = "", **context: object
) -> None:
    link = absolute(reverse("proposals:detail", args=[submission.group_id, submission.pk]))
    context |= {
        "submission": submission,
        "group": submission.group,
        "kind": submission.get_kind_display(),
        "link": link,
    }
    for address, name in hearers.items():
        once = f"proposals-{what}-{submission.pk}-{key}-{address}"
        mail.write(f"proposals.{what}", to=address, subject=subject, key=once, name=name, **context)


def _label(submission: Submission) -> str:
    return f"{submission.group.reference}: {submission.get_kind_display().lower()}"


def _managers(submission: Submission, on: date) -> dict[str, str]:
    return answerable(submission.group, on)


def _chairs(submission: Submission, on: date) -> dict[str, str]:
    return mail.addresses(ChairAppointment.objects.leading(on).filter(group=submission.group_id), "person")


def _on() -> date:
    return timezone.localdate()
