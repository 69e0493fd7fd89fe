"""The agenda: standing items put there by the portal, the group's own, their order and their papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from meetings.actions.locking import lock_unclosed, out_of_order
from meetings.enums import ItemKind
from meetings.models import AgendaItem, Meeting, Paper
from portal import history
from portal.documents import kind_of, safe_name

FIXED_ITEMS = (ItemKind.DECLARATIONS, ItemKind.COMPETITION, ItemKind.ACTIONS, ItemKind.UPDATE)
CONTENT = ("title", "details", "subject", "led_by")
MOST_ITEMS, MOST_PAPERS = 40, 10
Move = Literal["up", "down"]


def add_fixed_items(meeting: Meeting, *, by: User | None) -> None:
    """The standing items that the meeting's agenda lacks, after what is there; call it under the meeting's lock."""
    there = {item.kind: item.position for item in meeting.items.on_agenda()}
    last = max(there.values(), default=0)
    for place, kind in enumerate((kind for kind in FIXED_ITEMS if kind not in there), start=last + 1):
        item = AgendaItem(meeting=meeting, kind=kind, title=kind.label, position=place)
        history.save(item, by=by, why="Put on the agenda by the portal")


@transaction.atomic
def add_item(*, meeting: Meeting, answers: Mapping[str, Any], by: User) -> AgendaItem:
    """An item of the group's own at the end of the agenda. `answers`: as CONTENT names.

    Raises Conflict where the minutes are agreed, the meeting is called off, or the agenda is full.
    """
    meeting = lock_unclosed(meeting)
    add_fixed_items(meeting, by=by)
    items = list(meeting.items.on_agenda())
    if len(items) >= MOST_ITEMS:
        raise out_of_order(meeting, f"An agenda holds {MOST_ITEMS} items at most.")
    item = AgendaItem(meeting=meeting, position=items[-1].position + 1, **{name: answers[name] for name in CONTENT})
    return history.save(item, by=by, why="Put on the agenda")


@transaction.atomic
def change_item(*, item: AgendaItem, answers: Mapping[str, Any], by: User) -> AgendaItem:
    """What it says and who leads it; a standing item keeps its title. Raises Conflict as `add_item` does."""
    item = _lock_item(item)
    fields = [name for name in CONTENT if not (item.is_fixed and name in ("title", "subject"))]
    for name in fields:
        setattr(item, name, answers[name])
    return history.save(item, by=by, why="Agenda item changed", fields=fields)


@transaction.atomic
def move_item(*, item: AgendaItem, to: Move, by: User) -> None:
    """One place up or down; the first stays first and the last last."""
    item = _lock_item(item)
    items = list(item.meeting.items.on_agenda())
    here = items.index(item)
    there = max(here - 1, 0) if to == "up" else min(here + 1, len(items) - 1)
    items.insert(there, items.pop(here))
    for place, agenda_item in enumerate(items, start=1):
        if agenda_item.position != place:
            agenda_item.position = place
            history.save(agenda_item, by=by, why="Agenda put in order", fields=["position"])


@transaction.atomic
def drop_item(*, item: AgendaItem, by: User, now: datetime) -> None:
    """Off the agenda. Raises Conflict for a standing item, and for one on which something is recorded."""
    item = _lock_item(item)
    if item.is_fixed:
        raise out_of_order(item.meeting, "A standing item stays on the agenda.")
    item.dropped_at, item.dropped_by = now, by
    history.save(item, by=by, why="Taken off the agenda", fields=["dropped_at", "dropped_by"])


# --- papers ----------------------------------------------------------------------------------------------------------
@transaction.atomic
def add_paper(*, item: AgendaItem, name: str, data: bytes, by: User, now: datetime) -> Paper:
    """A document (PDF, DOCX or ODT, judged by its content) for an item, under a name that is safe to save.

    Raises ValueError for any other content, Conflict as `add_item` does and for one paper too many.
    """
    item, kind = _lock_item(item), kind_of(data)
    if not kind:
        raise ValueError("The content is no PDF, DOCX or ODT document")
    if item.papers.filter(removed_at=None).count() >= MOST_PAPERS:
        raise out_of_order(item.meeting, f"An item holds {MOST_PAPERS} papers at most.")
    paper = Paper(item=item, name=safe_name(name, kind), size=len(data), added_at=now, added_by=by)
    paper.file.save(f"paper.{kind}", ContentFile(data), save=False)
    return history.save(paper, by=by, why="Paper added")


@transaction.atomic
def remove_paper(*, paper: Paper, by: User, now: datetime) -> None:
    """No longer shown or handed out; the file stays with the record. Twice does once."""
    _lock_item(paper.item)
    paper.refresh_from_db()
    if paper.removed_at is None:
        paper.removed_at, paper.removed_by = now, by
        history.save(paper, by=by, why="Paper removed", fields=["removed_at", "removed_by"])


# --- locks -----------------------------------------------------------------------------------------------------------
def _lock_item(item: AgendaItem) -> AgendaItem:
    meeting = lock_unclosed(item.meeting)
    item = AgendaItem.objects.get(pk=item.pk)
    item.meeting = meeting
    if item.dropped_at:
        raise out_of_order(meeting, "This item was taken off the agenda.")
    return item
