"""The pictures of a page: `{% load pictures %}`. docs/frontend.md shows each in use, `portal.pictures` what it takes.

A drawing is hidden from screen readers, for its numbers stand beside it; `label` says them where they do not.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal import pictures

register = template.Library()
COMPONENTS = "components/"
Week = tuple[int, str]
Stack = Sequence[tuple[str, float]]


@register.simple_block_tag(takes_context=False)
def figure(content: SafeString, caption: str) -> SafeString:
    """`{% figure "3 of 29 are at risk" %}…{% endfigure %}`: a picture and its table; the caption is the message."""
    return render_to_string(COMPONENTS + "figure.html", {"content": content, "caption": caption})


@register.inclusion_tag(COMPONENTS + "picture.html")
def meter(value: float, whole: float, label: str = "") -> dict[str, object]:
    """How much of the whole: `{% meter 9 11 %}`."""
    return _drawn(pictures.meter(value, whole), "meter", label)


@register.inclusion_tag(COMPONENTS + "picture.html")
def stacked_row(counts: Stack, longest: float, label: str = "") -> dict[str, object]:
    """Pairs of kind and count beside one another, on the scale of the longest row."""
    return _drawn(pictures.stacked_row(counts, longest), "row", label)


@register.inclusion_tag(COMPONENTS + "picture.html")
def ribbon(weeks: Sequence[Week | None], label: str = "") -> dict[str, object]:
    """Pairs of blockers and level of risk, a week each, the oldest first; None where nothing is known of a week."""
    return _drawn(pictures.ribbon(weeks), "ribbon", label)


@register.inclusion_tag(COMPONENTS + "picture.html")
def column_picture(stacks: Sequence[Stack | None], label: str = "") -> dict[str, object]:
    """Pairs of kind and count, stacked, a column a time, the oldest first; None where nothing is known."""
    return _drawn(pictures.columns(stacks), "columns", label)


@register.inclusion_tag(COMPONENTS + "lane.html")
def lane(started_on: date, due_on: date, today: date, window: tuple[date, date], label: str = "") -> dict[str, object]:
    """A time that runs, in a window of two days."""
    return {"marks": pictures.lane(started_on, due_on, today, window), "label": label}


@register.inclusion_tag(COMPONENTS + "tiles.html")
def region_tiles(tiles: Iterable[pictures.Tile], beside: str) -> dict[str, object]:
    """Regions near where they lie; `beside` names what the second share is of."""
    return {"tiles": list(tiles), "beside": beside}


@register.inclusion_tag(COMPONENTS + "risk_key.html")
def risk_key() -> dict[str, object]:
    """Which colour is which level of risk; above every picture that has them."""
    names = ("At risk", "Watch", "Mitigated", "No risk")
    keys = [pictures.stacked_row([(kind, 1)], 1) for kind in pictures.RISK_KINDS]
    return {"keys": [{"picture": key, "name": name} for key, name in zip(keys, names, strict=True)]}


def _drawn(picture: pictures.Picture, shape: str, label: str) -> dict[str, object]:
    return {"picture": picture, "shape": shape, "label": label}
