"""The guidance's rules as pure functions of the facts.

A rule answers None where it is met, NOT_APPLICABLE where it does not apply, else a dict with what the words need (plain
JSON: it is stored with the finding; days and keys, never an age, so that it stays the same while nothing changes).
Adding a rule is a function here, its code in a table below, its words, and its line in each policy that has it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any, NamedTuple

from groups.enums import CATEGORIES, Dimension, SizeBand
from members.enums import Approval, ConsentCode, Experience, Expertise, MembershipKind, StatementCode
from oversight.enums import RiskLevel, Severity, Status
from oversight.facts import (
    CONSENT_BITS,
    DETAIL_BITS,
    EXPERTISE_BITS,
    INTEREST_BITS,
    SHARE_UNITS,
    STATEMENT_BITS,
    Facts,
)
from oversight.policies import Parameters, Policy
from portal.calendar import add_months

Args = dict[str, Any]
NOT_APPLICABLE: Args = {}  # told apart by identity
SMALL_SIZES = {SizeBand.MICRO, SizeBand.SMALL}  # fewer than 50 employees
EXPERIENCED = {Experience.CURRENT, Experience.RECENT}


class Finding(NamedTuple):
    """What one rule says; `subject` is the key of the person it is about, or None for the group."""

    rule: str
    severity: Severity
    status: Status
    subject: int | None
    args: Args


class Risk(NamedTuple):
    risk: str
    level: RiskLevel
    due_on: date | None
    args: Args


class Case:
    """One group before the rules: its facts, the policy's parameters, the day, and what the person rules found."""

    def __init__(self, facts: Facts, parameters: Parameters, on: date) -> None:
        self.facts, self.parameters, self.on = facts, parameters, on
        self.unmet_members: set[int] = set()  # people of whom a `must` member rule is not met
        self.unmet_chairs: set[int] = set()
        self.declared_since = on - timedelta(days=parameters.declaration_valid_days)

    @cached_property
    def employers(self) -> list[int]:
        """Places in the member arrays of the current employer members."""
        return [place for place, kind in enumerate(self.facts.kinds) if kind == MembershipKind.EMPLOYER]

    @cached_property
    def place_of(self) -> dict[int, int]:
        """Each employer member's place, by the person's key."""
        return {self.facts.people[place]: place for place in self.employers}

    def employing(self, values: list[str]) -> dict[int, str]:
        """One of `sizes`, `sectors`, `regions` for each employer's organisation, counted once."""
        return {self.facts.organisations[place]: values[place] for place in self.employers}


def evaluate(facts: Facts, policy: Policy, on: date) -> list[Finding]:
    """Every finding of the policy's rules on that day, in the policy's order, then by person."""
    case = Case(facts, policy.parameters, on)
    findings: list[Finding] = []
    for rule in policy.rules:  # members, chairs, group: each builds on what stands before it
        code, severity = rule.code, rule.severity
        if check := MEMBER_RULES.get(code):
            for place in case.employers:
                args, person = check(case, place), facts.people[place]
                if args is not None and severity == Severity.MUST:
                    case.unmet_members.add(person)
                findings.append(Finding(code, severity, _status(args), person, args or {}))
        elif check := CHAIR_RULES.get(code):
            for place, person in enumerate(facts.chairs):
                args = check(case, place)
                if args is not None:
                    case.unmet_chairs.add(person)
                findings.append(Finding(code, severity, _status(args), person, args or {}))
        else:
            args = GROUP_RULES[code](case)
            status = _status(args)
            if status == Status.NOT_MET and severity == Severity.EXPECTED and code in facts.justified_rules:
                status = Status.JUSTIFIED
            findings.append(Finding(code, severity, status, None, args or {}))
    return findings


def _status(args: Args | None) -> Status:
    if args is None:
        return Status.MET
    return Status.NOT_APPLICABLE if args is NOT_APPLICABLE else Status.NOT_MET


# --- each employer member --------------------------------------------------------------------------------------------
@cache
def _statement_mask(codes: tuple[str, ...]) -> int:
    return sum(STATEMENT_BITS[code] for code in codes)


def _states(*codes: str) -> Callable[[Case, int], Args | None]:
    """Met when one of the statements is given."""
    mask = _statement_mask(codes)
    return lambda case, place: None if case.facts.statements[place] & mask else {"statements": list(map(str, codes))}


def _consents(*codes: str) -> Callable[[Case, int], Args | None]:
    """Met when all of the consents stand."""

    def check(case: Case, place: int) -> Args | None:
        missing = [str(code) for code in codes if not case.facts.consents[place] & CONSENT_BITS[code]]
        return {"consents": missing} if missing else None

    return check


def _uses_apprenticeships(case: Case, place: int) -> Args | None:
    codes = case.parameters.apprenticeship_statements
    if case.facts.statements[place] & _statement_mask(codes):
        return None
    return {"statements": list(map(str, codes))}


def _two_years(case: Case, place: int) -> Args | None:
    until = case.facts.plans_to_serve_until[place]
    at_least = add_months(case.facts.started_on[place], 12 * case.parameters.service_years)
    if until and until >= at_least:
        return None
    return {"until": until and until.isoformat(), "at_least": at_least.isoformat()}


ALL_DETAILS = sum(DETAIL_BITS.values())


def _details(case: Case, place: int) -> Args | None:
    known = case.facts.details[place]
    return None if known == ALL_DETAILS else {"missing": [name for name, bit in DETAIL_BITS.items() if not known & bit]}


def _interests_declared(case: Case, place: int) -> Args | None:
    declared_on = case.facts.declared_on[place]
    if declared_on and declared_on >= case.declared_since:
        return None
    return {"declared_on": declared_on and declared_on.isoformat(), "days": case.parameters.declaration_valid_days}


MEMBER_RULES: dict[str, Callable[[Case, int], Args | None]] = {
    "member.is_employer": _states(StatementCode.OWN_WORKFORCE, StatementCode.OPERATIONAL_ROLE),
    "member.uses_apprenticeships": _uses_apprenticeships,
    "member.track_record": _states(StatementCode.TRACK_RECORD),
    "member.knowledge": _states(StatementCode.KNOWLEDGE),
    "member.future_skills": _states(StatementCode.FUTURE_SKILLS),
    "member.judgement": _states(StatementCode.JUDGEMENT),
    "member.inclusion": _states(StatementCode.INCLUSION),
    "member.two_years": _two_years,
    "member.holding_agreed": _consents(ConsentCode.DETAILS_HELD),
    "member.employer_agreed": _consents(ConsentCode.EMPLOYER_AGREES_MEMBERSHIP, ConsentCode.EMPLOYER_NAME_PUBLISHED),
    "member.details": _details,
    "member.interests_declared": _interests_declared,
}

# --- each chair ------------------------------------------------------------------------------------------------------
DISQUALIFYING_NATURE = INTEREST_BITS["financial"] | INTEREST_BITS["directorship"]
PROFITING = INTEREST_BITS["delivers"] | INTEREST_BITS["may_profit"]
EXEMPT = INTEREST_BITS["financial"] | INTEREST_BITS["by_employment"] | INTEREST_BITS["employs"]


def _is_employer_member(case: Case, place: int) -> Args | None:
    return None if case.facts.chairs[place] in case.place_of else {"employer_member": False}


def _meets_member_rules(case: Case, place: int) -> Args | None:
    person = case.facts.chairs[place]
    if person not in case.place_of:
        return {"employer_member": False}
    return {"employer_member": True} if person in case.unmet_members else None


def _confirmed_no_interest(case: Case, place: int) -> Args | None:
    return None if case.facts.chairs_confirmed[place] else {"confirmed": False}


def _no_disqualifying_interest(case: Case, place: int) -> Args | None:
    person, facts = case.facts.chairs[place], case.facts
    conflicts = sum(
        disqualifies(flags)
        for owner, flags in zip(facts.interest_people, facts.interests, strict=True)
        if owner == person
    )
    return {"interests": conflicts} if conflicts else None


def disqualifies(flags: int) -> bool:
    """Whether an interest (INTEREST_BITS) bars a chair.

    A financial interest that exists only through employment in an organisation that employs people in the occupation
    is exempt, however the organisation profits; a directorship never is (2023, “Trailblazer group requirements”).
    """
    if not flags & DISQUALIFYING_NATURE or not flags & INTEREST_BITS["organisation"] or not flags & PROFITING:
        return False
    return flags & EXEMPT != EXEMPT


def _publication_agreed(case: Case, place: int) -> Args | None:
    return None if case.facts.chairs_published[place] else {"agreed": False}


CHAIR_RULES: dict[str, Callable[[Case, int], Args | None]] = {
    "chair.is_employer_member": _is_employer_member,
    "chair.meets_member_rules": _meets_member_rules,
    "chair.confirmed_no_interest": _confirmed_no_interest,
    "chair.no_disqualifying_interest": _no_disqualifying_interest,
    "chair.publication_agreed": _publication_agreed,
}


# --- the group -------------------------------------------------------------------------------------------------------
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
    return {"people": sorted(case.unmet_members), "of": len(case.employers)}


def _members_approved(case: Case) -> Args | None:
    return _people(case, [place for place in case.employers if case.facts.approvals[place] != Approval.APPROVED])


def _people(case: Case, places: list[int]) -> Args | None:
    """The people at these places are where the rule fails; met where there is none."""
    return {"people": [case.facts.people[place] for place in places]} if places else None


def _all_declared(case: Case) -> Args | None:
    declared, since = case.facts.declared_on, case.declared_since
    late = _people(case, [place for place, day in enumerate(declared) if day is None or day < since])
    return late and {**late, "of": len(declared), "days": case.parameters.declaration_valid_days}


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
    small = sum(size in SMALL_SIZES for size in case.employing(case.facts.sizes).values())
    required = case.parameters.small_employers_required
    below = case.parameters.small_employer_below
    return None if small >= required else {"count": small, "required": required, "below": below}


def _occupation_experience(case: Case) -> Args | None:
    return None if any(case.facts.experience[place] in EXPERIENCED for place in case.employers) else {"count": 0}


def _capacity_confirmed(case: Case) -> Args | None:
    return None if case.facts.capacity_confirmed else {"confirmed": False}


def _capacity_limit(case: Case) -> Args | None:
    count, limit = case.facts.apprenticeship_count, case.parameters.max_apprenticeships
    return None if limit is None or count <= limit else {"count": count, "max": limit}


def _drafting_responsibility(case: Case) -> Args | None:
    return None if case.facts.drafting_responsibility_confirmed else {"confirmed": False}


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
    return None if MembershipKind.ADVISER in case.facts.kinds else {"count": 0}


def _expertise(case: Case) -> Args | None:
    covered = 0
    for place in case.employers:
        covered |= case.facts.expertise[place]
    missing = [str(area) for area in Expertise if not covered & EXPERTISE_BITS[area]]
    return {"missing": missing} if missing else None


def _represents(dimension: Dimension) -> Callable[[Case], Args | None]:
    """The coverage test: every material category has at least one employer's organisation."""

    def check(case: Case) -> Args | None:
        shares = population_of(case.facts, dimension)
        if not shares:
            return {"recorded": False}
        if not sums_to_one(shares):
            return {"recorded": True, "sum": str(sum(shares.values()) / SHARE_UNITS)}
        present = set(case.employing(_values(case.facts, dimension)).values())
        missing = [name for name in material(shares, case.parameters.material_share) if name not in present]
        return {"missing": [[name, shares[name] / SHARE_UNITS] for name in missing]} if missing else None

    return check


GROUP_RULES: dict[str, Callable[[Case], Args | None]] = {
    "group.no_fee": _no_fee,
    "group.chair_selected": _chair_selected,
    "group.chairs_eligible": _chairs_eligible,
    "group.members_eligible": _members_eligible,
    "group.members_approved": _members_approved,
    "group.interests_declared": _all_declared,
    "group.size": _size,
    "group.small_employers": _small_employers,
    "group.represents_size": _represents(Dimension.SIZE),
    "group.represents_sector": _represents(Dimension.SECTOR),
    "group.represents_region": _represents(Dimension.REGION),
    "group.occupation_experience": _occupation_experience,
    "group.capacity_confirmed": _capacity_confirmed,
    "group.capacity_limit": _capacity_limit,
    "group.drafting_responsibility": _drafting_responsibility,
    "group.adviser_undertakings": _adviser_undertakings,
    "group.details_current": _details_current,
    "group.advisers": _advisers,
    "group.expertise": _expertise,
}


# --- the coverage test -----------------------------------------------------------------------------------------------
def population_of(facts: Facts, dimension: Dimension) -> dict[str, int]:
    """The occupation's employers by category, in SHARE_UNITS; empty where nothing is recorded."""
    rows = zip(facts.population_dimensions, facts.population_categories, facts.population_shares, strict=True)
    return {category: share for name, category, share in rows if name == dimension}


def sums_to_one(shares: dict[str, int]) -> bool:
    """Whether the shares make a whole: rounded to four decimals, 0.99 to 1.01, both ends included."""
    ten_thousandths = round(sum(shares.values()) / (SHARE_UNITS // 10_000))
    return 9_900 <= ten_thousandths <= 10_100


def material(shares: dict[str, int], at_least: float) -> list[str]:
    """The categories whose share is at least `at_least` (of 1); where none is, the largest ones."""
    bar = round(at_least * SHARE_UNITS)
    return [name for name, share in shares.items() if share >= bar] or [
        name for name, share in shares.items() if share == max(shares.values())
    ]


def _values(facts: Facts, dimension: Dimension) -> list[str]:
    return {Dimension.SIZE: facts.sizes, Dimension.SECTOR: facts.sectors, Dimension.REGION: facts.regions}[dimension]


class CategoryShare(NamedTuple):
    category: str
    population: float  # of 1
    group: float  # of 1
    employers: int
    is_material: bool

    @property
    def is_gap(self) -> bool:
        return self.is_material and not self.employers


class Coverage(NamedTuple):
    """The occupation's employers beside the group's. `distance` (0 alike, 1 apart) informs and never decides."""

    dimension: Dimension
    is_recorded: bool
    total: float  # what the recorded shares sum to
    is_whole: bool
    categories: list[CategoryShare]
    distance: float


def coverage(facts: Facts, dimension: Dimension, parameters: Parameters) -> Coverage:
    """For the page: every category with the occupation's share, the group's, and whether it is a gap."""
    shares = population_of(facts, dimension)
    have = [
        value
        for value in Case(facts, parameters, date.min + timedelta(days=1000))
        .employing(_values(facts, dimension))
        .values()
        if value
    ]
    must_have = material(shares, parameters.material_share) if shares else []
    rows = [
        CategoryShare(
            name,
            shares.get(name, 0) / SHARE_UNITS,
            have.count(name) / len(have) if have else 0.0,
            have.count(name),
            name in must_have,
        )
        for name in CATEGORIES[dimension].values
    ]
    distance = sum(abs(row.population - row.group) for row in rows) / 2
    total = sum(shares.values()) / SHARE_UNITS
    return Coverage(dimension, bool(shares), total, sums_to_one(shares), rows, distance)


# --- risks -----------------------------------------------------------------------------------------------------------
def proposal_due_on(facts: Facts, parameters: Parameters) -> date:
    """The last day for the occupation proposal (“Withdrawing support”)."""
    return add_months(facts.first_contact_on, parameters.proposal_due_months)


def _proposal_late(facts: Facts, parameters: Parameters, on: date) -> Risk:
    """No occupation proposal within six months of first contact; the due day itself still keeps it."""
    due = proposal_due_on(facts, parameters)
    if on > due:
        level = RiskLevel.AT_RISK
    elif on >= due - timedelta(days=parameters.watch_days):
        level = RiskLevel.WATCH
    else:
        level = RiskLevel.NONE
    return Risk("risk.proposal_late", level, due, {"days_left": (due - on).days})


RISKS: tuple[Callable[[Facts, Parameters, date], Risk], ...] = (_proposal_late,)
