"""Signing in within tests: codes of an authenticator app, and sessions of officials that have used one."""

import time

from allauth.account.internal.userkit import user_id_to_str
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from accounts.actions import enrol_totp
from accounts.enums import OfficialRole
from accounts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery staple"
PERIOD, TYPING = 30, 2  # seconds: how long a code of the app holds, and how long it takes to send it


def make_user(email: str = "ada.quill@example.org", *, password: str | None = PASSWORD, **fields: object) -> User:
    """A person with a verified address who is in no group and no official, unless the fields say otherwise."""
    fields.setdefault("name", email.partition("@")[0].replace(".", " ").title())
    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_official(
    email: str = "otto.ficial@example.org", role: OfficialRole = OfficialRole.PRODUCT_MANAGER, **fields: object
) -> User:
    """An official with a verified address and an authenticator app that knows SECRET."""
    user = make_user(email, official_role=role, is_staff=role == OfficialRole.ADMINISTRATOR, **fields)
    enrol_totp(user=user, secret=SECRET)
    return user


def totp_code(secret: str = SECRET, at: float | None = None) -> str:
    """The six digits that the app shows at this Unix time, now when none is given; not in a half minute that ends."""
    if at is None and (left := PERIOD - time.time() % PERIOD) < TYPING:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time() if at is None else at) // PERIOD))


def sign_in_official(client: Client, user: User) -> Authenticator:
    """A session of this official in which the second factor was used; gives them what they lack for it."""
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    factor = user.authenticator_set.filter(type=Authenticator.Type.TOTP).first()
    factor = factor or enrol_totp(user=user, secret=SECRET)
    client.force_login(user)
    record_methods(client, user, {"method": "mfa", "at": time.time(), "id": factor.pk, "type": factor.type})
    return factor


def record_methods(client: Client, user: User, *records: dict[str, object]) -> None:
    """Write into the session by which methods its person signed in, as allauth does."""
    session = client.session
    session["account_authentication_methods"] = list(records)
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
