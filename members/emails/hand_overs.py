from typing import Protocol

from members.emails import _send
from members.models import HandOver


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
