"""The employers agree one fixed version: asked by a motion, agreed when that motion is carried."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from conflicts.enums import Subject
from groups.actions import mark_changed
from guidance.documents import WITH_THE_REGULATOR, SubmissionState
from meetings.actions import motions
from meetings.actions.disputes import dispute_of, waiting_of
from meetings.models import Motion
from portal import history
from proposals.actions import kind_text, locked, out_of_order
from proposals.models import Submission, Version
from proposals.rules.evidence import shown
from proposals.rules.versions import is_unchanged


@transaction.atomic
def ask(*, submission: Submission, terms: Mapping[str, Any], by: User, now: datetime) -> Motion:
    """Put the fixed version to the group's employers.

    `terms`: threshold, quorum, and either `meeting` or `closes_on`, as `meetings.actions.motions.open_motion` takes
    them. Raises Conflict unless the newest version is fixed, not agreed, and not before the employers already.
    """
    submission = locked(submission)
    version = version_to_agree(submission, timezone.localdate(now))
    subject = Subject(submission.kind)
    said = {"subject": subject, "text": motion_text(submission, version)}
    motion = motions.open_motion(group=submission.group, terms={**terms, **said}, by=by, now=now)
    version.motion = motion
    history.save(version, by=by, why="Put to the employers", fields=["motion"])
    return motion


def motion_text(submission: Submission, version: Version) -> str:
    """What the employers vote on: the version, by its fingerprint, and how much funding evidence it holds."""
    held = "" if version.evidence is None else f", with its funding evidence: {shown(version.evidence).in_short}"
    return (
        f"The employers agree the {kind_text(submission)}, version {version.number},"
        f" fingerprint {version.short_fingerprint}, as the text that the group submits{held}."
    )


def version_to_agree(submission: Submission, on: date) -> Version:
    """The version to put to the employers. Raises Conflict where none is fixed, it is agreed, or they vote on it."""
    version = submission.newest
    if submission.state_on(on) != SubmissionState.FOR_AGREEMENT or version is None:
        raise out_of_order(submission, "Only a fixed version that is not agreed yet can be put to the employers.")
    if version.motion is not None and version.motion.is_open:
        raise out_of_order(submission, "The employers are voting on this version already.")
    return version


def mark_agreed(motion: Motion, by: User | None, now: datetime) -> None:
    """A motion was counted: one that is carried and agrees a version marks the submission.

    A version that is no longer the newest, or not word for word the one that was put to the vote, stays without
    agreement.
    """
    version = Version.objects.filter(motion=motion).select_related("submission__group").first()
    if version is not None and motion.is_carried:
        _mark(version, by=by, now=now)


def weigh(motion: Motion, by: User, now: datetime) -> None:
    """Somebody said whether what was recorded for them is so: take the mark from the submission, or give it back.

    An agreement whose motion would have been lost without what is contradicted does not hold, as long as that stays so;
    what is decided already stays as it was decided.
    """
    version = Version.objects.filter(motion=motion).select_related("submission__group").first()
    if version is None or not motion.is_carried or version.submission.newest != version or version.submission.outcome:
        return
    is_marked, turns = version.submission.agreed_by_employers_on is not None, dispute_of(motion).turns
    if turns and is_marked:
        submission = locked(version.submission)
        submission.agreed_by_employers_on = None
        why = f"{submission.get_kind_display()}: the employers’ agreement is disputed"
        history.save(submission, by=by, why=why, fields=["agreed_by_employers_on"])
        mark_changed(submission.group, now)
    elif not turns and not is_marked and motion.closed_at is not None:
        _mark(version, by=by, now=now, on=timezone.localdate(motion.closed_at))


def _motion_of(submission: Submission) -> Motion | None:
    """The carried motion by which the employers agreed the newest version; none where a dossier brought it."""
    motion = submission.newest.motion if submission.newest else None
    return motion if motion is not None and motion.is_carried else None


def refuse_disputed(submission: Submission) -> None:
    """Raise Conflict where the employers agreed the newest version by a motion that would be lost as things stand."""
    motion = _motion_of(submission)
    if motion is not None and dispute_of(motion).turns:
        raise out_of_order(
            submission,
            "The employers’ agreement is disputed: without what is contradicted the motion would have been lost.",
        )


def refuse_waiting(submission: Submission, on: date) -> None:
    """Raise Conflict while the agreement rests on what was recorded for people who can yet say that it is not so."""
    if text := waiting_text(submission, on):
        raise out_of_order(submission, text)


def waiting_text(submission: Submission, on: date) -> str:
    """Whom the agreement of the newest version waits for, in sentences, or ""."""
    motion = _motion_of(submission)
    waiting = waiting_of(motion, on) if motion is not None else None
    if waiting is None:
        return ""
    text = f"The agreement rests on what was recorded for {' and '.join(waiting.names)}."
    if waiting.until is None:
        return f"{text} Not all of them have an account in which to say whether it is so."
    until = f"{waiting.until:%-d %B %Y}"
    return f"{text} They can say until the end of {until} that it is not so; it can be submitted after that day."


def _mark(version: Version, *, by: User | None, now: datetime, on: date | None = None) -> None:
    """Agreed on that day, else today; once, however often it is said."""
    submission = locked(version.submission)
    newest = submission.newest
    if submission.agreed_by_employers_on is not None:
        return
    is_same = newest is not None and newest.pk == version.pk and is_unchanged(submission.kind, version)
    state = submission.state_on(timezone.localdate(now))
    if not is_same or state not in {SubmissionState.FOR_AGREEMENT, *WITH_THE_REGULATOR}:
        return
    submission.agreed_by_employers_on = on or timezone.localdate(now)
    why = f"{submission.get_kind_display()}: version {version.number} agreed by the employers"
    history.save(submission, by=by, why=why, fields=["agreed_by_employers_on"])
    mark_changed(submission.group, now)
