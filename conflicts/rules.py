"""What declared interests and their handling mean for a group: who is barred from what, and who handles them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from conflicts.enums import BARRING, Measure, Nature, Perception, Subject
from conflicts.models import Handling, Interest
from groups.models import Group, managing
from guidance.vocabulary import Delivers
from members.models import ChairAppointment, Organisation, Person
from members.rules.comparing import compared
from portal.edits import describe

OWN = "You cannot handle your own interest."
OTHER_CHAIR = "The other co-chair handles this interest."
NO_CHAIR = "Until the group has a chair, its product manager handles interests."
CHAIR_ONLY = "Only the group’s chair handles this interest."
MANAGER_ONLY = "A chair’s interest is handled by the other co-chair or, where there is none, by the product manager."


def barred(group: Group, subject: Subject, on: date) -> dict[int, Handling]:
    """Who may not vote on the subject on that day, by the key of the person, each with the handling that says so.

    Only a recorded handling of a current interest bars anybody; the newest of an interest holds. Where several bar a
    person, the strictest comes, and of equals the newest. One statement.
    """
    handlings = [h for h in Handling.objects.barring(group, on) if h.bars_from(subject)]
    handlings.sort(key=lambda h: (BARRING.index(Measure(h.measure)), h.recorded_on, h.pk))
    return {handling.interest.declaration.person_id: handling for handling in handlings}


# --- who handles -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Handlers:
    """Who handles the interests declared to a group: its chairs, and for a chair without a co-chair its manager, who
    also handles everybody's while the group has no chair: who raised the enquiry leads until then, and handles nothing.

    Where both co-chairs have interests, so that each would judge the other, the manager may handle those as well.
    `conflicted`: keys of co-chairs with an interest that is not settled as needing nothing.
    """

    chairs: Sequence[Person]
    managers: Sequence[User]
    conflicted: frozenset[int] = frozenset()

    def of(self, person: Person) -> Sequence[Person | User]:
        """Who handles this person's interests."""
        if not self.chairs:
            return self.managers
        others = [chair for chair in self.chairs if chair.pk != person.pk and not _is_same(chair.user_id, person)]
        if self.is_chair(person) and all(chair.pk in self.conflicted for chair in others):
            return [*others, *self.managers]
        return others

    def named(self, person: Person) -> str:
        """For whom an interest of this person waits, in words."""
        names = " or ".join(user.name for user in self.of(person))
        is_managers = self.is_chair(person) or not self.chairs
        return names or ("a product manager, as soon as there is one" if is_managers else "a chair")

    def is_chair(self, person: Person) -> bool:
        return any(chair.pk == person.pk for chair in self.chairs)

    def refusal(self, person: Person, user: User) -> str:
        """Why the user does not handle this person's interests, or ""."""
        if _is_same(user.pk, person):
            return OWN
        users = {handler.pk if isinstance(handler, User) else handler.user_id for handler in self.of(person)}
        if user.pk in users:
            return ""
        if not self.chairs:
            return NO_CHAIR
        if not self.is_chair(person):
            return CHAIR_ONLY
        return OTHER_CHAIR if user in self.managers else MANAGER_ONLY


def _is_same(user_id: int | None, person: Person) -> bool:
    return user_id is not None and user_id == person.user_id


def handlers(group: Group, on: date) -> Handlers:
    """Who handles interests on that day; two statements, three where there are co-chairs.

    Ask it under the group's lock before acting upon it.
    """
    chairs = ChairAppointment.objects.leading(on).filter(group=group).select_related("person").order_by("pk")
    people = [chair.person for chair in chairs]
    conflicted = Interest.objects.unsettled(on).filter(declaration__group=group, declaration__person__in=people)
    keys = conflicted.values_list("declaration__person", flat=True) if len(people) > 1 else ()
    return Handlers(people, managing(group, on), frozenset(keys))


def waiting_for(user: User, group: Group, on: date) -> int:
    """How many interests declared to the group wait for this user to handle them; three or four statements."""
    who = handlers(group, on)
    waiting = Interest.objects.waiting(on).filter(declaration__group=group).select_related("declaration__person")
    return sum(not who.refusal(interest.declaration.person, user) for interest in waiting)


# --- what may have to be declared ------------------------------------------------------------------------------------
DOES = {
    Delivers.TRAINING: "delivers apprenticeship training",
    Delivers.EPA: "assesses apprentices",
    Delivers.EQA: "checks the quality of assessments",
}


def listed_as(registers: Collection[str]) -> list[str]:
    """Ends of a sentence about a name that stands under these values of RegisterKind."""
    return [row.ending for row in compared(registers, {}) if row.is_listed]


def question_texts(employer: Organisation, registers: Collection[str]) -> list[str]:
    """Questions to a person about the own employer; none where nothing is known of it.

    A name on a register is no proof, and what an employer does no interest by itself: nobody is declared by it.
    """
    texts = listed_as(registers) + [text for kind, text in DOES.items() if kind in employer.all_delivered]
    texts += ["may profit from the group’s apprenticeship"] if employer.may_profit else []
    return [f"Your employer {text}. Do you need to declare this?" for text in texts]


# what the forms of an interest ask for each answer
ASKED = {
    "kind_of_interest": "What kind of interest is it?",
    "organisation": "Which organisation does it concern?",
    "what_the_organisation_does": "What does that organisation do?",
    "only_by_employment": "Do you have this interest only because you are employed there?",
    "held_since": "Since when do you have this interest?",
    "how_it_could_affect": "How could it affect your work on the group?",
    "description": "Describe the interest",
    "handling": "What does the group do about it?",
    "covers": "What does that concern?",
    "reason": "Why?",
}


# --- what an interest says -------------------------------------------------------------------------------------------
def answers_of(interest: Interest) -> dict[str, Any]:
    """What an interest, or one of its earlier versions, says, in words; for stamps and for showing what changed."""
    return {
        "kind_of_interest": Nature(interest.nature).label,
        "organisation": interest.organisation.name if interest.organisation else "",
        "what_the_organisation_does": ", ".join(interest.organisation.deeds) if interest.organisation else "",
        "only_by_employment": interest.by_employment,
        "held_since": f"{interest.began_on:%-d %B %Y}" if interest.began_on else "",
        "how_it_could_affect": Perception(interest.perception).label,
        "description": interest.description,
        "ended_on": f"{interest.ended_on:%-d %B %Y}" if interest.ended_on else "",
    }


def handled_answers(interest: Interest, handling: Handling | None) -> dict[str, Any]:
    """What the one who handles an interest was shown: what it says and how it is handled."""
    answers = answers_of(interest)
    if handling is None:
        return answers
    subjects = ", ".join(handling.subject_names) or "Everything"
    return answers | {"handling": handling.get_measure_display(), "covers": subjects, "reason": handling.reason}


def changes(before: Interest, after: Interest) -> list[tuple[str, str, str]]:
    """What one version of an interest says otherwise than the one before: label, words before, words after."""
    old, new = dict(describe(answers_of(before))), dict(describe(answers_of(after)))
    return [(label, old[label], text) for label, text in new.items() if text != old[label]]
