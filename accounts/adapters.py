"""How allauth behaves here: nobody signs themselves up, secrets are stored encrypted, officials keep their factor."""

import base64
import time
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from portal.links import absolute


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or password is wrong",
        "incorrect_code": "The code is wrong or has expired",
        "incorrect_password": "The password is wrong",
        "too_many_login_attempts": "Too many attempts. Wait 15 minutes, then try again",
        "rate_limited": "Too many attempts. Wait 15 minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from an invitation, a confirmed enquiry or the administrator."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only the host that was asked: allauth would also allow every other name in ALLOWED_HOSTS."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in and must set up a first second factor is not asked for the password twice."""
        sets_up = app == "allauth.mfa" and _must_set_up_factor(context.request)
        return not sets_up and bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As allauth does, with the service's name and the person's, and with links to the address people know.

        Allauth makes them of whatever name was asked, and a proxy may have left out its port.
        """
        host = settings.BASE_URL.partition("://")[2]
        seconds = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
        own = {
            "current_site": SimpleNamespace(name=settings.SERVICE_NAME, domain=host),
            "user": User.objects.filter(email=email.lower()).first(),
            "minutes": seconds // 60,
            "works_until": timezone.now() + timedelta(seconds=seconds),
        }
        super().send_mail(template_prefix, email, {**own, **_with_existing_address(context)})


def _with_existing_address(values: dict[str, Any]) -> dict[str, Any]:
    if context.request is None:
        return values
    asked = context.request.build_absolute_uri("/")
    return {
        name: absolute("/" + value.removeprefix(asked)) if isinstance(value, str) and value.startswith(asked) else value
        for name, value in values.items()
    }


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is wrong or has been used. Wait for the next one",
        "cannot_delete_authenticator": "Your role asks for a second factor, so you cannot turn off the only one",
    }

    def encrypt(self, text: str) -> str:
        """A copy of the database alone must not be enough to make codes."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refused for an official's only factor; a lost one is reset by an administrator."""
        if authenticator.type == Authenticator.Type.RECOVERY_CODES or not authenticator.user.needs_second_factor:
            return True
        factors = authenticator.user.authenticator_set.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return bool(factors.exclude(pk=authenticator.pk).exists())


def _must_set_up_factor(request: HttpRequest) -> bool:
    """Whether an official without a factor signed in within the time for which a password holds."""
    user = request.user
    if not user.is_authenticated or not user.needs_second_factor or is_mfa_enabled(user):
        return False
    records = get_authentication_records(request, user)
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _fernet() -> MultiFernet:
    """Encrypts under SECRET_KEY; reads what was written under a key that has since been replaced."""
    return MultiFernet([Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _derived(secret: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"second factor")
    return base64.urlsafe_b64encode(kdf.derive(secret.encode()))
