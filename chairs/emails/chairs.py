"""Messages about a change of chair, and about who guides a new one; each is a row in the caller's transaction."""

from django.urls import reverse

from chairs.models import Mentoring
from members.emails import _send
from members.models import Person


def mentor_asked(mentoring: Mentoring, *, to: str, name: str) -> None:
    """To the product manager: a chair wants an experienced chair as mentor."""
    _mentor(mentoring, f"{mentoring.appointment.person} asks for a mentor", "mentor_asked", to=to, name=name)


def mentor_arranged(mentoring: Mentoring, *, to: str, name: str, other: Person) -> None:
    """To the chair and to the mentor: who the other is. Both agreed to it."""
    is_mentor = other == mentoring.appointment.person
    more = {"other": other, "is_mentor": is_mentor}
    subject = f"You guide {other.name}" if is_mentor else f"{other.name} guides you as chair"
    _mentor(mentoring, subject, "mentor_found", to=to, name=name, path="/home/" if is_mentor else "", **more)


def _mentor(
    mentoring: Mentoring, subject: str, template: str, *, to: str, name: str, path: str = "", **more: object
) -> None:
    group = mentoring.appointment.group
    page = path or reverse("chairs:chairs", args=[group.pk])
    _send(
        to,
        subject,
        template,
        f"{template}-{mentoring.pk}-{to}",
        group=group,
        path=page,
        mentoring=mentoring,
        name=name,
        **more,
    )
