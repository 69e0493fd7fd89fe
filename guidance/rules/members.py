"""Rules about each current employer member."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from guidance.facts import CONSENT_BITS, DETAIL_BITS, STATEMENT_BITS
from guidance.rules.case import Args, Case
from guidance.vocabulary import ConsentCode, StatementCode
from portal.calendar import add_months

ALL_DETAILS = sum(DETAIL_BITS.values())


@cache
def _statement_mask(codes: tuple[str, ...]) -> int:
    return sum(STATEMENT_BITS[code] for code in codes)


def _stated(codes: tuple[str, ...], case: Case, place: int) -> Args | None:
    """Met when one of the statements is given."""
    if case.facts.statements[place] & _statement_mask(codes):
        return None
    return {"statements": list(map(str, codes))}


def _consented(codes: tuple[str, ...], case: Case, place: int) -> Args | None:
    """Met when all of the consents stand."""
    missing = [str(code) for code in codes if not case.facts.consents[place] & CONSENT_BITS[code]]
    return {"consents": missing} if missing else None


def _uses_apprenticeships(case: Case, place: int) -> Args | None:
    return _stated(case.parameters.apprenticeship_statements, case, place)


def _two_years(case: Case, place: int) -> Args | None:
    until = case.facts.plans_to_serve_until[place]
    at_least = add_months(case.facts.started_on[place], 12 * case.parameters.service_years)
    if until and until >= at_least:
        return None
    return {"until": until and until.isoformat(), "at_least": at_least.isoformat()}


def _details(case: Case, place: int) -> Args | None:
    known = case.facts.details[place]
    return None if known == ALL_DETAILS else {"missing": [name for name, bit in DETAIL_BITS.items() if not known & bit]}


def _interests_declared(case: Case, place: int) -> Args | None:
    declared_on = case.facts.declared_on[place]
    if declared_on and declared_on >= case.declared_since:
        return None
    return {"declared_on": declared_on and declared_on.isoformat(), "days": case.parameters.declaration_valid_days}


MEMBER_RULES: dict[str, Callable[[Case, int], Args | None]] = {
    "member.is_employer": partial(_stated, (StatementCode.OWN_WORKFORCE, StatementCode.OPERATIONAL_ROLE)),
    "member.uses_apprenticeships": _uses_apprenticeships,
    "member.track_record": partial(_stated, (StatementCode.TRACK_RECORD,)),
    "member.knowledge": partial(_stated, (StatementCode.KNOWLEDGE,)),
    "member.future_skills": partial(_stated, (StatementCode.FUTURE_SKILLS,)),
    "member.judgement": partial(_stated, (StatementCode.JUDGEMENT,)),
    "member.inclusion": partial(_stated, (StatementCode.INCLUSION,)),
    "member.two_years": _two_years,
    "member.holding_agreed": partial(_consented, (ConsentCode.DETAILS_HELD,)),
    "member.employer_agreed": partial(
        _consented, (ConsentCode.EMPLOYER_AGREES_MEMBERSHIP, ConsentCode.EMPLOYER_NAME_PUBLISHED)
    ),
    "member.details": _details,
    "member.interests_declared": _interests_declared,
}
