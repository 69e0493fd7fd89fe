"""Why the Institute may withdraw its support."""

from guidance.policies import Reason, Source
from guidance.policies.ifate_2023_11.rules import DOCUMENT
from guidance.vocabulary import RiskCode

WITHDRAWING = "4. Withdrawing IfATE support"
TOO_SLOW = (
    "the trailblazer group fails to submit an occupation proposal within six-months of contacting us, or an"
    " occupational standard and EPA plan within nine-months of its occupation proposal being agreed for development,"
    " except where there are, in the opinion of IfATE, reasonable mitigating circumstances"
)
REPRESENTS = (
    "IfATE considers that the trailblazer group no longer has the support of a representative cross-section of"
    " employers in the occupational area, or refuses to work with other individual employers or groups of employers"
    " when requested to do so by us"
)


def _reason(risk: RiskCode, sentence: str) -> Reason:
    return Reason(risk, Source(DOCUMENT, WITHDRAWING, sentence))


REASONS = (
    _reason(RiskCode.PROPOSAL_LATE, TOO_SLOW),
    _reason(RiskCode.STANDARD_LATE, TOO_SLOW),
    _reason(RiskCode.REPRESENTATION_LOST, REPRESENTS),
    _reason(
        RiskCode.POLICY_NONCOMPLIANCE,
        "the trailblazer group refuses to - or is unable to - comply with apprenticeship policy in the development"
        " of their occupation proposal, occupational standard or EPA plan",
    ),
    _reason(
        RiskCode.QUALITY,
        "there is no prospect of the occupation proposal, occupational standard or EPA plan meeting our quality"
        " criteria",
    ),
    _reason(RiskCode.REFUSES_COLLABORATION, REPRESENTS),
    _reason(
        RiskCode.ALTERNATIVE_APPRENTICESHIP,
        "the trailblazer group confirms that another apprenticeship meets their requirements and no longer wishes"
        " to develop the apprenticeship",
    ),
)
