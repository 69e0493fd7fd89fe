"""The portal's own settings, and only what tests need to be otherwise: hashing, cache, static files, template gaps."""

import os

os.environ["PORTAL_ENV"] = "test"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in the thread of the tests

from portal.settings import *  # noqa: F403
from portal.settings import DATABASES, LOGGING, TEMPLATES
from tests.strict_templates import MissingVariable

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # nothing is collected, so there is no folder to warn about
CELERY_BROKER_URL = "memory://"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = MissingVariable()
# The test databases are thrown away: their commits need not wait for the disk.
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
LOGGING["root"]["level"] = "WARNING"  # thousands of requests that went well, each of them told twice
