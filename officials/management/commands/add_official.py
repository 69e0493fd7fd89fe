"""manage.py add_official EMAIL --role ROLE [--name NAME] [--route CODE ...] [--reason TEXT]"""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import Error
from django.utils import timezone

from accounts.emails import path_of
from accounts.enums import OfficialRole
from accounts.models import User
from occupations.models import Route
from officials.actions.accounts import NotAllowed
from officials.actions.routes import add_official
from portal.exceptions import Conflict
from portal.imports import single_line
from portal.links import absolute
from portal.text import clean_text

WRONG = 2  # the exit code for what is wrong with what was given
LONGEST_NAME = 200


class Command(BaseCommand):
    help = (
        "Add an official of the regulator. The first administrator gets a link, printed here, with which to sign in; "
        "every other official is sent one by email. Once there is an administrator, officials are invited on the "
        "portal's own pages: another administrator is then added here only with --reason, which also lets one in anew "
        "who has lost password or authenticator app."
    )
    requires_system_checks: list[str] = []  # whose warnings would stand on standard error

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address with which the official signs in")
        parser.add_argument("--role", required=True, help=f"one of: {', '.join(OfficialRole.values)}")
        parser.add_argument("--name", default="", help="the full name; made of the address where it is left out")
        parser.add_argument(
            "--route", action="append", default=[], metavar="CODE", help="a route to look after from today; repeatable"
        )
        parser.add_argument("--reason", default="", help="why, kept in the history (at most 100 characters)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            email, name, role = self._person(options["email"], options["name"], options["role"])
            routes = _routes(options["route"], role)
            reason = clean_text(options["reason"])
            user, is_new, given = add_official(
                email=email, name=name, role=role, routes=routes, reason=reason, now=timezone.now()
            )
        except ValidationError as problem:
            raise _wrong("; ".join(problem.messages)) from problem
        except (NotAllowed, Conflict) as problem:
            raise _wrong(getattr(problem, "message", problem)) from problem
        except Error as problem:
            raise CommandError(f"Nothing was saved: the database did not answer ({single_line(problem)})") from problem
        if not is_new and not given:
            raise _wrong(f"{user.email} is {user.get_official_role_display().lower()} already")
        self._report(user, is_new, [str(route_official.route) for route_official in given])

    def _person(self, email: str, name: str, role: str) -> tuple[str, str, str]:
        """Raises ValidationError."""
        email = clean_text(email).lower()
        try:
            validate_email(email)
        except ValidationError as problem:
            raise ValidationError(f"{email!r} is not an email address") from problem
        name = clean_text(name) or email.partition("@")[0].replace(".", " ").replace("_", " ").title()
        if len(name) > LONGEST_NAME:
            raise ValidationError(f"--name has over {LONGEST_NAME} characters")
        if role not in OfficialRole.values:
            raise ValidationError(f"--role: {role!r} is none of {', '.join(OfficialRole.values)}")
        return email, name, role

    def _report(self, user: User, is_new: bool, routes: list[str]) -> None:
        role = user.get_official_role_display()
        self.stdout.write(f"{user.name} ({user.email}): {role.lower()}")
        for route in routes:
            self.stdout.write(f"Looks after: {route}")
        invitation = getattr(user, "invitation", None)
        if not is_new or invitation is None or invitation.accepted_at:
            self.stdout.write("They sign in as they always do.")
        elif user.is_administrator:
            self.stdout.write(f"Sign in by {_day(invitation)}, once, by this link:\n{absolute(path_of(invitation))}")
        else:
            self.stdout.write(f"An invitation is on its way to them by email. Its link works until {_day(invitation)}.")


def _routes(codes: list[str], role: str) -> list[Route]:
    """Raises ValidationError."""
    routes = {route.slug: route for route in Route.objects.all()}
    unknown = [code for code in codes if code not in routes]
    if unknown:
        raise ValidationError(f"--route: {unknown[0]!r} is none of {', '.join(routes)}")
    if codes and role == OfficialRole.ADMINISTRATOR:
        raise ValidationError("--route: an administrator looks after no route")
    return [routes[code] for code in dict.fromkeys(codes)]


def _day(invitation: Any) -> str:
    return f"{timezone.localdate(invitation.expires_at()):%-d %B %Y}"


def _wrong(problem: object) -> CommandError:
    return CommandError(" ".join(str(problem).split()), returncode=WRONG)
