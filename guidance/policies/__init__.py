"""Policies as data: one folder here for each published version of the guidance, found by itself.

A folder holds `POLICY`, its rules, reasons and statements. Adding a version of the guidance is adding a folder; nothing
else needs to know of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from guidance.statements import Wording
from guidance.vocabulary import GateCode, Severity
from portal.calendar import add_months

ALL = tuple(GateCode)
FROM_PROPOSAL = (GateCode.PROPOSAL, GateCode.AGREEMENT, GateCode.STANDARD, GateCode.REVISION)
NO_GATE: tuple[GateCode, ...] = ()  # a rule that holds all the time and blocks no step


class NoPolicy(LookupError):
    """No policy bears that code, or none was in force on that day."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the guidance says it, in its own words."""

    document: str
    heading: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    severity: Severity
    gates: tuple[GateCode, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Reason:
    """Why support may be withdrawn: a risk, and where the guidance names it."""

    risk: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelFund:
    """What a policy pays of small employers' travel to meetings. Days are calendar days after the meeting."""

    attendees_an_employer: int
    usual_days: int  # a claim within these needs no reason for its time
    latest_days: int  # one after these is not taken
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What a policy counts with. Months are calendar months; None stands for "no such limit"."""

    employers_min: int
    employers_max: int
    counts: str  # "organisations" or "members"
    apprenticeship_statements: tuple[str, ...]  # any one of them shows that a member uses apprenticeships
    undertakings_from: tuple[str, ...]  # kinds of membership that undertake not to promote services
    small_employers_required: int
    max_apprenticeships: int | None
    standard_due_months: int | None  # None: the day in the agreed work plan
    standard_publish_months: int | None  # None: the day of publication in the work plan
    travel: TravelFund | None = None  # None: nobody's travel is paid
    small_employer_below: int = 50
    service_years: int = 2
    proposal_due_months: int = 6
    epao_quotes_min: int = 1
    feedback_working_days: int = 5
    # the portal's own
    watch_days: int = 28
    respond_working_days: int = 10  # “in a reasonable time”
    slow_working_days: int = 20
    decision_working_days: int = 30
    resubmit_days: int = 28
    condition_days: int = 28
    notice_days: int = 28
    performance_days: int = 365
    significant_leave_working_days: int = 5
    declaration_valid_days: int = 365
    details_valid_days: int = 365
    meeting_gap_days: int = 90
    material_share: float = 0.10
    forecast_days: int = 90
    motion_notice_days: int = 5  # calendar days after the one on which a motion opens, the last one a day for votes
    motion_quorum_share: float = 0.5  # of the employer members who may vote; rounded up


@dataclass(frozen=True)
class Policy:
    """A published version of the guidance. Findings come in the order of `rules`; every risk has its reason.

    `statements` are its words for what people state and agree to; a version that takes over those of an earlier one
    asks nobody anew. What is derived from the rules is kept with the policy: a sweep asks for it once a group.
    """

    code: str
    name: str
    in_force_from: date
    parameters: Parameters
    statements: Wording
    rules: tuple[Rule, ...]
    reasons: tuple[Reason, ...]

    def reason(self, risk: str) -> Source:
        """Where the guidance names this risk as a reason for withdrawing support; KeyError where it names none."""
        return {reason.risk: reason.source for reason in self.reasons}[risk]

    def rule(self, code: str) -> Rule:
        """The rule of that code; KeyError where this policy has none."""
        return self._by_code[code]

    def proposal_due_on(self, first_contact_on: date) -> date:
        """The last day for the occupation proposal (“Withdrawing support”)."""
        return add_months(first_contact_on, self.parameters.proposal_due_months)

    @cached_property
    def _by_code(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.rules}

    @cached_property
    def codes_at(self) -> dict[GateCode, tuple[str, ...]]:
        """The rules that a gate asks about, sorted by code."""
        return {gate: tuple(sorted(rule.code for rule in self.rules if gate in rule.gates)) for gate in GateCode}


@cache
def every_policy() -> tuple[Policy, ...]:
    """All policies, the oldest first."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    results = [importlib.import_module(f"{__name__}.{name}").POLICY for name in names]
    return tuple(sorted(results, key=lambda policy: policy.in_force_from))


def policy_for(on: date) -> Policy:
    """The newest policy in force on that day (its first day included); NoPolicy before the first."""
    in_force = [policy for policy in every_policy() if policy.in_force_from <= on]
    if not in_force:
        raise NoPolicy(f"No policy was in force on {on:%Y-%m-%d}")
    return in_force[-1]


def policy_called(code: str) -> Policy:
    """The policy of that code; NoPolicy where there is none."""
    for policy in every_policy():
        if policy.code == code:
            return policy
    raise NoPolicy(f"There is no policy {code!r}")


def statements_for(on: date) -> Wording:
    """The statements of the newest policy in force on that day; those of the first, for a day before it."""
    return policy_for(max(on, every_policy()[0].in_force_from)).statements


def statements_given(version: str, on: date) -> Wording:
    """The statements under which something was given: of that version, or of that day where no version was noted."""
    versions = {policy.statements.version: policy.statements for policy in every_policy()}
    return versions.get(version) or statements_for(on)


def capacity_limit() -> tuple[int, Policy]:
    """How many apprenticeships a group carries at most, by the newest policy that says so."""
    return next(
        (policy.parameters.max_apprenticeships, policy)
        for policy in reversed(every_policy())
        if policy.parameters.max_apprenticeships is not None
    )


def proposal_due_on(first_contact_on: date, on: date) -> date:
    """The last day for the occupation proposal, as the policy in force on `on` counts."""
    return policy_for(on).proposal_due_on(first_contact_on)
