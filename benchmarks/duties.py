"""Lists of duties at several sizes, and what it takes to bring one group up to date before an answer."""

import statistics
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import OfficialRole
from accounts.models import User
from benchmarks import whole
from benchmarks.databases import settle
from benchmarks.sweep import sweep_in_a_fresh_process
from duties.access import of_official
from duties.models import Duty
from duties.views.rows import rows
from groups.models import Group, GroupOfficial
from members.models import ChairAppointment
from occupations.models import RouteOfficial
from oversight.actions import sweep
from portal.calendar import today
from tests.accounts.helpers import sign_in_official

ROUNDS, LED = 30, 80


def run(sizes: list[int]) -> list[dict[str, object]]:
    settings.ALLOWED_HOSTS = ["testserver"]
    return whole.measured(sizes, measure)


def measure(size: int) -> dict[str, object]:
    sweep_in_a_fresh_process(size)
    manager, route_manager = _manager(), _route_manager()
    settle()
    official, chair = Client(), Client()
    sign_in_official(official, manager)
    chair.force_login(_chair())
    group = Group.objects.order_by("pk").first()
    assert group is not None
    return {
        "groups": size,
        "open": Duty.objects.open(today()).count(),
        "manager_ms": _median(lambda: _list(manager)),
        "route_ms": _median(lambda: _list(route_manager)),
        "work_page_ms": _median(lambda: official.get(reverse("duties:work"))),
        "home_page_ms": _median(lambda: chair.get(reverse("home"))),
        "group_page_ms": _median(lambda: official.get(group.get_absolute_url())),
        "answer_ms": _median(lambda: sweep([group.pk], on=today())),
        "list_queries": _queries(lambda: _list(manager)),
    }


def _list(user: User) -> None:
    """The first page of an official's list, in words."""
    rows(of_official(user, today()).in_order(today()).select_related("group")[:50], today())


def _manager() -> User:
    user, is_new = User.objects.get_or_create(
        email="bench-led@example.org", defaults={"name": "Bench", "official_role": OfficialRole.PRODUCT_MANAGER}
    )
    if is_new:
        keys = Group.objects.order_by("pk").values_list("pk", flat=True)[:LED]
        leads = [GroupOfficial(group_id=key, user=user, started_on=today()) for key in keys]
        GroupOfficial.objects.bulk_create(leads)
    return user


def _route_manager() -> User:
    user, is_new = User.objects.get_or_create(
        email="bench-route@example.org", defaults={"name": "Bench", "official_role": OfficialRole.ROUTE_MANAGER}
    )
    if is_new:
        route = Group.objects.order_by("pk").values_list("occupation__route", flat=True)[0]
        RouteOfficial.objects.create(route_id=route, user=user, started_on=today())
    return user


def _chair() -> User:
    appointment = ChairAppointment.objects.order_by("group", "pk").select_related("person").first()
    assert appointment is not None
    person = appointment.person
    if person.user is None:
        person.user = User.objects.create(email="bench-chair@example.org", name="Bench")
        person.save(update_fields=["user"])
    return person.user


def _median(work: Callable[[], object]) -> float:
    """Milliseconds, after three that warm up."""
    taken = []
    for n in range(ROUNDS + 3):
        started = time.perf_counter()
        work()
        if n >= 3:
            taken.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(taken), 1)


def _queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)
