"""Access functions from a URL to a submission and what hangs on it: 404 for rows of another group."""

from datetime import date

from django.core.exceptions import PermissionDenied

from accounts.models import User
from accounts.permissions import Action
from groups.access import get_group
from groups.models import Group
from members.models import RequestedMember
from portal.access import or_404
from proposals.models import EpaoQuote, FundingDocument, HandIn, ReviewComment, Submission, Version
from proposals.rules.progress import DECIDERS
from proposals.rules.sections import Section, section_called


def get_submission(user: User, action: Action, *, pk: int, submission_pk: int, on: date) -> Submission:
    """A submission of group `pk` with its story and that group (stage and roles as `get_group` gives them).

    Deciding is for the one official who decides on that kind: 403 for other officials of the route.
    """
    group = get_group(user, action, pk=pk, on=on)
    submissions = Submission.objects.with_story().select_related("submitted_by", "decided_by", "withdrawn_by")
    submission = or_404(submissions.filter(group=group, pk=submission_pk).first())
    submission.group = group
    if action == Action.PROPOSAL_DECIDE and user.official_role != DECIDERS[submission.kind]:
        raise PermissionDenied(f"The {DECIDERS[submission.kind].label.lower()} decides on this.")
    return submission


def get_section(submission: Submission, *, key: str) -> Section:
    return or_404(section_called(submission.kind, key))


def get_version(submission: Submission, *, number: int) -> Version:
    return or_404(next((version for version in submission.versions.all() if version.number == number), None))


def get_comment(submission: Submission, *, pk: int) -> ReviewComment:
    return or_404(submission.comments.filter(pk=pk).first())


def get_hand_in(submission: Submission, *, pk: int) -> HandIn:
    people = ("handed_in_by", "answered_by", "taken_back_by")
    draft = or_404(submission.hand_ins.select_related(*people).filter(pk=pk).first())
    draft.submission = submission
    return draft


def get_quote(group: Group, *, pk: int) -> EpaoQuote:
    return or_404(EpaoQuote.objects.select_related("organisation").filter(evidence__group=group, pk=pk).first())


def get_funding_document(group: Group, *, pk: int) -> FundingDocument:
    """One that was not removed."""
    kept = FundingDocument.objects.kept().select_related("evidence__group")
    return or_404(kept.filter(evidence__group=group, pk=pk).first())


def get_fixed_document(version: Version, group: Group, *, place: int) -> FundingDocument:
    """The file at that place (from 0) of the funding evidence that the version holds, found by its bytes."""
    held = (version.evidence or {}).get("documents", [])
    document = or_404(held[place] if place < len(held) else None)
    same = FundingDocument.objects.filter(
        evidence__group=group, document_digest=document["sha256"], part=document["part"]
    )
    return or_404(same.filter(document_name=document["name"]).first())


def get_requested(group: Group, *, pk: int) -> RequestedMember:
    return or_404(RequestedMember.objects.filter(group=group, pk=pk).first())
