"""Repairs of who chairs: those who can stay confirm what is missing, others step down, a member is appointed."""

from __future__ import annotations

from functools import partial

from guidance.facts import Facts
from oversight.foresight.situation import Actor, Kind, Repair, Situation, is_employer
from oversight.foresight.units import CHAIRS, with_new_row, with_row, without_rows

MOST = 2
SELECTED, ELIGIBLE = "group.chair_selected", "group.chairs_eligible"
CONFIRMABLE = ("chair.confirmed_no_interest", "chair.publication_agreed")
BARRING = ("chair.is_employer_member", "chair.no_disqualifying_interest")


def options(situation: Situation) -> list[list[Repair]]:
    """The ways in which the group comes to chairs of whom every rule is met, each as its repairs."""
    if not {SELECTED, ELIGIBLE} & set(situation.blockers):
        return [[]]
    staying, going = _split(situation)
    if staying and not going:
        return [_confirmations(situation, staying)]
    appointed = [_appointment(situation, going, staying)]
    if not staying:
        return [appointed]
    kept = [*_steps_down(situation, going), *_confirmations(situation, staying)]
    fits = len(staying) < MOST and bool(candidates(situation))
    return [kept, [*appointed, *_confirmations(situation, staying)]] if fits else [kept]


def single(situation: Situation) -> list[Repair]:
    """Each repair of the options that can be done by itself."""
    repairs = {repair.key: repair for option in options(situation) for repair in option}
    can_appoint = bool(candidates(situation))
    return [repair for repair in repairs.values() if repair.kind != Kind.APPOINT or can_appoint]


def candidates(situation: Situation) -> list[int]:
    """The employer members who could be appointed: not a chair now, and not barred."""
    return _appointable(situation.facts, situation.barred)


def meeting_every_rule(situation: Situation) -> list[int]:
    """Of these, whoever meets every rule about members today."""
    return [person for person in candidates(situation) if person not in situation.unmet_members]


def _split(situation: Situation) -> tuple[list[int], list[int]]:
    """Places of the chairs who can stay, two at most and those first who have confirmed most; and of the others."""
    able = [
        (len(_unconfirmed(situation.facts, place)), place)
        for place, person in enumerate(situation.facts.chairs)
        if not set(BARRING) & set(situation.unmet_chairs.get(person, []))
    ]
    staying = sorted(place for _, place in sorted(able)[:MOST])
    return staying, [place for place in range(len(situation.facts.chairs)) if place not in staying]


def _unconfirmed(facts: Facts, place: int) -> list[str]:
    given = (facts.chairs_confirmed[place], facts.chairs_published[place])
    return [rule for rule, is_given in zip(CONFIRMABLE, given, strict=True) if not is_given]


def _confirmations(situation: Situation, places: list[int]) -> list[Repair]:
    made = [_confirmation(situation.facts, place) for place in places if _unconfirmed(situation.facts, place)]
    return list({repair.key: repair for repair in made}.values())


def _confirmation(facts: Facts, place: int) -> Repair:
    person, unmet = facts.chairs[place], _unconfirmed(facts, place)
    edit, args = partial(_confirm, person=person), {"unmet": unmet}
    return Repair(Kind.CONFIRM, f"{person:012}", (ELIGIBLE,), Actor.PERSON, 1, edit, person=person, args=args)


def _confirm(facts: Facts, *, person: int) -> Facts:
    for place, chair in enumerate(facts.chairs):
        if chair == person:
            facts = with_row(facts, CHAIRS, place, chairs_confirmed=True, chairs_published=True)
    return facts


def _steps_down(situation: Situation, places: list[int]) -> list[Repair]:
    """The last place first, so that those before it stay where they are."""
    rules = _rules(situation)
    return [
        Repair(
            *(Kind.STEP_DOWN, f"{999 - place:03}", rules, Actor.GROUP, 2, partial(_step_down, place=place)),
            person=situation.facts.chairs[place],
        )
        for place in reversed(places)
    ]


def _step_down(facts: Facts, *, place: int) -> Facts:
    return without_rows(facts, CHAIRS, {place})


def _appointment(situation: Situation, going: list[int], staying: list[int]) -> Repair:
    """A member becomes chair in the place of those who cannot stay, confirms it and agrees to be published."""
    edit = partial(_appoint, going=going, barred=situation.barred)
    args = {"replaced": len(going), "beside": len(staying)}
    return Repair(Kind.APPOINT, "", _rules(situation), Actor.GROUP, 5, edit, args=args)


def _rules(situation: Situation) -> tuple[str, ...]:
    return tuple(code for code in (SELECTED, ELIGIBLE) if code in situation.blockers)


def _appoint(facts: Facts, *, going: list[int], barred: frozenset[int]) -> Facts:
    """The first who could be; the same facts where nobody could."""
    people = _appointable(facts, barred)
    if not people:
        return facts
    return with_new_row(without_rows(facts, CHAIRS, going), CHAIRS, people[0], True, True)


def _appointable(facts: Facts, barred: frozenset[int]) -> list[int]:
    return [
        person
        for place, person in enumerate(facts.people)
        if is_employer(facts, place) and person not in barred and person not in facts.chairs
    ]
