"""Sessions of people who signed in before the journey begins."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import StorageState

from accounts.models import User
from tests.accounts.helpers import sign_in_official


def session_of(user: User) -> StorageState:
    client = Client()
    if user.is_official:
        sign_in_official(client, user)
    else:
        client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "domain": "127.0.0.1", "path": "/"}
    return {"cookies": [cookie], "origins": []}
