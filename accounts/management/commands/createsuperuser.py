"""In place of Django's, whose accounts would come in past the invitation, its proof of the address and the history."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Not used here: add_official makes the first administrator"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("anything", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError("Use `manage.py add_official EMAIL --role administrator`", returncode=2)
