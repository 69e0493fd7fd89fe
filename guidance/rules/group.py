"""Rules about the group as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from guidance.facts import EXPERTISE_BITS, STATEMENT_BITS
from guidance.rules.case import NOT_APPLICABLE, UNMET, Args, Case, by_organisation
from guidance.rules.coverage import represents
from guidance.rules.development import DEVELOPMENT_RULES
from guidance.vocabulary import Approval, Dimension, Experience, Expertise, MembershipKind, SizeBand, StatementCode

SIZE_BELOW = {SizeBand.MICRO: 10, SizeBand.SMALL: 50, SizeBand.MEDIUM: 250}  # each has fewer employees than that
EXPERIENCED = {Experience.CURRENT, Experience.RECENT}


def _no_fee(case: Case) -> Args | None:
    return None if case.facts.charges_fee is False else {"charges_fee": case.facts.charges_fee}


def _chair_selected(case: Case) -> Args | None:
    return None if len(case.facts.chairs) in (1, 2) else {"chairs": len(case.facts.chairs)}


def _chairs_eligible(case: Case) -> Args | None:
    if case.facts.chairs and not case.unmet_chairs:
        return None
    return {"people": sorted(case.unmet_chairs), "of": len(case.facts.chairs)}


def _members_eligible(case: Case) -> Args | None:
    if case.employers and not case.unmet_members:
        return None
    rules = [[code, number] for code, number in case.unmet_rules.items()]
    return {"people": sorted(case.unmet_members), "of": len(case.employers), "rules": rules}


def _members_approved(case: Case) -> Args | None:
    return _people(case, [place for place in case.employers if case.facts.approvals[place] != Approval.APPROVED])


def _people(case: Case, places: list[int]) -> Args | None:
    """The people at these places are where the rule fails; met where there is none."""
    return {"people": [case.facts.people[place] for place in places]} if places else None


def _all_declared(case: Case) -> Args | None:
    declared, since = case.facts.declared_on, case.declared_since
    late = _people(case, [place for place, day in enumerate(declared) if day is None or day < since])
    return late and {**late, "of": len(declared), "days": case.parameters.declaration_valid_days}


def _conflicts_managed(case: Case) -> Args | None:
    return {"people": case.facts.unhandled} if case.facts.unhandled else None


def _size(case: Case) -> Args | None:
    parameters = case.parameters
    if parameters.counts == "organisations":
        count = len({case.facts.organisations[place] for place in case.employers})
    else:
        count = len(case.employers)
    if parameters.employers_min <= count <= parameters.employers_max:
        return None
    span = {"min": parameters.employers_min, "max": parameters.employers_max}
    return {"count": count, "counts": parameters.counts, **span}


def _small_employers(case: Case) -> Args | None:
    below, required = case.parameters.small_employer_below, case.parameters.small_employers_required
    small_sizes = {size for size, limit in SIZE_BELOW.items() if limit <= below}
    count = sum(size in small_sizes for size in by_organisation(case.facts, case.facts.sizes).values())
    return None if count >= required else {"count": count, "required": required, "below": below}


def _occupation_experience(case: Case) -> Args | None:
    return None if any(case.facts.experience[place] in EXPERIENCED for place in case.employers) else UNMET


def _capacity_confirmed(case: Case) -> Args | None:
    return None if case.facts.capacity_confirmed else UNMET


def _capacity_limit(case: Case) -> Args | None:
    count, limit = case.facts.apprenticeship_count, case.parameters.max_apprenticeships
    return None if limit is None or count <= limit else {"count": count, "max": limit}


def _drafting_responsibility(case: Case) -> Args | None:
    return None if case.facts.drafting_responsibility_confirmed else UNMET


def _adviser_undertakings(case: Case) -> Args | None:
    facts, kinds = case.facts, case.parameters.undertakings_from
    asked = [place for place, kind in enumerate(facts.kinds) if kind in kinds]
    if not asked:
        return NOT_APPLICABLE
    no_promotion = STATEMENT_BITS[StatementCode.NO_PROMOTION]
    return _people(case, [place for place in asked if not facts.statements[place] & no_promotion])


def _details_current(case: Case) -> Args | None:
    confirmed_on, days = case.facts.details_confirmed_on, case.parameters.details_valid_days
    if confirmed_on and confirmed_on >= case.on - timedelta(days=days):
        return None
    return {"confirmed_on": confirmed_on and confirmed_on.isoformat(), "days": days}


def _advisers(case: Case) -> Args | None:
    return None if MembershipKind.ADVISER in case.facts.kinds else UNMET


def _expertise(case: Case) -> Args | None:
    covered = 0
    for place in case.employers:
        covered |= case.facts.expertise[place]
    missing = [str(area) for area in Expertise if not covered & EXPERTISE_BITS[area]]
    return {"missing": missing} if missing else None


GROUP_RULES: dict[str, Callable[[Case], Args | None]] = {
    "group.no_fee": _no_fee,
    "group.chair_selected": _chair_selected,
    "group.chairs_eligible": _chairs_eligible,
    "group.members_eligible": _members_eligible,
    "group.members_approved": _members_approved,
    "group.interests_declared": _all_declared,
    "group.conflicts_managed": _conflicts_managed,
    "group.size": _size,
    "group.small_employers": _small_employers,
    "group.represents_size": partial(represents, Dimension.SIZE),
    "group.represents_sector": partial(represents, Dimension.SECTOR),
    "group.represents_region": partial(represents, Dimension.REGION),
    "group.occupation_experience": _occupation_experience,
    "group.capacity_confirmed": _capacity_confirmed,
    "group.capacity_limit": _capacity_limit,
    "group.drafting_responsibility": _drafting_responsibility,
    "group.adviser_undertakings": _adviser_undertakings,
    "group.details_current": _details_current,
    "group.advisers": _advisers,
    "group.expertise": _expertise,
    **DEVELOPMENT_RULES,
}
