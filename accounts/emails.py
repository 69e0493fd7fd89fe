"""Messages to officials about their accounts; each is a row in the caller's transaction."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import OfficialInvitation, User
from portal import mail
from portal.links import absolute, sign
from portal.text import plain_name

PURPOSE = "accounts.official"


def path_of(invitation: OfficialInvitation) -> str:
    """The path of the invitation's page; it holds while the invitation keeps its nonce."""
    return reverse("officials:official_invitation", args=[sign(PURPOSE, invitation.pk, invitation.nonce)])


def invitation(invitation: OfficialInvitation) -> None:
    """To an address that nobody has confirmed yet: names in it lead nowhere."""
    inviter = plain_name(_who(invitation.invited_by), instead=str(settings.REGULATOR_NAME))
    mail.write(
        "accounts.official_invitation",
        to=invitation.user.email,
        subject=f"{inviter} invites you to the {settings.SERVICE_NAME}",
        key=f"official-invitation-{invitation.pk}-{invitation.nonce}",
        invitation=invitation,
        who=inviter,
        link=absolute(path_of(invitation)),
    )


def role_given(user: User, *, by: User | None, now: datetime) -> None:
    """To somebody who signs in already: the role they have from now on."""
    mail.write(
        "accounts.role_given",
        to=user.email,
        subject=f"You are now {OfficialRole(user.official_role).label.lower()} in the {settings.SERVICE_NAME}",
        key=f"official-role-{user.pk}-{now.isoformat()}",
        user=user,
        who=_who(by),
        link=absolute(reverse("home")),
    )


def administrator_added(user: User, *, to: User, by: User | None, reason: str, now: datetime) -> None:
    """To each other administrator: nobody becomes one unseen."""
    mail.write(
        "accounts.administrator_added",
        to=to.email,
        subject=f"{user.name} has been made an administrator",
        key=f"administrator-{user.pk}-{to.pk}-{now.isoformat()}",
        user=user,
        administrator=to,
        who=_who(by),
        reason=reason,
        on=timezone.localdate(now),
        link=absolute(reverse("accounts:account")),
    )


def _who(by: User | None) -> str:
    return str(by) if by else str(settings.REGULATOR_NAME)
