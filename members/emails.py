"""Messages about invitations and memberships; each is a row in the caller's transaction."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from members.models import ChairAppointment, Invitation, Membership
from portal import mail
from portal.links import absolute, sign

PURPOSE = "members.invitation"


def link_of(invitation: Invitation) -> str:
    """The path of the invitation's page; it holds while the invitation keeps its nonce."""
    return reverse("members:invitation", args=[sign(PURPOSE, invitation.pk, invitation.nonce)])


def _send(to: str, subject: str, template: str, key: str, **context: object) -> None:
    context |= {"service": settings.SERVICE_NAME, "regulator": settings.REGULATOR_NAME}
    text = render_to_string(f"members/mail/{template}.txt", context)
    mail.queue(to=to, subject=subject, text=text, kind=f"members.{template}", key=key)


def invitation(invitation: Invitation) -> None:
    _send(
        invitation.email,
        f"{invitation.invited_by} invites you to a trailblazer group",
        "invitation",
        f"invitation-{invitation.pk}-{invitation.nonce}",
        invitation=invitation,
        group=invitation.group,
        link=absolute(link_of(invitation)),
    )


def reminder(invitation: Invitation) -> None:
    _send(
        invitation.email,
        f"Reminder: {invitation.group.name} waits for your answer",
        "reminder",
        f"invitation-reminder-{invitation.pk}-{invitation.reminded_at:%Y-%m-%d}",
        invitation=invitation,
        group=invitation.group,
        link=absolute(link_of(invitation)),
    )


def accepted(membership: Membership, *, to: str) -> None:
    _send(
        to,
        f"{membership.person.name} has joined {membership.group.name}",
        "accepted",
        f"membership-accepted-{membership.pk}-{to}",
        membership=membership,
        group=membership.group,
        link=absolute(membership.get_absolute_url()),
    )


def membership_ended(membership: Membership, *, to: str) -> None:
    _send(
        to,
        f"Your membership of {membership.group.name} ends",
        "membership_ended",
        f"membership-ended-{membership.pk}",
        membership=membership,
        group=membership.group,
        link=absolute("/home/"),
    )


def chair_appointed(appointment: ChairAppointment, *, to: str) -> None:
    _send(
        to,
        f"You are chosen as chair of {appointment.group.name}",
        "chair_appointed",
        f"chair-appointed-{appointment.pk}",
        appointment=appointment,
        group=appointment.group,
        link=absolute(reverse("members:chair_confirm", args=[appointment.group.pk])),
    )
