"""Messages about motions; each is a row in the caller's transaction, and exists once."""

from collections.abc import Mapping

from meetings.models import Motion
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
