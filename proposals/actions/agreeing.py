"""The employers agree one fixed version: asked by a motion, agreed when that motion is carried."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from conflicts.enums import Subject
from groups.actions import touch
from groups.actions.registering import lock
from meetings.actions import motions
from meetings.models import Motion
from portal import history
from proposals.actions import in_words, locked, out_of_order
from proposals.enums import SubmissionState
from proposals.models import Submission, Version
from proposals.rules.versions import fingerprint


@transaction.atomic
def ask(*, submission: Submission, terms: Mapping[str, Any], by: User, now: datetime) -> Motion:
    """Put the fixed version to the group's employers.

    `terms`: threshold, quorum, and either `meeting` or `closes_on`, as `meetings.actions.motions.open_motion` takes
    them. Raises Conflict unless the newest version is fixed, not agreed, and not before the employers already.
    """
    submission = locked(submission)
    version = to_agree(submission)
    subject = Subject(submission.kind)
    text = (
        f"The employers agree the {in_words(submission)}, version {version.number},"
        f" fingerprint {version.short_fingerprint}, as the text that the group submits."
    )
    motion = motions.open_motion(
        group=submission.group, terms={**terms, "subject": subject, "text": text}, by=by, now=now
    )
    version.motion = motion
    history.save(version, by=by, why="Put to the employers", fields=["motion"])
    return motion


def to_agree(submission: Submission) -> Version:
    """The version to put to the employers. Raises Conflict where none is fixed, it is agreed, or they vote on it."""
    version = submission.newest
    if submission.state != SubmissionState.FOR_AGREEMENT or version is None:
        raise out_of_order(submission, "Only a fixed version that is not agreed yet can be put to the employers.")
    if version.motion is not None and version.motion.is_open:
        raise out_of_order(submission, "The employers are voting on this version already.")
    return version


@transaction.atomic
def close(*, motion: Motion, by: User | None, now: datetime) -> Motion:
    """Close any motion of a group; one that agrees a version marks the submission, in the same transaction.

    Everything that closes motions calls this. It raises what `meetings.actions.motions.close` raises; a version that is
    no longer the newest, or not word for word the one that was put to the vote, stays without agreement.
    """
    lock(motion.group)
    motion = motions.close(motion=motion, by=by, now=now)
    version = Version.objects.filter(motion=motion).select_related("submission__group").first()
    if version is not None and motion.is_carried:
        _mark(version, by=by, now=now)
    return motion


def _mark(version: Version, *, by: User | None, now: datetime) -> None:
    submission = locked(version.submission)
    newest = submission.newest
    is_same = newest is not None and newest.pk == version.pk and _is_unchanged(submission, version)
    if not is_same or submission.state != SubmissionState.FOR_AGREEMENT:
        return
    submission.agreed_by_employers_on = timezone.localdate(now)
    why = f"{submission.get_kind_display()}: version {version.number} agreed by the employers"
    history.save(submission, by=by, why=why, fields=["agreed_by_employers_on"])
    touch(submission.group, now)


def _is_unchanged(submission: Submission, version: Version) -> bool:
    return fingerprint(submission.kind, version.content, version.document_digest) == version.fingerprint
