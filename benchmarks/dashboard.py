"""The readiness dashboard against the admin's changelist of the same groups, at several sizes and filters."""

import statistics
import time

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import OfficialRole
from accounts.models import User
from benchmarks import seed
from benchmarks.databases import settle
from tests.accounts.helpers import sign_in_official

ROUNDS = 30
FILTERS = {"none": "", "stage": "?stage=returned", "risk": "?risk=at_risk", "search": "?q=group+77", "page": "?page=50"}


def run(sizes: list[int]) -> list[dict[str, object]]:
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("collectstatic", interactive=False, verbosity=0)
    rows = []
    for size in sizes:
        manager = seed.groups(size)
        settle()
        rows += [_measure(size, name, query, manager) for name, query in FILTERS.items()]
    return rows


def _measure(size: int, name: str, query: str, manager: User) -> dict[str, object]:
    ours = _times(_client(manager), reverse("oversight:dashboard") + query)
    theirs = _times(_client(_administrator()), reverse("admin:groups_group_changelist"))
    with CaptureQueriesContext(connection) as queries:
        _client(manager).get(reverse("oversight:dashboard") + query)
    return {
        "groups": size,
        "filter": name,
        "queries": sum("oversight" in q["sql"] or "groups_" in q["sql"] for q in queries),
        "p50_ms": round(statistics.median(ours)),
        "p95_ms": round(statistics.quantiles(ours, n=20)[18]),
        "admin_p50_ms": round(statistics.median(theirs)),
        "ratio": round(statistics.median(ours) / statistics.median(theirs), 2),
    }


def _administrator() -> User:
    return User.objects.get_or_create(
        email="bench-admin@example.org",
        defaults={"name": "Bench", "official_role": OfficialRole.ADMINISTRATOR, "is_staff": True},
    )[0]


def _client(user: User) -> Client:
    client = Client()
    sign_in_official(client, user)
    return client


def _times(client: Client, page: str) -> list[float]:
    """Milliseconds of each of some requests, after three that warm up."""
    taken = []
    for n in range(ROUNDS + 3):
        started = time.perf_counter()
        response = client.get(page)
        assert response.status_code == 200, response.status_code
        if n >= 3:
            taken.append((time.perf_counter() - started) * 1000)
    return taken
