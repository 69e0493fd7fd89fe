"""manage.py backfill_snapshots --from DATE"""

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min

from groups.models import Group
from guidance.policies import NoPolicy, policy_for
from oversight.actions import backfilling
from oversight.management.base import GroupCommand, wrong
from portal.calendar import today


class Command(GroupCommand):
    help = (
        "Make weekly snapshots of the time before the portal took any, by assessing every group as at those days from "
        "what is recorded today. Run again, it makes what is missing. Exits 2 where the day is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", required=True, help="the first day, such as 2025-06-02")

    def handle(self, *args: Any, **options: Any) -> None:
        days = backfilling.weekly(_day(options["first"]), today() - timedelta(days=1))
        keys = Group.objects.aggregate(first=Min("pk"), last=Max("pk"))
        made = 0
        if keys["last"] is not None:
            made = backfilling.backfill(range(keys["first"], keys["last"] + 1), days=days)
            backfilling.count_weeks(days)
        self.stdout.write(f"{made} snapshots on {len(days)} days")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as problem:
        raise wrong(f"--from: expected a date such as 2025-06-02, found {text!r}") from problem
    if day >= today():
        raise wrong("--from: the day must be in the past")
    try:
        policy_for(day)
    except NoPolicy as problem:
        raise wrong(problem) from problem
    return day
