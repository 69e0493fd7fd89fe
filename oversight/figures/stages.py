"""In which stage groups are, and for how long."""

from collections.abc import Iterable, Mapping
from typing import Any

from guidance.stage import Stage
from oversight.figures.figure import Figure, Row


def by_stage(medians: Iterable[Mapping[str, Any]], route: int | None = None) -> Figure:
    """From what the sweep kept of its day, over all routes or of one, in the order in which groups pass the stages."""
    counted = {
        entry["stage"]: entry
        for entry in medians
        if (entry["route"] == route if route else entry["all"]) and entry["stage"] not in ("", Stage.WITHDRAWN)
    }
    entries = [(stage, counted[stage]) for stage in Stage if stage in counted]
    rows = [
        Row((str(stage.label), entry["groups"], entry["median"], entry["longest"]), entry["groups"])
        for stage, entry in entries
    ]
    message = "No group is in a stage"
    if entries:
        stage, entry = max(entries, key=lambda pair: pair[1]["groups"])
        whole = sum(entry["groups"] for _, entry in entries)
        message = f"{stage.label}: {entry['groups']} of {whole} groups, for {entry['median']} days in the median"
    most = max((entry["groups"] for _, entry in entries), default=0)
    return Figure("Stages", message, ("Stage", "Groups", "Days in it, median", "Days in it, longest"), rows, most)
