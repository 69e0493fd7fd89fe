"""Terms of chairs: which go on after a day, and whether a change of chair may be arranged beside the others."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from groups.models import Group
from members.models import ChairAppointment, HandOver, Membership
from portal.exceptions import Conflict

MOST_CHAIRS = 2


def refuse_unfit(hand_over: HandOver, on: date) -> None:
    """One or two chairs from the day on, a person once, each an employer member then. Under the group's lock."""
    group, day, successor = hand_over.group, hand_over.takes_place_on, hand_over.successor
    staying = terms_after(day, group)
    others = list(HandOver.objects.waiting().filter(group=group).exclude(pk=hand_over.pk).select_related("leaving"))
    if hand_over.leaving:
        if not staying.filter(pk=hand_over.leaving.pk, started_on__lte=on).exists():
            raise refused(group, "The person who hands over does not chair the group then.")
        if any(other.leaving_id == hand_over.leaving.pk for other in others):
            raise refused(group, f"{hand_over.leaving.person} hands over already. Withdraw that proposal first.")
        staying = staying.exclude(pk=hand_over.leaving.pk)
    people = set(staying.values_list("person", flat=True))
    if successor is None and not people:
        raise refused(group, "A group has one chair or two co-chairs.")
    if successor is not None:
        _refuse_successor(hand_over, people, others)
    if _most_chairs([hand_over, *others], group) > MOST_CHAIRS:
        raise refused(group, "A group has one chair or two co-chairs, those who are proposed among them.")


def _refuse_successor(hand_over: HandOver, people: set[int], others: list[HandOver]) -> None:
    """Who chairs already, is proposed already, is no employer member on the day, or could not accept."""
    group, successor = hand_over.group, hand_over.successor
    assert successor is not None
    if successor.pk in people:
        raise refused(group, f"{successor} chairs the group already.")
    if any(other.successor_id == successor.pk for other in others):
        raise refused(group, f"{successor} is proposed as chair already.")
    serving = Membership.objects.current(hand_over.takes_place_on).employers().filter(group=group)
    if not serving.filter(person=successor).exists():
        raise refused(group, f"{successor} is not an employer member of the group on that day.")
    if successor.user_id is None:
        raise refused(group, f"{successor} has no account on the portal yet, and could not accept.")


def _most_chairs(changes: list[HandOver], group: Group) -> int:
    """How many would chair at once, on the fullest day from the first change on, if all of them took place."""
    first = changes[0].takes_place_on
    terms = list(terms_after(first, group))
    days = {first, *(change.takes_place_on for change in changes), *(term.started_on for term in terms)}
    return max(len(_chairing(day, terms, changes)) for day in days if day >= first)


def _chairing(day: date, terms: list[ChairAppointment], changes: list[HandOver]) -> set[int]:
    """Whoever chairs on that day, by the dated terms and by the changes that have taken place by then."""
    held = [term for term in terms if term.started_on <= day and (term.ended_on is None or term.ended_on > day)]
    done = [change for change in changes if change.takes_place_on <= day]
    gone = {hand_over.leaving_id for hand_over in done}
    return {term.person_id for term in held if term.pk not in gone} | {
        hand_over.successor_id for hand_over in done if hand_over.successor_id
    }


def terms_after(day: date, group: Group) -> QuerySet[ChairAppointment]:
    """Terms that go on after the day, or begin after it; those that never begin are left out."""
    terms = ChairAppointment.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), group=group)
    return terms.exclude(ended_on__lte=F("started_on"))


def refused(group: Group, message: str) -> Conflict:
    return Conflict(message, next_href=reverse("chairs:chairs", args=[group.pk]), next_text="See who chairs the group")


def is_over(hand_over: HandOver) -> Conflict:
    is_off = hand_over.called_off_at is not None
    by, at = ("called_off_by", "called_off_at") if is_off else ("confirmed_by", "confirmed_at")
    return Conflict(
        "This change of chair was called off." if is_off else "This change of chair has taken place.",
        by=str(getattr(hand_over, by)),
        at=getattr(hand_over, at),
        next_href=reverse("chairs:chairs", args=[hand_over.group_id]),
        next_text="See who chairs the group",
    )
