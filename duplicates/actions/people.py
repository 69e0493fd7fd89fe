"""People who may be one person: somebody who was invited under two addresses, by one group or by two."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

from accounts.models import User
from conflicts.models import Interest
from duplicates.emails import pairs as emails
from duplicates.models import PersonDouble
from groups.models import Group
from guidance.vocabulary import Approval
from meetings.models import Attendance, MinutesAnswer, Reply, TravelClaim, Vote
from members.models import ChairAppointment, Membership, Person
from members.references import referenced
from members.rules import normalised, normalised_person
from members.similar import Names, equal, similar_names
from portal import history

NOUN = "Person"
LIST = "duplicates:person_duplicates"  # the page of those that wait
FILLED = ("phone",)
# Where one human being counts once: two rows of these for one thing cannot become one person's.
ONCE: tuple[tuple[Any, str, str], ...] = (
    (Attendance, "meeting", "are on the attendance list of one meeting"),
    (Reply, "meeting", "said whether they come to one meeting"),
    (Vote, "motion", "voted on one motion"),
    (MinutesAnswer, "minutes", "answered to the minutes of one meeting"),
    (TravelClaim, "meeting", "claimed travel to one meeting"),
)


# --- who may be one --------------------------------------------------------------------------------------------------
def proposals() -> dict[tuple[int, int], dict[str, Any]]:
    """Pairs of keys with what is told of each pair: equal names, and alike ones of people with one employer.

    Of several with one name, each is paired with the oldest, and with the oldest at the same employer. Names that are
    only alike mean different people too often where nothing else speaks for it.
    """
    names: Names = dict(Person.objects.filter(pk__in=referenced(Person)).order_by("pk").values_list("pk", "name"))
    same = equal(names, names, normalised_person)
    results = {pair: {"score": 100.0, "shares_employer": False} for pair in same}
    for people in _colleagues(names):
        scores = similar_names(people, names, normalised_person)
        results |= {pair: {"score": score, "shares_employer": True} for pair, score in scores.items()}
    return results


def _colleagues(names: Names) -> list[set[int]]:
    """People who work, or worked, for one employer, whichever group named it."""
    employed: dict[str, set[int]] = defaultdict(set)
    for person, employer in Membership.objects.values_list("person", "organisation__name").order_by():
        if person in names and (key := normalised(employer)):
            employed[key].add(person)
    return [people for people in employed.values() if len(people) > 1]


# --- whether they can become one -------------------------------------------------------------------------------------
def hindrances(pair: PersonDouble, on: date) -> list[str]:
    return [*_accounts(pair), *_terms(pair), *_registers(pair, on), *_counted(pair)]


def can_sign_in(person: Person) -> bool:
    return person.user is not None and person.user.is_active


def keepable(pair: PersonDouble) -> list[Person]:
    """Who signs in stays: nobody loses the way in. Of two who do not, the one that can be written to."""
    sides = [pair.first, pair.second]
    return next(
        (kept for has in (can_sign_in, _address) if len(kept := [person for person in sides if has(person)]) == 1),
        sides,
    )


def _address(person: Person) -> str:
    return person.email or ""


def _accounts(pair: PersonDouble) -> Iterator[str]:
    if can_sign_in(pair.first) and can_sign_in(pair.second):
        yield (
            "Both have an account to sign in with. Ask the person which address to keep; once an administrator has"
            " stopped the other account, the two can be merged."
        )


def _terms(pair: PersonDouble) -> Iterator[str]:
    """Two terms at once in one group, as a member or as its chair: one of them was never that of another person."""
    for model, verb in ((Membership, "serve on"), (ChairAppointment, "chair")):
        rows: Any = model.objects.filter(person__in=[pair.first, pair.second]).select_related("group")
        terms = list(rows.exclude(approval=Approval.DECLINED) if model is Membership else rows)
        mine, theirs = ([term for term in terms if term.person_id == pk] for pk in (pair.first_id, pair.second_id))
        groups = {term.group: None for term, other in product(mine, theirs) if _overlap(term, other)}
        for group in groups:
            yield (
                f"Both {verb} {group.name} ({group.reference}), or did, at the same time. If one of the two is there"
                " by mistake, the chair can end it on the day it began; otherwise they stay two."
            )


def _overlap(term: Any, other: Any) -> bool:
    """Whether two terms of one group have a day in common; a term that ended on its first day has none."""
    start, ends = max(term.started_on, other.started_on), [day for day in (term.ended_on, other.ended_on) if day]
    return term.group_id == other.group_id and (not ends or start < min(ends))


def _registers(pair: PersonDouble, on: date) -> Iterator[str]:
    """Interests of both on one group's register would become one person's, with handlings that may differ."""
    interests = Interest.objects.current(on).filter(declaration__person__in=[pair.first, pair.second])
    people: dict[int, set[int]] = defaultdict(set)
    for key, person in interests.values_list("declaration__group", "declaration__person"):
        people[key].add(person)
    both = [key for key, declared in people.items() if len(declared) > 1]
    for group in Group.objects.filter(pk__in=both).order_by("reference"):
        yield (
            f"Both have interests on the register of {group.name} ({group.reference}). Those of the address that goes"
            " must be ended there first."
        )


def _counted(pair: PersonDouble) -> Iterator[str]:
    for model, field, text in ONCE:
        mine, theirs = (
            set(model.objects.filter(person=person).values_list(field)) for person in (pair.first, pair.second)
        )
        if mine & theirs:
            yield f"Both {text}, so they were counted as two, and stay two."


# --- what comes of it ------------------------------------------------------------------------------------------------
def set_replaced(gone: Person, kept: Person | None, *, by: User, why: str) -> None:
    """`gone` was merged into `kept`, or is a person of its own again (None)."""
    gone.merged_into = kept
    history.save(gone, by=by, why=why, fields=["merged_into"])


def tell(pair: PersonDouble) -> None:
    """Both addresses hear of it: who was merged by mistake would see another person's groups."""
    for person in (pair.first, pair.second):
        if person.email:
            emails.people_merged(pair, to=person.email)
