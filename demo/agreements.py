"""The motions by which employers agreed what they submitted: each voter voted by correspondence until it closed."""

from datetime import date, timedelta

from simple_history.utils import bulk_create_with_history

from conflicts.enums import Subject
from demo.clock import moment
from demo.draft import Draft
from meetings.actions import motions
from meetings.actions.voters import eligible_voters
from meetings.enums import Choice, Threshold
from meetings.models import Motion, Vote
from members.models import Person
from portal import history
from proposals.actions.agreeing import motion_text
from proposals.models import Version

BETWEEN = timedelta(minutes=20)  # one vote and the next
AGAINST = 5  # the voter by number who says no, where there are enough


def agree(drafts: list[Draft]) -> None:
    """Of every version that is agreed by employers; the groups' rows are written already."""
    groups = [draft.group.pk for draft in drafts if draft.plan.paper]
    agreed = Version.objects.filter(submission__group__in=groups, submission__agreed_by_employers_on__isnull=False)
    fixed = agreed.exclude(frozen_at=None).select_related("submission__group", "frozen_by")
    for version in fixed.order_by("pk"):
        _put_to_the_vote(version)


def _put_to_the_vote(version: Version) -> None:
    """Opened when it was fixed, voted on until the day on which it was agreed."""
    submission, by, opened = version.submission, version.frozen_by, version.frozen_at
    agreed_on = submission.agreed_by_employers_on
    assert by is not None and opened is not None and agreed_on is not None
    motion = Motion(
        group=submission.group,
        subject=Subject(submission.kind),
        text=motion_text(submission, version),
        threshold=Threshold.MAJORITY,
        quorum=5,
        closes_on=agreed_on,
        opened_at=opened,
        opened_by=by,
    )
    history.save(motion, by=by, why="Motion opened")
    version.motion = motion
    version._history_date = opened  # type: ignore[attr-defined]  # simple_history reads it from the row
    history.save(version, by=by, why="Put to the employers", fields=["motion"])
    _vote(motion, agreed_on)
    motions.close(motion=motion, by=by, now=moment(agreed_on, 9))


def _vote(motion: Motion, closes_on: date) -> None:
    """Everybody one after the other, on the day on which it was opened."""
    voters = eligible_voters(motion, closes_on).electorate.voters
    people = Person.objects.select_related("user").in_bulk([voter.person for voter in voters])
    votes = [
        Vote(
            motion=motion,
            person=people[voter.person],
            choice=Choice.AGAINST if number == AGAINST else Choice.FOR,
            cast_at=motion.opened_at + BETWEEN * (number + 1),
            recorded_by=people[voter.person].user,
            is_own=True,
        )
        for number, voter in enumerate(voters)
    ]
    bulk_create_with_history(votes, Vote, default_change_reason="Vote cast")
