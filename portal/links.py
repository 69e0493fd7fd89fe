"""Links that leave the portal in mails: absolute addresses and signed tokens that hold good once."""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing


def absolute(path: str) -> str:
    """The address of a path of the portal as seen from outside."""
    return f"{settings.BASE_URL}{path}"


def new_nonce() -> str:
    """What makes a token void once it is replaced in the row."""
    return secrets.token_urlsafe(16)


def sign(purpose: str, pk: int, nonce: str) -> str:
    """A token for one row and one purpose; it holds while the row keeps the nonce."""
    return signing.dumps([pk, nonce], salt=purpose)


def read(purpose: str, token: str) -> tuple[int, str] | None:
    """The row and nonce of a token, or None where the token was not made here."""
    try:
        value: Any = signing.loads(token, salt=purpose)
        return int(value[0]), str(value[1])
    except (signing.BadSignature, ValueError, TypeError, IndexError):
        return None
