"""Every write to accounts: people who may sign in, their roles and their second factor."""

import base64
import binascii

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts import emails
from accounts.enums import OfficialRole
from accounts.models import User
from members.models import Membership
from portal import history

OFFICIALS_LOCK = 5_201_621  # any number that no other advisory lock of the portal uses


class NotAllowed(PermissionDenied):
    """The person who asks may not do this; the text says why, in words for the page (403 where no view catches it)."""


class AddressTaken(Exception):
    """Another person has confirmed this e-mail address."""


@transaction.atomic
def ensure_user(*, email: str, name: str) -> tuple[User, bool]:
    """The user who signs in with this address, and whether the account was made now.

    A new account has no password (its person signs in by a mailed link or code) and its address counts as verified:
    call this only for an address that was invited or has been confirmed by mail. One that exists is left as it is.
    """
    user, created = User.objects.get_or_create(
        email=email.strip().lower(), defaults={"name": name, "password": make_password(None)}
    )
    if created:
        add_verified_email(user=user, email=user.email)
    return user, created


@transaction.atomic
def add_verified_email(*, user: User, email: str) -> EmailAddress:
    """Records that the person proved the address; it becomes the primary one when there is none.

    Raises AddressTaken when another person has verified the same address.
    """
    address, _ = EmailAddress.objects.get_or_create(user=user, email=email.strip().lower())
    if not address.set_verified(commit=True):
        raise AddressTaken(address.email)
    address.set_as_primary(conditional=True)
    return address


@transaction.atomic
def rename(*, user: User, name: str, by: User) -> User:
    """Changes the name that the person is shown by."""
    user.name = name
    return history.save(user, by=by, why="Name changed", fields=["name"])


@transaction.atomic
def enrol_totp(*, user: User, secret: str) -> Authenticator:
    """Gives the person an authenticator app with this secret (base32), in place of one they had; for sample accounts.

    Stored as allauth stores it, encrypted by the MFA adapter. Raises ValueError when the secret is not base32.
    """
    try:
        base64.b32decode(secret, casefold=True)
    except binascii.Error as error:
        raise ValueError("the secret is not base32") from error
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    return TOTP.activate(user, secret).instance


@transaction.atomic
def set_official_role(*, user: User, role: OfficialRole | str, by: User | None, reason: str) -> User:
    """Gives an official's role, or takes it away (""); history keeps who and why. Holds from the next request on.

    `by` is an administrator other than the person, or None for a command run on the server. Raises NotAllowed.
    """
    if role and role not in OfficialRole.values:
        raise ValueError(f"unknown role {role!r}")
    lock_officials()
    if by is not None:
        require_administrator(by, user)
    if role != OfficialRole.ADMINISTRATOR:
        _refuse_last_administrator(user)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.official_role = role
    user.is_staff = role == OfficialRole.ADMINISTRATOR
    user.is_superuser = user.is_superuser and user.is_staff
    return history.save(user, by=by, why=reason, fields=["official_role", "is_staff", "is_superuser"])


@transaction.atomic
def change_official(*, user: User, name: str, role: OfficialRole | str, by: User, reason: str) -> User:
    """An administrator sets somebody's name and official's role ("" takes it away). Raises NotAllowed."""
    lock_officials()
    require_administrator(by, user)
    user = User.objects.select_for_update().get(pk=user.pk)
    if name != user.name:
        user.name = name
        history.save(user, by=by, why=reason, fields=["name"])
    if role == user.official_role:
        return user
    if not user.is_official:
        refuse_who_serves(user)
    user = set_official_role(user=user, role=role, by=by, reason=reason)
    if role:
        emails.role_given(user, by=by, now=timezone.now())
    return user


@transaction.atomic
def set_active(*, user: User, is_active: bool, by: User, reason: str) -> User:
    """Lets the person sign in, or stops them: their sessions end at once. Raises NotAllowed."""
    lock_officials()
    require_administrator(by, user)
    if not is_active:
        _refuse_last_administrator(user)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = is_active
    history.save(user, by=by, why=reason, fields=["is_active"])
    if not is_active:
        end_sessions(user=user)
    return user


@transaction.atomic
def reset_second_factor(*, user: User, by: User, reason: str) -> None:
    """Removes a lost factor and the recovery codes and ends the person's sessions; the next sign-in asks for a new one.

    Raises NotAllowed.
    """
    require_administrator(by, user)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)
    history.save(user, by=by, why=f"Second factor reset: {reason}", fields=["is_active"])


def end_sessions(*, user: User) -> None:
    """Signs the person out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def sign_in_by_link(request: HttpRequest, *, user: User) -> bool:
    """Signs the person in who has just proved their address by a mailed link; True when they now are.

    Refuses officials, everyone with a second factor and accounts that are closed: a link in a mailbox must not stand
    in for the factor, so the caller sends them to the sign-in page. Ask first whether `request.user` is the person
    already. Someone else's session in the same browser ends.
    """
    if not user.is_active or user.needs_second_factor or is_mfa_enabled(user):
        return False
    add_verified_email(user=user, email=user.email)
    if request.user.is_authenticated and request.user != user:
        logout(request)
    with request_context(request):
        record_authentication(request, user, method="link", email=user.email)
        perform_login(request, Login(user=user, email=user.email))
    return request.user.is_authenticated and request.user.pk == user.pk


def has_signed_in(user: User) -> bool:
    """Whether the person has a way of their own to sign in, a password or a second factor, and needs no first link."""
    return user.has_usable_password() or is_mfa_enabled(user)


def require_administrator(by: User, user: User | None = None) -> None:
    """Raises NotAllowed where `by` is no active administrator any more, or `user` is their own account."""
    if not User.objects.administrators().filter(pk=by.pk).exists():
        raise NotAllowed("Only an administrator may do this")
    if user is not None and by.pk == user.pk:
        raise NotAllowed("Another administrator must do this for your own account")


def refuse_who_serves(user: User) -> None:
    """Nobody decides for the regulator about a group on which they serve."""
    if Membership.objects.filter(person__user=user, ended_on=None).exists():
        raise NotAllowed(
            f"{user.name} serves on a group, and an official cannot: the membership must end first, or use another"
            " address"
        )


def _refuse_last_administrator(user: User) -> None:
    """Somebody must be able to appoint others; asked under the lock of officials."""
    if list(User.objects.administrators()[:2]) == [user]:
        raise NotAllowed(f"{user.name} is the only administrator: make another one first")


def lock_officials() -> None:
    """Who becomes an official, and who stays an administrator, is settled by one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [OFFICIALS_LOCK])
