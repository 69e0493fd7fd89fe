"""Storing assessments. Doing it twice, late, or in two workers changes nothing."""

from oversight.actions.storing import store
from oversight.actions.sweeping import sweep, sweep_night, take_snapshots

__all__ = ["store", "sweep", "sweep_night", "take_snapshots"]
