"""What mends each rule: one table by rule, and for every other rule the reason why nothing here does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from guidance.documents import PACKAGE, PROPOSAL, REVISION
from guidance.facts import ENGAGEMENT_BITS, EVIDENCE_BITS, Facts
from guidance.rules.evidence import DELIVERY
from guidance.vocabulary import EngagementKind, Severity
from oversight.foresight import chairs, people
from oversight.foresight.papers import documents, figures
from oversight.foresight.situation import Actor, Kind, Maker, Repair, Situation
from oversight.foresight.units import Edit, with_values


def _repair(rule: str, kind: Kind, actor: Actor, effort: int, edit: Callable[[Situation], Edit]) -> Maker:
    """One repair that answers for the rule by itself."""

    def make(situation: Situation) -> list[Repair]:
        args = situation.args(rule)
        return [Repair(kind, rule, (rule,), actor, effort, edit(situation), args=args)]

    return make


def _said(rule: str, **values: Any) -> Maker:
    """The chairs say it for the group."""
    return _repair(rule, Kind.SAY, Actor.CHAIRS, 1, lambda situation: partial(with_values, **values))


def _details_confirmed(situation: Situation) -> Edit:
    return partial(with_values, details_confirmed_on=situation.on)


def _handed_on(situation: Situation) -> Edit:
    return partial(with_values, apprenticeship_count=situation.policy.parameters.max_apprenticeships)


def _quoted(situation: Situation) -> Edit:
    return partial(with_values, quotes=situation.policy.parameters.epao_quotes_min)


def _each(rule: str, kind: Kind, actor: Actor, effort: int, edit: Callable[[Situation], Edit]) -> Maker:
    """As `_repair`, at the effort for each that is missing of what is asked for."""

    def make(situation: Situation) -> list[Repair]:
        args = situation.args(rule)
        missing = args.get("asked", args.get("required", 1)) - args.get("met", args.get("quotes", 0))
        return [Repair(kind, rule, (rule,), actor, effort * missing, edit(situation), args=args | {"missing": missing})]

    return make


def _added(situation: Situation) -> Edit:
    return partial(with_values, requested_members_met=situation.facts.requested_members)


def _advice(rule: str, kind: EngagementKind) -> Maker:
    return _repair(rule, Kind.ADVICE, Actor.GROUP, 2, lambda situation: partial(_with_bits, engagements=_bit(kind)))


def _bit(kind: EngagementKind) -> int:
    return ENGAGEMENT_BITS[kind]


def _evidence(rule: str, actor: Actor, *names: str) -> Maker:
    bits = sum(EVIDENCE_BITS[name] for name in names)
    return _repair(rule, Kind.PAPER, actor, 3, lambda situation: partial(_with_bits, evidence=bits))


def _with_bits(facts: Facts, **bits: int) -> Facts:
    return with_values(facts, **{name: getattr(facts, name) | more for name, more in bits.items()})


# --- the tables ------------------------------------------------------------------------------------------------------
def _new_employer(situation: Situation) -> list[Repair]:
    """The next one, where one more is called for and there is room; else the member above the maximum leaves."""
    most = situation.policy.parameters.employers_max
    short = people.shortfall(situation)
    if people.EXPERIENCE in situation.blockers or _needs_somebody_to_chair(situation):
        short = max(short, 1)
    if situation.count + bool(short) > most and people.SIZE not in situation.facts.justified_rules:
        return people.leaving(situation, int(bool(short)))[:1]
    return people.joining(situation, 1) if short else []


def _needs_somebody_to_chair(situation: Situation) -> bool:
    """Nobody who chairs can stay, and no member could be appointed."""
    first = chairs.options(situation)[0]
    return any(repair.kind == Kind.APPOINT for repair in first) and not chairs.candidates(situation)


def _justification(situation: Situation, rule: str) -> Repair:
    edit = partial(_justify, rule=rule)
    return Repair(Kind.JUSTIFY, rule, (rule,), Actor.REGULATOR, 3, edit, args=situation.args(rule))


def _justify(facts: Facts, *, rule: str) -> Facts:
    return with_values(facts, justified_rules=[*facts.justified_rules, rule])


def _represented(situation: Situation) -> list[Repair]:
    return [*_new_employer(situation), *figures(situation)]


def _experienced(situation: Situation) -> list[Repair]:
    return [*people.answers(situation), *_new_employer(situation)]


def _eligible(situation: Situation) -> list[Repair]:
    return [*people.completions(situation), *([] if situation.employers else _new_employer(situation))]


def _chaired(situation: Situation) -> list[Repair]:
    return [*chairs.single(situation), *(_new_employer(situation) if _needs_somebody_to_chair(situation) else [])]


REPAIRS: dict[str, Maker] = {
    "group.no_fee": _said("group.no_fee", charges_fee=False),
    "group.chair_selected": _chaired,
    "group.chairs_eligible": _chaired,
    "group.members_eligible": _eligible,
    "group.members_approved": people.approval,
    "group.interests_declared": people.completions,
    "group.conflicts_managed": _repair(
        "group.conflicts_managed", Kind.HANDLE, Actor.CHAIRS, 1, lambda situation: partial(with_values, unhandled=[])
    ),
    **dict.fromkeys((people.SIZE, people.SMALL), _new_employer),
    **dict.fromkeys(people.REPRESENTS.values(), _represented),
    people.EXPERIENCE: _experienced,
    "group.capacity_confirmed": _said("group.capacity_confirmed", capacity_confirmed=True),
    "group.capacity_limit": _repair("group.capacity_limit", Kind.HAND_ON, Actor.GROUP, 3, _handed_on),
    "group.drafting_responsibility": _said("group.drafting_responsibility", drafting_responsibility_confirmed=True),
    "group.adviser_undertakings": people.completions,
    "group.requested_members": _each("group.requested_members", Kind.ADD, Actor.NEW_EMPLOYER, 5, _added),
    "group.details_current": _repair("group.details_current", Kind.SAY, Actor.CHAIRS, 1, _details_confirmed),
    "group.proposal_agreed_by_employers": documents("group.proposal_agreed_by_employers", PROPOSAL),
    "group.standard_agreed_by_employers": documents("group.standard_agreed_by_employers", *PACKAGE),
    "group.revision_agreed_by_employers": documents("group.revision_agreed_by_employers", REVISION),
    **{
        rule: _advice(rule, kind)
        for rule, kind in {
            "group.advice_training_providers": EngagementKind.TRAINING_PROVIDER,
            "group.advice_epaos": EngagementKind.EPAO,
            "group.advice_sector_bodies": EngagementKind.SECTOR_BODY,
            "group.advice_regulators": EngagementKind.REGULATOR,
            "group.advice_professional_bodies": EngagementKind.PROFESSIONAL_BODY,
            "group.advice_local_and_regional": EngagementKind.LOCAL_AUTHORITY,
            "group.advice_apprentices": EngagementKind.APPRENTICES,
        }.items()
    },
    "group.epao_quote": _each("group.epao_quote", Kind.PAPER, Actor.ASSESSOR, 3, _quoted),
    "group.training_delivery_evidence": _evidence("group.training_delivery_evidence", Actor.GROUP, *DELIVERY),
    "group.epao_in_principle": _evidence("group.epao_in_principle", Actor.ASSESSOR, "epao_in_principle"),
}
# Rules that no repair here is for, and why.
WITHOUT_REPAIR: dict[str, str] = {
    "group.conflicts_checked": "It blocks no gate, and a meeting that is over cannot be held again.",
    "group.work_plan": "It blocks no gate.",
    "group.meets_regularly": "It is advice.",
    "group.competition_statement": "It is advice.",
    "group.advisers": "It is advice.",
    "group.expertise": "It is advice.",
}


def repairs_of(situation: Situation, *, exceptions: bool = False) -> list[Repair]:
    """Every repair that can be done now, each once; with exceptions, the reasons that an official could accept too."""
    made = [repair for rule in situation.blockers for repair in REPAIRS[rule](situation)]
    kinds = {repair.kind for repair in made}
    made = [repair for repair in made if repair.after not in kinds]
    if exceptions:
        made += [_justification(situation, rule) for rule in justifiable(situation)]
    return list({repair.key: repair for repair in made}.values())


def justifiable(situation: Situation) -> list[str]:
    """The rules that block, and that the guidance only expects."""
    return [code for code in situation.blockers if situation.policy.rule(code).severity == Severity.EXPECTED]


def justifications(situation: Situation, rules: Iterable[str]) -> list[Repair]:
    return [_justification(situation, rule) for rule in rules]
