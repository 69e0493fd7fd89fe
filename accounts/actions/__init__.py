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
from django.db import transaction
from django.http import HttpRequest

from accounts.models import User
from portal import history


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
