"""Storing assessments and previews. Doing it twice, late, or in two workers changes nothing."""

from oversight.actions.previews import ask_preview, compare_part, lease_parts
from oversight.actions.storing import store
from oversight.actions.sweeping import sweep, sweep_night, take_snapshots

__all__ = ["ask_preview", "compare_part", "lease_parts", "store", "sweep", "sweep_night", "take_snapshots"]
