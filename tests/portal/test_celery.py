"""What beat missed while it was away: the night's work is done after it, as long as the schedule's file is kept."""

from datetime import UTC, datetime
from pathlib import Path

import time_machine
from celery.beat import PersistentScheduler

from portal.celery import app

EVENING, NEXT_NIGHT = datetime(2026, 11, 25, 22, 0, tzinfo=UTC), datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
NIGHTLY_TILL_THEN = {"assess-all", "find-doubles", "forget-uploads"}


def due(file: Path, at: datetime) -> set[str]:
    """The entries that a beat which starts at this time would hand out at once; it then ends as it does on SIGTERM."""
    with time_machine.travel(at, tick=False):
        beat = PersistentScheduler(app, schedule_filename=str(file), lazy=True)
        beat.setup_schedule()
        found = {name for name, entry in beat.schedule.items() if entry.is_due().is_due}
        beat.close()
    return found & NIGHTLY_TILL_THEN


def test_a_night_without_beat_is_made_up_for(tmp_path: Path) -> None:
    assert due(tmp_path / "kept", EVENING) == set()
    assert due(tmp_path / "kept", NEXT_NIGHT) == NIGHTLY_TILL_THEN


def test_without_the_file_it_would_be_lost(tmp_path: Path) -> None:
    """Why docker-compose.yml keeps it in a volume (tests/installation/test_files.py)."""
    assert due(tmp_path / "new", NEXT_NIGHT) == set()
