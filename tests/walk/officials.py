"""The regulator's officials: the first by a command, the others by the administrator's pages and by mail."""

import io
import re
from urllib.parse import urlsplit

from django.core.management import call_command

from occupations.models import Route
from tests.walk.frame import Walk

ADMINISTRATOR, MANAGER, SECOND_MANAGER = "Ada Administrator", "Mo Manager", "Mia Manager"
ROUTE_MANAGER, ASSURANCE_MANAGER = "Rosa Route", "Asa Assurance"
ROUTE, OTHER_ROUTE = "creative-and-design", "construction-and-the-built-environment"
INVITED = (
    (MANAGER, "product_manager"),
    (SECOND_MANAGER, "product_manager"),
    (ROUTE_MANAGER, "route_manager"),
)


def come_in(walk: Walk) -> None:
    administrator = walk.person(ADMINISTRATOR)
    said = io.StringIO()
    call_command("add_official", administrator.email, "--role", "administrator", stdout=said)
    administrator.sets_up_as_official(urlsplit(re.search(r"https?://\S+", said.getvalue())[0]).path)
    for name, role in INVITED:
        _invites(walk, name, role)
        walk.minutes()
        official = walk.person(name)
        official.sets_up_as_official(official.mailed_link("invites you"))
    _is_added_by_command(walk)
    _invites(walk, "Never Comes", "route_manager")


def _invites(walk: Walk, name: str, role: str) -> None:
    walk.person(ADMINISTRATOR).sends("/account/users/invite/", name=name, email=walk.person(name).email, role=role)


def _is_added_by_command(walk: Walk) -> None:
    official = walk.person(ASSURANCE_MANAGER)
    routes = [word for slug in Route.objects.values_list("slug", flat=True) for word in ("--route", slug)]
    words = [official.email, "--name", official.name, "--role", "assurance_manager", *routes]
    call_command("add_official", *words, stdout=io.StringIO())
    walk.minutes()
    official.sets_up_as_official(official.mailed_link("invites you"))


def get_routes(walk: Walk) -> None:
    """By the administrator's page."""
    administrator = walk.person(ADMINISTRATOR)
    for slug, manager in ((ROUTE, MANAGER), (OTHER_ROUTE, SECOND_MANAGER)):
        page = f"/allocation/routes/{slug}/"
        for name in (ROUTE_MANAGER, manager):
            administrator.sends(page, user=walk.person(name).user.pk, started_on=walk.today)
