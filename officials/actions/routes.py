"""Who looks after a route, and the officials that a command on the server adds."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from occupations import emails
from occupations.enums import LOOK_AFTER_ROUTES
from occupations.models import Occupation, Route, RouteOfficial
from officials.actions.accounts import require_administrator
from officials.actions.invitations import add_on_server
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def set_route(*, occupation: Occupation, route: Route, by: User) -> Occupation:
    """An administrator puts an occupation that is in no route into one. Raises NotAllowed, and Conflict where it has
    one: the official export moves it then."""
    require_administrator(by)
    occupation = Occupation.objects.select_for_update(of=("self",)).select_related("route").get(pk=occupation.pk)
    if occupation.route:
        raise Conflict("The occupation is in a route already", state=str(occupation.route))
    occupation.route = route
    return history.save(occupation, by=by, why="Route chosen, so that somebody can decide", fields=["route"])


@transaction.atomic
def appoint_route_official(
    *, route: Route, user: User, started_on: date, by: User | None, reason: str
) -> RouteOfficial:
    """An official's time on a route, from `started_on` on; `reason` is kept as the note. The official is told.

    `by` is an administrator, or None for a command on the server. Raises NotAllowed, and ValidationError where the user
    is no product, route or assurance manager with an open account, or has the route in that time.
    """
    if by is not None:
        require_administrator(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.official_role not in LOOK_AFTER_ROUTES or not user.is_active:
        raise ValidationError("Only an official of the regulator who manages something can be given a route")
    appointment = RouteOfficial(route=route, user=user, started_on=started_on, note=reason)
    appointment.full_clean()
    try:
        with transaction.atomic():
            history.save(appointment, by=by, why=reason or "Appointed")
    except IntegrityError as problem:  # somebody else did it between the check and now
        raise ValidationError("This official already has this route in that time") from problem
    emails.route_given(appointment, by=by)
    return appointment


@transaction.atomic
def end_route_official(*, appointment: RouteOfficial, ended_on: date, by: User | None, reason: str) -> RouteOfficial:
    """End it; `ended_on` is the first day no longer served. The official is told.

    Raises NotAllowed, ValidationError for a day before the start, Conflict where it has ended already.
    """
    if by is not None:
        require_administrator(by)
    people = RouteOfficial.objects.select_for_update(of=("self",)).select_related("user", "route")
    appointment = people.get(pk=appointment.pk)
    if appointment.ended_on:
        raise Conflict(
            "This has ended already",
            state=f"Ended on {date_format(appointment.ended_on, 'j F Y')}",
            next_href=appointment.route.get_officials_url(),
            next_text="See who looks after the route",
        )
    if ended_on < appointment.started_on:
        raise ValidationError({"ended_on": f"The day must be {appointment.started_on:%-d %B %Y} or later"})
    appointment.ended_on, appointment.end_note = ended_on, reason
    history.save(appointment, by=by, why=reason or "Ended", fields=["ended_on", "end_note"])
    emails.route_ended(appointment, by=by)
    return appointment


@transaction.atomic
def add_official(
    *, email: str, name: str, role: str, routes: Iterable[Route], reason: str, now: datetime
) -> tuple[User, bool, list[RouteOfficial]]:
    """What `manage.py add_official` does: an official, and from today the routes that they have not got yet; whether
    anything was done for the account, and the new appointments.

    All or nothing. Raises accounts.actions.NotAllowed, Conflict and ValidationError.
    """
    user, is_new = add_on_server(email=email, name=name, role=role, reason=reason, now=now)
    today, why = timezone.localdate(now), reason or "Added on the server"
    held = set(RouteOfficial.objects.filter(user=user, ended_on=None).values_list("route", flat=True))
    missing = [route for route in routes if route.pk not in held]
    return (
        user,
        is_new,
        [appoint_route_official(route=route, user=user, started_on=today, by=None, reason=why) for route in missing],
    )
