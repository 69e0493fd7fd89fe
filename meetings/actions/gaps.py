"""What the record of a meeting lacks before it can be closed, person by person, and the way to put each right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from conflicts.enums import Measure
from conflicts.models import Handling, Interest
from meetings.actions.record import Rows, rows_of
from meetings.enums import Check, Presence
from meetings.models import AgendaItem, Attendance, ItemAbsence, Meeting, Motion

LEAVES = {Measure.LEAVE_FOR_ITEM, Measure.STEP_DOWN}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: in words, with the page that puts it right ("" where none can any more).

    `key` stays the same for the same thing. Where `is_explainable`, a reason in the minutes does instead.
    """

    key: str
    text: str
    href: str = ""
    link: str = ""
    is_explainable: bool = False


def gaps_of(meeting: Meeting, rows: Rows | None = None) -> list[Gap]:
    """What is missing, what no reason replaces first; a fixed number of statements. `rows` as `record.facts_of`."""
    if meeting.held_on is None:
        return [Gap("held", "It is not recorded who came.", *_record(meeting))]
    rows = rows or rows_of(meeting)
    came = [attendance for attendance in rows.attendances if attendance.presence == Presence.CAME]
    return [*_must(meeting, came, rows.motions), *_undeclared(meeting, came), *_not_out(meeting, came, rows)]


def lacking(meeting: Meeting, reasons: Mapping[str, object] | None, rows: Rows | None = None) -> list[Gap]:
    """What keeps the meeting from being closed: the gaps that no reason (by key) explains."""
    return [gap for gap in gaps_of(meeting, rows) if not (gap.is_explainable and gap.key in (reasons or {}))]


def _url(name: str, meeting: Meeting, *more: int) -> str:
    return reverse(f"meetings:{name}", args=[meeting.group_id, meeting.pk, *more])


def _record(meeting: Meeting) -> tuple[str, str]:
    return _url("record", meeting), "Record who came"


def _must(meeting: Meeting, came: list[Attendance], motions: list[Motion]) -> list[Gap]:
    href, results = _url("record", meeting), []
    if names := [attendance.person.name for attendance in came if not attendance.check_answer]:
        text = f"The check for declarations is missing for {' and '.join(names)}."
        results.append(Gap("check", text, href, "Record what they answered"))
    elif not meeting.declarations_checked:
        results.append(Gap("check", "The check for declarations is not recorded.", *_record(meeting)))
    if meeting.competition_statement is None:
        text = "It is not recorded whether the competition statement was read, or another step taken in its place."
        results.append(Gap("statement", text, href, "Record whether it was read"))
    elif not meeting.competition_statement:
        text = "The competition statement was not read, nor another step taken in its place."
        results.append(Gap("statement", text, href, "Correct the record", is_explainable=True))
    results += [
        Gap(
            f"motion-{motion.pk}",
            "A motion of the meeting is still open for votes.",
            motion.get_absolute_url(),
            "See the motion",
        )
        for motion in motions
        if motion.is_open
    ]
    return results


# --- declared, and not on the register -------------------------------------------------------------------------------
def on_register(meeting: Meeting, people: Iterable[int]) -> set[int]:
    """Who of these (by key) has put an interest on the register since the meeting's day, or the chair for them."""
    people = list(people)
    if not people:
        return set()
    interests = Interest.objects.filter(declaration__group=meeting.group_id, declaration__person__in=people)
    since = interests.filter(declaration__declared_on__gte=meeting.day)
    return set(since.values_list("declaration__person", flat=True))


def _undeclared(meeting: Meeting, came: list[Attendance]) -> list[Gap]:
    said = [attendance for attendance in came if attendance.check_answer == Check.DECLARED]
    there = on_register(meeting, [attendance.person_id for attendance in said])
    return [
        Gap(
            f"declared-{attendance.person_id}",
            f"{attendance.person.name} declared something new, and it is not on the register of interests.",
            _url("declare_for", meeting, attendance.person_id),
            "Record what was declared",
            is_explainable=True,
        )
        for attendance in said
        if attendance.person_id not in there
    ]


# --- barred, there, and not recorded as out --------------------------------------------------------------------------
def _not_out(meeting: Meeting, came: list[Attendance], rows: Rows) -> list[Gap]:
    """Who is to leave for what an item or motion decides, came, and is not recorded as out for it."""
    names = {attendance.person_id: attendance.person.name for attendance in came}
    motions, items = [row for row in rows.motions if not row.is_open], rows.items
    bars = list(Handling.objects.barring(meeting.group, meeting.day)) if items else []
    out = _out(items, motions)
    gaps = []
    for item in items:
        own = [motion for motion in motions if motion.item_id == item.pk]
        must = _must_leave(item.subject, bars) | {person for motion in own for person in _barred(motion)}
        gaps += [_gap(meeting, names[key], key, item) for key in sorted(must & names.keys() - out["item", item.pk])]
    for motion in motions:
        if motion.item_id is None:
            must = _barred(motion) & names.keys() - out["motion", motion.pk]
            gaps += [_motion_gap(motion, names[key], key) for key in sorted(must)]
    return gaps


def _must_leave(subject: str, bars: list[Handling]) -> set[int]:
    leaving = [bar for bar in bars if subject and bar.measure in LEAVES and bar.bars_from(subject)]
    return {bar.interest.declaration.person_id for bar in leaving}


def _barred(motion: Motion) -> set[int]:
    return {person["person"] for person in (motion.outcome or {}).get("barred", []) if person["measure"] in LEAVES}


def _out(items: list[AgendaItem], motions: list[Motion]) -> dict[tuple[str, int], set[int]]:
    """Who is recorded as out, by item and by motion."""
    results: dict[tuple[str, int], set[int]] = {("item", item.pk): set() for item in items}
    results |= {("motion", motion.pk): set() for motion in motions}
    of_items = ItemAbsence.objects.filter(item__in=items, struck_at=None)
    for item, person in of_items.values_list("item", "person"):
        results["item", item].add(person)
    for motion, item, person in ItemAbsence.objects.filter(motion__in=motions).values_list(
        "motion", "motion__item", "person"
    ):
        results["motion", motion].add(person)
        if ("item", item) in results:
            results["item", item].add(person)
    return results


def _gap(meeting: Meeting, name: str, person: int, item: AgendaItem) -> Gap:
    text = f"{name} is to leave for “{item.title}”, came to the meeting, and is not recorded as out for it."
    href = _url("item_left", meeting, item.pk)
    return Gap(f"out-{item.pk}-{person}", text, href, "Record who left", is_explainable=True)


def _motion_gap(motion: Motion, name: str, person: int) -> Gap:
    text = f"{name} was to leave for the motion “{motion.text[:80]}”, and is not recorded as out for it."
    href = motion.get_absolute_url()
    return Gap(f"out-motion-{motion.pk}-{person}", text, href, "See the motion", is_explainable=True)
