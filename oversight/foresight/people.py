"""Repairs by people: whoever serves gives what is missing, is approved, or leaves; somebody new joins."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from guidance.facts import CONSENT_BITS, DETAIL_BITS, STATEMENT_BITS, Facts
from guidance.policies import Policy
from guidance.rules.employers import SIZE_BELOW
from guidance.vocabulary import (
    Approval,
    ConsentCode,
    Experience,
    MembershipKind,
    Region,
    Sector,
    SizeBand,
    StatementCode,
)
from oversight.foresight.situation import Actor, Kind, Profile, Repair, Situation, is_employer
from oversight.foresight.units import MEMBERS, with_new_row, with_row, without_rows
from portal.calendar import add_months

STATED, DETAILED = sum(STATEMENT_BITS.values()), sum(DETAIL_BITS.values())
AGREED = sum(bit for code, bit in CONSENT_BITS.items() if code != ConsentCode.WIDER_MAILINGS)
SIZE, SMALL, EXPERIENCE = "group.size", "group.small_employers", "group.occupation_experience"
REPRESENTS = {
    "size": "group.represents_size",
    "sector": "group.represents_sector",
    "region": "group.represents_region",
}
NEW = 10**15  # keys of who is yet to come lie above those of everybody there is


# --- whoever serves --------------------------------------------------------------------------------------------------
def completions(situation: Situation) -> list[Repair]:
    """Each person of whom something is missing that blocks gives all of it at once."""
    rules: dict[int, list[str]] = {}
    if "group.members_eligible" in situation.blockers:
        for person in situation.unmet_members:
            rules.setdefault(person, []).append("group.members_eligible")
    for rule in ("group.interests_declared", "group.adviser_undertakings"):
        for person in situation.args(rule).get("people", ()):
            rules.setdefault(person, []).append(rule)
    return [_completion(situation, person, tuple(codes)) for person, codes in sorted(rules.items())]


def _completion(situation: Situation, person: int, rules: tuple[str, ...]) -> Repair:
    edit = partial(_complete, person=person, policy=situation.policy, on=situation.on)
    return Repair(Kind.COMPLETE, f"{person:012}", rules, Actor.PERSON, 1, edit, person=person)


def _complete(facts: Facts, *, person: int, policy: Policy, on: date) -> Facts:
    """What the policy asks of that person; the size, sector and head office that were not given stay unknown."""
    place = facts.people.index(person)
    declared_on = facts.declared_on[place]
    is_recent = declared_on and declared_on >= on - timedelta(days=policy.parameters.declaration_valid_days)
    values = {"declared_on": declared_on if is_recent else on}
    if not is_employer(facts, place):
        no_promotion = STATEMENT_BITS[StatementCode.NO_PROMOTION]
        return with_row(facts, MEMBERS, place, statements=facts.statements[place] | no_promotion, **values)
    at_least = add_months(facts.started_on[place], 12 * policy.parameters.service_years)
    return with_row(
        facts,
        MEMBERS,
        place,
        statements=facts.statements[place] | STATED,
        consents=facts.consents[place] | AGREED,
        details=DETAILED,
        plans_to_serve_until=max(facts.plans_to_serve_until[place] or at_least, at_least),
        **values,
    )


def answers(situation: Situation) -> list[Repair]:
    """A member who has not said whether they work in the occupation says so."""
    if EXPERIENCE not in situation.blockers:
        return []
    places = _unanswered(situation.facts)
    if not places:
        return []
    args = {"people": len(places)}
    return [Repair(Kind.ANSWER, "", (EXPERIENCE,), Actor.A_MEMBER, 1, _answer, args=args)]


def _unanswered(facts: Facts) -> list[int]:
    return [place for place, experience in enumerate(facts.experience) if not experience and is_employer(facts, place)]


def _answer(facts: Facts) -> Facts:
    return with_row(facts, MEMBERS, _unanswered(facts)[0], experience=Experience.CURRENT)


def approval(situation: Situation) -> list[Repair]:
    """The regulator approves every employer member who is not approved: one decision."""
    people = situation.args("group.members_approved").get("people")
    if not people:
        return []
    rules, args = ("group.members_approved",), {"people": len(people)}
    return [Repair(Kind.APPROVE, "", rules, Actor.REGULATOR, 3, _approve, args=args)]


def _approve(facts: Facts) -> Facts:
    approvals = [
        str(Approval.APPROVED.value) if is_employer(facts, place) else approval
        for place, approval in enumerate(facts.approvals)
    ]
    return facts._replace(approvals=approvals)


# --- one too many ----------------------------------------------------------------------------------------------------
def leaving(situation: Situation, joining: int) -> list[Repair]:
    """As many members as are above the maximum once so many have joined: the newest first, never one who chairs, and
    never one without whom something would be worse. Fewer where there are no such members."""
    is_justified = SIZE in situation.excused or SIZE in situation.facts.justified_rules
    above = 0 if is_justified else situation.count + joining - situation.policy.parameters.employers_max
    repairs: list[Repair] = []
    for number in range(above):
        repair = next((repair for repair in _candidates(situation, number) if _is_less(situation, repair)), None)
        if repair is None:
            break
        repairs.append(repair)
        situation = situation.after([repair])
    return repairs


def _candidates(situation: Situation, number: int) -> list[Repair]:
    facts = situation.facts
    people = [(facts.started_on[facts.people.index(person)], person) for person in situation.employers]
    return [
        Repair(Kind.LEAVE, f"{number:03}", (SIZE,), Actor.GROUP, 2, partial(_leave, person=person), person=person)
        for _, person in sorted(people, reverse=True)
        if person not in facts.chairs
    ]


def _is_less(situation: Situation, repair: Repair) -> bool:
    return situation.after([repair]).count < situation.count and not situation.worsens(repair)


def _leave(facts: Facts, *, person: int) -> Facts:
    """Their interests are those of nobody who serves any more."""
    unhandled = [owner for owner in facts.unhandled if owner != person]
    return without_rows(facts, MEMBERS, {facts.people.index(person)})._replace(unhandled=unhandled)


# --- somebody new ----------------------------------------------------------------------------------------------------
def needs(situation: Situation) -> dict[str, list[str]]:
    """The sizes, sectors and regions that no employer has, the largest share first; and the small employers needed."""
    gaps = {name: _gaps(situation, rule) for name, rule in REPRESENTS.items()}
    if small := situation.args(SMALL):
        small_sizes = {size for size, limit in SIZE_BELOW.items() if limit <= small["below"]}
        more = small["required"] - small["count"] - sum(size in small_sizes for size in gaps["size"])
        gaps["size"] += [str(SizeBand.SMALL.value)] * max(0, more)
    return gaps


def _gaps(situation: Situation, rule: str) -> list[str]:
    return [name for name, _ in situation.args(rule).get("missing", ())]


def shortfall(situation: Situation) -> int:
    """How many new employers it takes: the largest of the gaps and of what is short of the minimum."""
    size, least = situation.args(SIZE), 0
    if size and size["count"] < size["min"]:
        least = size["min"] - size["count"]
    if "group.members_eligible" in situation.blockers and not situation.employers:
        least = max(least, 1)
    return max([least, *map(len, needs(situation).values())])


def joining(situation: Situation, number: int) -> list[Repair]:
    """So many new employers, each counted once in each dimension, and whoever comes brings experience."""
    gaps = needs(situation)
    repairs = []
    for place in range(number):
        size, sector, region = (_at(gaps[name], place) for name in REPRESENTS)
        is_experienced = place == 0 and EXPERIENCE in situation.blockers
        profile = Profile(size, sector, region, is_experienced)
        edit = partial(_join, profile=profile, policy=situation.policy, on=situation.on)
        rules = _rules_of(situation, profile)
        repairs.append(Repair(Kind.JOIN, f"{place:03}", rules, Actor.NEW_EMPLOYER, 5, edit, profile=profile))
    return repairs


def _at(values: list[str], place: int) -> str:
    return values[place] if place < len(values) else ""


def _rules_of(situation: Situation, profile: Profile) -> tuple[str, ...]:
    brought = [rule for name, rule in REPRESENTS.items() if getattr(profile, name) and _gaps(situation, rule)]
    brought += [SMALL] if profile.size and SMALL in situation.blockers else []
    brought += [EXPERIENCE] if profile.is_experienced else []
    if situation.args(SIZE).get("count", 0) < situation.args(SIZE).get("min", 0):
        brought.append(SIZE)
    people = [code for code in ("group.chair_selected", "group.members_eligible") if code in situation.blockers]
    return tuple(dict.fromkeys(brought or people))


def _join(facts: Facts, *, profile: Profile, policy: Policy, on: date) -> Facts:
    """Somebody of whom every rule is met, for an organisation that is not in the group, approved."""
    return with_new_row(
        facts,
        MEMBERS,
        max([NEW, *facts.people]) + 1,
        str(MembershipKind.EMPLOYER.value),
        on,
        add_months(on, 12 * policy.parameters.service_years),
        None,
        str(Approval.APPROVED.value),
        str(Experience.CURRENT.value) if profile.is_experienced else str(Experience.NONE.value),
        0,
        STATED,
        AGREED,
        DETAILED,
        on,
        max([NEW, *facts.organisations]) + 1,
        profile.size or str(SizeBand.LARGE.value),
        profile.sector or str(Sector.A.value),
        profile.region or str(Region.OUTSIDE_ENGLAND.value),
    )
