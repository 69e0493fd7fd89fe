"""Messages about motions and votes."""

from collections.abc import Mapping

from accounts.models import User
from meetings.models import Motion, Vote
from portal import mail
from portal.links import absolute


def motion_opened(motion: Motion, voters: Mapping[str, str]) -> None:
    """To each voter by correspondence, name by address."""
    for address, name in voters.items():
        subject = f"Vote by {motion.closes_on:%-d %B}: a motion of {motion.group.name}"
        _send(motion, address, name, subject, "motion_opened")


def motion_reminder(motion: Motion, voters: Mapping[str, str]) -> None:
    """To each voter who has yet to vote, name by address."""
    for address, name in voters.items():
        subject = f"Reminder: vote by {motion.closes_on:%-d %B} on a motion of {motion.group.name}"
        _send(motion, address, name, subject, "motion_reminder")


def motion_closed(motion: Motion, *, to: str, name: str) -> None:
    """To a chair: the last day for votes is past, and this is the result."""
    _send(motion, to, name, f"Motion {motion.result}: {motion.group.name}", "motion_closed")


def motion_withdrawn(motion: Motion, voters: Mapping[str, str]) -> None:
    """To each voter, name by address: the motion is taken back, and why."""
    for address, name in voters.items():
        _send(motion, address, name, f"Motion withdrawn: {motion.group.name}", "motion_withdrawn")


def vote_recorded(vote: Vote, motion: Motion, *, by: User) -> None:
    """To whom the vote is: somebody else wrote it down for them in a meeting. Nothing where no address is known."""
    person, group = vote.person, motion.group
    if not person.email:
        return
    mail.write(
        "meetings.vote_recorded",
        to=person.email,
        subject=f"Your vote was recorded for you: {group.name}",
        key=f"vote-recorded-{vote.pk}-{vote.cast_at.timestamp()}-{person.email}",
        vote=vote,
        motion=motion,
        meeting=motion.meeting,
        group=group,
        name=person.name,
        by=by,
        link=absolute(motion.get_absolute_url()),
    )


def vote_contradicted(vote: Vote, dispute: object, *, to: str, name: str) -> None:
    """To a chair or official; `dispute`: `meetings.actions.disputes.Dispute` of the motion."""
    motion = vote.motion
    mail.write(
        "meetings.vote_contradicted",
        to=to,
        subject=f"{vote.person.name} contradicts a recorded vote: {motion.group.name}",
        key=f"vote-contradicted-{vote.pk}-{vote.answered_at.timestamp() if vote.answered_at else ''}-{to}",
        vote=vote,
        person=vote.person,
        dispute=dispute,
        motion=motion,
        meeting=motion.meeting,
        group=motion.group,
        name=name,
        link=absolute(motion.get_absolute_url()),
    )


def _send(motion: Motion, to: str, name: str, subject: str, template: str) -> None:
    mail.write(
        f"meetings.{template}",
        to=to,
        subject=subject,
        key=f"{template.replace('_', '-')}-{motion.pk}-{to}",
        motion=motion,
        group=motion.group,
        name=name,
        link=absolute(motion.get_absolute_url()),
    )
