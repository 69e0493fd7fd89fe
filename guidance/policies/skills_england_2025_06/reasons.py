"""Why Skills England may withdraw its support."""

from guidance.policies import Reason, Source
from guidance.policies.skills_england_2025_06.rules import DOCUMENT
from guidance.vocabulary import RiskCode

WITHDRAWING = "Withdrawing Skills England support"
TOO_SLOW = (
    "the trailblazer group fails to submit an occupation proposal within 6 months of contacting us, or an"
    " occupational standard and EPA plan within the agreed timescales once the occupation proposal has been agreed for"
    " development, except when Skills England believes there are reasonable mitigating circumstances"
)


def _reason(risk: RiskCode, sentence: str) -> Reason:
    return Reason(risk, Source(DOCUMENT, WITHDRAWING, sentence))


REASONS = (
    _reason(RiskCode.PROPOSAL_LATE, TOO_SLOW),
    _reason(RiskCode.STANDARD_LATE, TOO_SLOW),
    _reason(
        RiskCode.REPRESENTATION_LOST,
        "we consider the trailblazer group to no longer have the support of a representative cross-section of"
        " employers in the occupational area",
    ),
    _reason(
        RiskCode.POLICY_NONCOMPLIANCE,
        "the trailblazer group refuses to or is unable to comply with policy in the development of their"
        " occupation proposal, occupational standard or EPA plan",
    ),
    _reason(
        RiskCode.QUALITY,
        "there is no prospect of the occupation proposal, occupational standard or EPA plan meeting our quality"
        " criteria",
    ),
    _reason(
        RiskCode.REFUSES_COLLABORATION,
        "the trailblazer group refuses to work with other individual employers or groups of employers when"
        " requested to do so by us",
    ),
    _reason(
        RiskCode.ALTERNATIVE_APPRENTICESHIP,
        "the trailblazer group confirms that another apprenticeship meets their requirements and no longer wishes"
        " to develop the apprenticeship",
    ),
)
