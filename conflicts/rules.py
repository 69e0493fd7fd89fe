"""What declared interests and their handling mean for a group: who is barred from what."""

from __future__ import annotations

from datetime import date

from conflicts.enums import BARRING, Subject
from conflicts.models import Handling
from groups.models import Group


def barred(group: Group, subject: Subject, on: date) -> dict[int, Handling]:
    """Who may not vote on the subject on that day, by the key of the person, each with the handling that says so.

    Only a recorded handling of a current interest bars anybody; the newest of an interest holds. Where several bar a
    person, the strictest comes, and of equals the newest. One statement.
    """
    found = [h for h in Handling.objects.barring(group, on) if h.bars_from(subject)]
    found.sort(key=lambda h: (BARRING.index(h.measure), h.recorded_on, h.pk))
    return {handling.interest.declaration.person_id: handling for handling in found}
