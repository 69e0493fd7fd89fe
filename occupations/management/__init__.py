"""What the commands that bring files in have in common."""

from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError

from accounts.models import User
from portal.enums import LineKind
from portal.imports import Line

SHOWN = 20  # lines of each kind in a summary for people; --json and the page of the run have them all


def add_official(parser: ArgumentParser) -> None:
    parser.add_argument("--by", metavar="EMAIL", help="the official who runs it, for the list of imports")


def official(email: str | None) -> User | None:
    """The official with that address, None where none was given. Raises CommandError where nobody has it."""
    if email is None:
        return None
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None or not user.is_official:
        raise CommandError(f"No official has the address {email}", returncode=2)
    return user


def changes(lines: Iterable[Line]) -> dict[str, list[dict[str, Any]]]:
    """What changed and what was left, row by row, ready for JSON."""
    rows = [asdict(line) for line in lines]
    written = {LineKind.NEW, LineKind.CHANGED}
    return {
        "changes": [line for line in rows if line["kind"] in written],
        "kept": [line for line in rows if line["kind"] == LineKind.KEPT],
    }


def summary_of_changes(report: dict[str, Any]) -> list[str]:
    """Lines for a person: values that changed, and what was left as it was; new rows are counted elsewhere."""
    changed = [line for line in report["changes"] if line["kind"] == LineKind.CHANGED]
    results = []
    for title, lines in (("Changed:", changed), ("Left as it was:", report["kept"])):
        results += [title] if lines else []
        results += [f"  {_sentence(line)}" for line in lines[:SHOWN]]
        results += [f"  and {len(lines) - SHOWN} more: see --json"] if len(lines) > SHOWN else []
    return results


def _sentence(line: dict[str, Any]) -> str:
    what = f"row {line['row']} ({line['subject']})" + (f" {line['column']}" if line["column"] else "")
    if line["kind"] == LineKind.CHANGED:
        return f"{what}: “{line['before']}” became “{line['after']}”"
    return f"{what}: {line['reason']}" + (f"; “{line['before']}” stays" if line["before"] else "")
