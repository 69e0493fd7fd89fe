"""The items of an agenda with what their meeting's page shows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from conflicts.enums import BARRING, Measure
from conflicts.models import Handling
from meetings.enums import ItemKind
from meetings.models import AgendaItem, ItemAbsence, Meeting, Motion

COLOURS = {Measure.LEAVE_FOR_ITEM: "orange", Measure.STEP_DOWN: "red"}
TEXTS = {Measure.NO_VOTE: "Does not vote", Measure.LEAVE_FOR_ITEM: "Leaves for this item"}


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody who may not decide what an item decides; the reason stands on the register, for who sees that."""

    person: int
    name: str
    text: str
    colour: str
    leaves: bool


def shown_items(meeting: Meeting, motions: Iterable[Motion]) -> list[AgendaItem]:
    """In order, each with `leader`, `statement` (what is read out), `barred`, `left` (absences) and `item_motions`.

    `motions`: those put in the meeting. Four statements at most, however many items.
    """
    items = list(meeting.items.on_agenda().with_papers())
    bars = _bars(meeting) if any(item.subject for item in items) else []
    left, own = defaultdict(list), defaultdict(list)
    for absence in ItemAbsence.objects.filter(item__in=items, struck_at=None).select_related("person"):
        left[absence.item_id].append(absence)
    for motion in motions:
        own[motion.item_id].append(motion)
    for item in items:
        item.meeting, item.leader, item.barred = meeting, _leader(item), _barred(item, bars)
        item.left, item.item_motions = left[item.pk], own[item.pk]
        item.statement = settings.COMPETITION_STATEMENT.splitlines() if item.kind == ItemKind.COMPETITION else []
    return items


def barred_from(item: AgendaItem) -> list[Barred]:
    """Who is barred from what the item decides, by name."""
    return _barred(item, _bars(item.meeting)) if item.subject else []


def _bars(meeting: Meeting) -> list[Handling]:
    return list(Handling.objects.barring(meeting.group, meeting.day))


def _leader(item: AgendaItem) -> str:
    if item.led_by:
        return item.led_by.name
    return "the product manager" if item.kind == ItemKind.UPDATE else ""


def _barred(item: AgendaItem, bars: list[Handling]) -> list[Barred]:
    """Each person once, with the strictest measure."""
    results = {}
    for bar in sorted(bars, key=lambda entry: BARRING.index(Measure(entry.measure))):
        if item.subject and bar.bars_from(item.subject):
            person, measure = bar.interest.declaration.person, Measure(bar.measure)
            text, leaves = TEXTS.get(measure, measure.label), measure != Measure.NO_VOTE
            results[person.pk] = Barred(person.pk, person.name, text, COLOURS.get(measure, "grey"), leaves)
    return sorted(results.values(), key=lambda row: row.name.casefold())
