"""Storing answers about groups, and previews. Doing it twice, late, or in two workers changes nothing."""

from oversight.actions.general_duties import keep_general_duties
from oversight.actions.of_officials import groups_of_official
from oversight.actions.previews import ask_preview, compare_part, lease_parts
from oversight.actions.snapshots import finish_day, take_snapshots
from oversight.actions.storing import store
from oversight.actions.sweep_parts import lease_sweep_parts, sweep_part
from oversight.actions.sweeping import sweep, sweep_night

__all__ = [
    "ask_preview",
    "compare_part",
    "finish_day",
    "groups_of_official",
    "keep_general_duties",
    "lease_parts",
    "lease_sweep_parts",
    "store",
    "sweep",
    "sweep_night",
    "sweep_part",
    "take_snapshots",
]
