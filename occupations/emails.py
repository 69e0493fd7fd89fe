"""Messages to officials about the routes they look after; each is a row in the caller's transaction."""

from django.conf import settings

from accounts.models import User
from occupations.models import RouteOfficial
from portal import mail
from portal.links import absolute


def route_given(appointment: RouteOfficial, *, by: User | None) -> None:
    _tell(appointment, "route_given", f"You look after {appointment.route}", by)


def route_ended(appointment: RouteOfficial, *, by: User | None) -> None:
    _tell(appointment, "route_ended", f"You no longer look after {appointment.route}", by)


def _tell(appointment: RouteOfficial, event: str, subject: str, by: User | None) -> None:
    mail.write(
        f"occupations.{event}",
        to=appointment.user.email,
        subject=subject,
        key=f"{event}-{appointment.pk}",
        appointment=appointment,
        who=str(by) if by else settings.REGULATOR_NAME,
        link=absolute(appointment.route.get_officials_url()),
    )
