"""What a digest says, in which order; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from duties.enums import Step
from duties.models import DigestLine, Duty
from duties.rules.texts import what
from portal.calendar import add_working_days, subtract_working_days
from portal.text import plain_name

SOON = 5  # working days


class Item(NamedTuple):
    """A line: the group's reference, empty where it is of none; what is due, by when, and on which page."""

    reference: str
    what: str
    due_on: date | None
    link: str = ""

    @property
    def text(self) -> str:
        by = f", by {self.due_on:%-d %B %Y}" if self.due_on else ""
        line = f"{self.reference}: {self.what}{by}" if self.reference else f"{self.what}{by}"
        return f"{line}\n  {self.link}" if self.link else line


class Cover(NamedTuple):
    """For whom somebody covers, until which day, and how many duties are open of it."""

    name: str
    until: date
    duties: int

    @property
    def text(self) -> str:
        much = f"{self.duties} thing{'' if self.duties == 1 else 's'} to do"
        return f"You cover for {plain_name(self.name)} until {self.until:%-d %B %Y}: {much}"


class Section(NamedTuple):
    title: str
    lines: list[str]


class Content(NamedTuple):
    """`escalated` is overdue for long with somebody else, whom the reader follows in line."""

    overdue: Sequence[Item]
    escalated: Sequence[Item]
    soon: Sequence[Item]
    new: Sequence[Item]
    covers: Sequence[Cover]
    events: Sequence[str] = ()  # what happened, which asks nothing of the reader

    @property
    def sections(self) -> list[Section]:
        """Those with something in them, what matters most first."""
        titles = ("Overdue", "Overdue with others: you come next in line", "Due soon", "New")
        items = (self.overdue, self.escalated, self.soon, self.new)
        made = [Section(title, [item.text for item in of]) for title, of in zip(titles, items, strict=True)]
        made.append(Section("Yours while others are away", [cover.text for cover in self.covers]))
        made.append(Section("News", [*self.events]))
        return [section for section in made if section.lines]

    def __bool__(self) -> bool:
        return any(self)

    @property
    def only_subject(self) -> str:
        """What it says where nothing is to be done."""
        return "You cover for somebody who is away" if self.covers else "News of your groups"

    @property
    def duty_count(self) -> int:
        return len(self.overdue) + len(self.escalated) + len(self.soon) + len(self.new)


def content_of(
    lines: Iterable[DigestLine],
    covers: Sequence[Cover],
    events: Sequence[str],
    on: date,
    *,
    links: Mapping[int, str],
) -> Content:
    """Each duty once, by what it is on the day; in the order of their days, without one last. `links` lead to where
    each is done, by its key."""
    parts: dict[str, dict[int, Duty]] = {"overdue": {}, "escalated": {}, "soon": {}, "new": {}}
    own = [line.reminder.duty for line in lines if line.reminder.step != Step.ESCALATED]
    for duty in own:
        parts[_part(duty, on)][duty.pk] = duty
    for line in lines:
        if line.reminder.step == Step.ESCALATED and line.reminder.duty not in own:
            parts["escalated"][line.reminder.duty_id] = line.reminder.duty
    items = {name: _items(duties.values(), links) for name, duties in parts.items()}
    return Content(**items, covers=covers, events=events)


def is_first_of_week(on: date) -> bool:
    """Whether no working day of the same week comes before this one."""
    return subtract_working_days(on, 1).isocalendar()[:2] != on.isocalendar()[:2]


def _part(duty: Duty, on: date) -> str:
    if duty.is_overdue(on):
        return "overdue"
    return "soon" if duty.due_on and duty.due_on <= add_working_days(on, SOON) else "new"


def _items(duties: Iterable[Duty], links: Mapping[int, str]) -> list[Item]:
    in_order = sorted(duties, key=lambda duty: (duty.due_on or date.max, duty.pk))
    return [_item(duty, links.get(duty.pk, "")) for duty in in_order]


def _item(duty: Duty, link: str) -> Item:
    return Item(duty.group.reference if duty.group else "", what(duty), duty.due_on, link)
