"""Officials of the regulator come in by invitation; the first administrator by a command on the server."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import emails
from accounts.actions import add_verified_email, end_sessions, has_signed_in
from accounts.enums import OfficialRole
from accounts.models import OfficialInvitation, User
from officials.actions.accounts import (
    NotAllowed,
    lock_officials,
    refuse_who_serves,
    require_administrator,
    set_official_role,
)
from portal import history
from portal.exceptions import Conflict
from portal.links import new_nonce


@transaction.atomic
def invite(
    *, email: str, name: str, role: str, by: User | None, reason: str, now: datetime, by_mail: bool = True
) -> User:
    """Make somebody an official and mail them the link to their account, or, where they sign in already, the news.

    `role` is one of OfficialRole; `by` is an administrator, or None for a command run on the server, which makes an
    administrator only while there is none or with a `reason`. `by_mail=False`: whoever ran the command hands the link
    on. Raises NotAllowed, and Conflict where the address is an official's or its account is closed.
    """
    if role not in OfficialRole.values:
        raise ValueError(f"unknown role {role!r}")
    if by is not None:
        require_administrator(by)
    lock_officials()
    refuse_second_administrator(email=email, role=role, by=by, reason=reason)
    user = _with_role(email=email.strip().lower(), name=name, role=role, by=by, why=reason or "Invited")
    if has_signed_in(user):
        emails.role_given(user, by=by, now=now)
    else:
        _new_link(user, by=by, now=now, why="Invited", by_mail=by_mail)
    if role == OfficialRole.ADMINISTRATOR:
        tell_administrators(user, by=by, reason=reason or "Invited", now=now)
    return user


def refuse_second_administrator(*, email: str, role: str, by: User | None, reason: str) -> None:
    """A command makes an administrator while there is none; afterwards the administrators do, on the portal's page."""
    others = User.objects.administrators().exclude(email=email.strip().lower())
    if by is None and role == OfficialRole.ADMINISTRATOR and not reason and (active := others.first()):
        raise NotAllowed(
            f"{active.email} is an administrator already and can invite others. To add one from here, say why: --reason"
        )


def _with_role(*, email: str, name: str, role: str, by: User | None, why: str) -> User:
    user = User.objects.select_for_update().filter(email=email).first()
    if user is None:
        is_staff = role == OfficialRole.ADMINISTRATOR
        made = User(email=email, name=name, official_role=role, is_staff=is_staff, password=make_password(None))
        return history.save(made, by=by, why=why)
    if user.is_official:
        raise Conflict(
            f"{user.email} is an official already.",
            state=user.get_official_role_display(),
            next_href=user.get_absolute_url(),
            next_text="See the account",
        )
    if not user.is_active:
        raise Conflict(
            f"The account of {user.email} is closed. Open it again first.",
            next_href=user.get_absolute_url(),
            next_text="See the account",
        )
    refuse_who_serves(user)
    return set_official_role(user=user, role=role, by=by, reason=why)


def tell_administrators(user: User, *, by: User | None, reason: str, now: datetime) -> None:
    for other in User.objects.administrators().exclude(pk__in=[user.pk, by.pk if by else user.pk]):
        emails.administrator_added(user, to=other, by=by, reason=reason, now=now)


def _new_link(user: User, *, by: User | None, now: datetime, why: str, by_mail: bool) -> OfficialInvitation:
    """A link that holds from now on, in place of an earlier one."""
    invitation = OfficialInvitation.objects.filter(user=user).first() or OfficialInvitation(user=user, invited_at=now)
    invitation.nonce, invitation.sent_at, invitation.accepted_at, invitation.invited_by = new_nonce(), now, None, by
    history.save(invitation, by=by, why=why)
    if by_mail:
        emails.invitation(invitation)
    return invitation


@transaction.atomic
def send_again(*, user: User, by: User | None, now: datetime, by_mail: bool = True) -> OfficialInvitation:
    """A new link to an official who has not come in yet; the old one is void.

    Raises NotAllowed, and Conflict once they have signed in or where the account is closed.
    """
    if by is not None:
        require_administrator(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_official or not user.is_active or has_signed_in(user):
        raise Conflict(
            f"{user.name} needs no invitation.",
            state="Has signed in" if user.is_active else "The account is closed",
            next_href=user.get_absolute_url(),
            next_text="See the account",
        )
    return _new_link(user, by=by, now=now, why="Sent again", by_mail=by_mail)


@transaction.atomic
def let_in_anew(*, user: User, reason: str, now: datetime) -> OfficialInvitation:
    """For a command on the server: an administrator who can no longer sign in gets a new link, and loses password,
    second factor and sessions. The other administrators are told."""
    user = User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)
    user.set_unusable_password()
    history.save(user, by=None, why=f"Let in anew: {reason}", fields=["password"])
    tell_administrators(user, by=None, reason=reason, now=now)
    return _new_link(user, by=None, now=now, why="Let in anew", by_mail=False)


@transaction.atomic
def accept(*, invitation: OfficialInvitation, name: str, password: str, now: datetime) -> User:
    """The official followed the link: their name, their password (checked by the form), and their address is proved.

    Raises Conflict where the link has been used, replaced or has expired, or the account is closed.
    """
    locked = OfficialInvitation.objects.select_for_update(of=("self",)).select_related("user").get(pk=invitation.pk)
    user = locked.user
    if not is_open(locked, now) or locked.nonce != invitation.nonce:
        raise Conflict("This invitation does not hold any more. Open the link again to see why.")
    user.name = name
    user.set_password(password)
    history.save(user, by=user, why="Came in by invitation", fields=["name", "password"])
    add_verified_email(user=user, email=user.email)
    locked.accepted_at = now
    history.save(locked, by=user, why="Accepted", fields=["accepted_at"])
    return user


def is_open(invitation: OfficialInvitation, now: datetime) -> bool:
    """Whether its link leads on: not used, not expired, and the account waits for its official."""
    user = invitation.user
    is_wanted = user.is_active and user.is_official and not has_signed_in(user)
    return is_wanted and invitation.accepted_at is None and not invitation.has_expired(now)


@transaction.atomic
def add_on_server(*, email: str, name: str, role: str, reason: str, now: datetime) -> tuple[User, bool]:
    """What the command does: an official invited by mail; an administrator with a link to hand on, who is let in anew
    where they have been one; whether there is anything new.

    Raises NotAllowed and Conflict as `invite` does.
    """
    lock_officials()
    refuse_second_administrator(email=email, role=role, by=None, reason=reason)
    is_administrator = role == OfficialRole.ADMINISTRATOR
    user = User.objects.filter(email=email.strip().lower(), official_role=role, is_active=True).first()
    if user is None:
        made = invite(email=email, name=name, role=role, by=None, reason=reason, now=now, by_mail=not is_administrator)
        return made, True
    if not has_signed_in(user):
        send_again(user=user, by=None, now=now, by_mail=not is_administrator)
        return user, True
    if is_administrator and reason:
        let_in_anew(user=user, reason=reason, now=now)
        return user, True
    return user, False
