"""Sample data. Visibly invented; the same on every machine for the same day."""

import base64
import hashlib
from datetime import date

from django.db import transaction

from accounts import actions
from accounts.enums import OfficialRole
from accounts.models import User

PASSWORD = "trailblazer demo"


@transaction.atomic
def load(*, today: date) -> list[dict[str, str]]:
    """Fill an empty database, with dates relative to `today`; returns the accounts as var/demo.json shows them."""
    email = "administrator@example.org"
    user = User.objects.create_superuser(email, PASSWORD, name="Ada Administrator")
    actions.add_verified_email(user=user, email=email)
    secret = base64.b32encode(hashlib.sha1(email.encode()).digest()).decode()  # noqa: S324  the same each time
    actions.enrol_totp(user=user, secret=secret)
    return [{"role": OfficialRole.ADMINISTRATOR, "email": email, "password": PASSWORD, "totp_secret": secret}]
