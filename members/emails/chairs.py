"""Messages about a change of chair, and about who guides a new one; each is a row in the caller's transaction."""

from typing import Protocol

from django.urls import reverse

from members.emails import _send
from members.models import HandOver, Mentoring, Person


class AboutHandOver(Protocol):
    """A message about a change of chair, to one of those whom it concerns."""

    def __call__(self, hand_over: HandOver, *, to: str, name: str) -> None: ...


def hand_over_proposed(hand_over: HandOver, *, to: str, name: str) -> None:
    """To the person proposed: accept or decline."""
    _hand_over(hand_over, "proposed", "You are proposed as chair: accept or decline", to=to, name=name)


def hand_over_arranged(hand_over: HandOver, *, to: str, name: str) -> None:
    """To those who lead the group and the product manager: the person proposed is asked."""
    _hand_over(hand_over, "arranged", "A change of chair is proposed", to=to, name=name)


def hand_over_accepted(hand_over: HandOver, *, to: str, name: str) -> None:
    """To the same: nothing is missing but the product manager's confirmation."""
    _hand_over(hand_over, "accepted", "A change of chair waits for confirmation", to=to, name=name)


def hand_over_confirmed(hand_over: HandOver, *, to: str, name: str) -> None:
    _hand_over(hand_over, "confirmed", "The change of chair is confirmed", to=to, name=name)


def hand_over_called_off(hand_over: HandOver, *, to: str, name: str) -> None:
    _hand_over(hand_over, "called_off", "The change of chair is called off", to=to, name=name)


def _hand_over(hand_over: HandOver, event: str, subject: str, *, to: str, name: str) -> None:
    group = hand_over.group
    _send(
        to,
        f"{subject}: {group.name}",
        f"hand_over_{event}",
        f"hand-over-{event}-{hand_over.pk}-{to}",
        group=group,
        path=hand_over.get_absolute_url(),
        hand_over=hand_over,
        name=name,
    )


def mentor_asked(mentoring: Mentoring, *, to: str, name: str) -> None:
    """To the product manager: a chair wants an experienced chair as mentor."""
    _mentor(mentoring, f"{mentoring.appointment.person} asks for a mentor", "mentor_asked", to=to, name=name)


def mentor_found(mentoring: Mentoring, *, to: str, name: str, other: Person) -> None:
    """To the chair and to the mentor: who the other is. Both agreed to it."""
    is_mentor = other == mentoring.appointment.person
    more = {"other": other, "is_mentor": is_mentor}
    subject = f"You guide {other.name}" if is_mentor else f"{other.name} guides you as chair"
    _mentor(mentoring, subject, "mentor_found", to=to, name=name, path="/home/" if is_mentor else "", **more)


def _mentor(
    mentoring: Mentoring, subject: str, template: str, *, to: str, name: str, path: str = "", **more: object
) -> None:
    group = mentoring.appointment.group
    page = path or reverse("members:chairs", args=[group.pk])
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
