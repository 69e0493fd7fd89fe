"""What is kept of the demo from one start to the next; its day, where that is not today's. Without Django."""

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

PROJECT = Path(__file__).resolve().parent.parent
VAR = PROJECT / "var"
SHIFT = "DEMO_DAYS_FROM_TODAY"  # set for the demo's processes
KEPT = "days_from_today"  # in var/demo.json


def read_state() -> dict[str, Any]:
    """var/demo.json: `base_url`, `accounts` and `days_from_today`; empty before the first start."""
    try:
        state: dict[str, Any] = json.loads((VAR / "demo.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return state


# --- another day: the guidance of that day is in force then ----------------------------------------------------------
def today() -> date:
    """London's date, wherever the machine thinks it is."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def days_from_today(on: date | None, state: dict[str, Any]) -> int:
    """What the clock of new data is put to (`on`, else today), or that of the data there are, `state` being theirs.

    ValueError where they are of another day than the one asked for.
    """
    asked = None if on is None else (on - today()).days
    kept = int(state.get(KEPT, 0)) if state else asked or 0
    if asked is not None and asked != kept:
        raise ValueError("The demo's data are of another day: add RESET=1")
    return kept


def shift_clock() -> None:
    """This process tells the demo's day from here on, and the hour on the wall."""
    if days := in_force():
        import time_machine

        time_machine.travel(datetime.now(UTC) + timedelta(days=days)).start()


def in_force() -> int:
    """By how many days the clock of this process is, or is to be, another one."""
    return int(os.environ.get(SHIFT, "0"))


def day_lines(state: dict[str, Any]) -> list[str]:
    """A line for whoever starts the demo, where its day is not today."""
    days = state.get(KEPT, 0)
    day = today() + timedelta(days=days)
    return [f"\nIn the portal it is {day:%-d %B %Y}, and the guidance of that day is in force."] if days else []
