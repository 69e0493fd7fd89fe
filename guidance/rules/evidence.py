"""Rules about the funding evidence: quotes, training delivery, commitment in principle."""

from __future__ import annotations

from guidance.facts import EVIDENCE_BITS
from guidance.rules.registry import Message, group_rule
from guidance.rules.rule_input import UNMET, Args, RuleInput
from guidance.sentences import counted, joined

DELIVERY = {
    "delivery_methods": "typical delivery methods",
    "consumable_costs": "necessary consumable costs",
    "qualification_fees": "mandatory qualification fees",
}


def _epao_quote(inputs: RuleInput) -> Args | None:
    quotes, required = inputs.facts.quotes, inputs.parameters.epao_quotes_min
    return None if quotes >= required else {"quotes": quotes, "required": required}


group_rule(
    "group.epao_quote",
    _epao_quote,
    Message(
        "An end-point assessment organisation gave a quote",
        "Not enough quotes of end-point assessment organisations",
        lambda args: f"{counted(args['quotes'], 'quote')} of an organisation that assesses; {args['required']} needed",
        "Ask an end-point assessment organisation for a quote.",
        "funding",
        needs_title=True,
    ),
)


def _training_delivery_evidence(inputs: RuleInput) -> Args | None:
    missing = [name for name in DELIVERY if not inputs.facts.evidence & EVIDENCE_BITS[name]]
    return {"missing": missing} if missing else None


group_rule(
    "group.training_delivery_evidence",
    _training_delivery_evidence,
    Message(
        "Information on training delivery is recorded",
        "Information on training delivery is not complete",
        lambda args: "Not recorded: " + joined([DELIVERY[name] for name in args["missing"]]),
        "Record what is missing in the funding evidence.",
        "funding",
    ),
)


def _epao_in_principle(inputs: RuleInput) -> Args | None:
    return None if inputs.facts.evidence & EVIDENCE_BITS["epao_in_principle"] else UNMET


group_rule(
    "group.epao_in_principle",
    _epao_in_principle,
    Message(
        "An end-point assessment organisation committed in principle",
        "No end-point assessment organisation has committed in principle",
        "Nothing is recorded in the funding evidence",
        "Ask an end-point assessment organisation for an in-principle commitment.",
        "funding",
        needs_title=True,
    ),
)
