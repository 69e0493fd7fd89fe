"""When officials are away: recorded, covered, struck. Nothing is deleted."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Absence, User
from officials import emails
from officials.rules import absences as rules
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def record(
    *, user: User, first_day: date, last_day: date, cover: User | None, by: User | None, now: datetime
) -> Absence:
    """An official's days away, both included, and who covers; the cover, and the official where `by` is somebody else,
    are told.

    `by` is None for a command on the server. Raises PermissionDenied, and ValidationError for days or a cover that
    cannot be. A cover who is away as well, or whose account is closed, is not refused: the page warns.
    """
    on = timezone.localdate(now)
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if by is not None and by != user and not rules.recordable(by, on).filter(pk=user.pk).exists():
        raise PermissionDenied("The route manager or an administrator records it for another official.")
    _check_days(first_day, last_day, on)
    _check_cover(user, cover)
    absence = Absence(user=user, first_day=first_day, last_day=last_day, cover=cover, recorded_on=on, recorded_by=by)
    history.save(absence, by=by, why="Recorded")
    if cover is not None:
        emails.cover_named(absence, by=by, now=now)
    emails.absence_recorded(absence, by=by)
    return absence


@transaction.atomic
def change_cover(*, absence: Absence, cover: User | None, seen: int | None, by: User, now: datetime) -> Absence:
    """Name who covers, or nobody; `seen` is the key of the cover that the form showed. The former cover and the new
    one are told.

    Raises PermissionDenied, ValidationError for a cover that cannot be, and Conflict where it is over or struck, or
    somebody else changed it in between.
    """
    absence = _lock(absence, by, now)
    if absence.last_day < timezone.localdate(now):
        raise _conflict(absence, "The absence is over: who covered is not changed any more.", "Over")
    if absence.cover_id != seen:
        state = f"{absence.cover.name} covers" if absence.cover else "Nobody covers"
        raise _conflict(absence, "Somebody else has changed who covers.", state)
    former = absence.cover
    if cover == former:
        return absence
    _check_cover(absence.user, cover)
    absence.cover = cover
    history.save(absence, by=by, why="Cover changed" if cover else "Cover taken back", fields=["cover"])
    if former is not None:
        emails.cover_ended(absence, former, by=by, now=now)
    if cover is not None:
        emails.cover_named(absence, by=by, now=now)
    return absence


@transaction.atomic
def strike(*, absence: Absence, by: User, now: datetime) -> Absence:
    """From now on it counts as if it never was; it stays on record. The cover, and the official where `by` is
    somebody else, are told. Raises PermissionDenied, and Conflict where it is struck already."""
    absence = _lock(absence, by, now)
    absence.struck_at, absence.struck_by = now, by
    history.save(absence, by=by, why="Struck", fields=["struck_at", "struck_by"])
    if absence.cover is not None:
        emails.cover_ended(absence, absence.cover, by=by, now=now)
    emails.absence_struck(absence, by=by)
    return absence


def _lock(absence: Absence, by: User, now: datetime) -> Absence:
    rows = Absence.objects.select_for_update(of=("self",)).select_related("user", "cover", "struck_by")
    locked = rows.get(pk=absence.pk)
    if not rules.may_change(by, locked, timezone.localdate(now)):
        raise PermissionDenied("The official, the route manager or an administrator changes it.")
    if locked.is_struck:
        raise _conflict(locked, "The absence was struck.", "Struck")
    return locked


def _check_days(first_day: date, last_day: date, on: date) -> None:
    if last_day < first_day:
        raise ValidationError({"last_day": "The last day must be the same as or after the first day"})
    if first_day < (earliest := rules.earliest(on)):
        raise ValidationError({"first_day": f"The first day must be {earliest:%-d %B %Y} or later"})
    if last_day > (latest := rules.latest(on)):
        raise ValidationError({"last_day": f"The last day must be {latest:%-d %B %Y} or earlier"})


def _check_cover(user: User, cover: User | None) -> None:
    if cover is not None and (cover == user or cover.official_role != user.official_role):
        role = user.get_official_role_display().lower()
        raise ValidationError({"cover": f"Whoever covers for {user.name} must be another {role}"})


def _conflict(absence: Absence, message: str, state: str) -> Conflict:
    who = str(absence.struck_by) if absence.struck_by else ""
    return Conflict(
        message, state=state, by=who, next_href=absence.get_absolute_url(), next_text="See the absence as it is"
    )
