"""Skills England's guidance “Group of Persons (Trailblazer groups)” as published on 2 June 2025."""

from datetime import date

from guidance.policies import Parameters, Policy
from guidance.policies.skills_england_2025_06.reasons import REASONS
from guidance.policies.skills_england_2025_06.rules import RULES
from guidance.policies.skills_england_2025_06.statements import STATEMENTS
from guidance.vocabulary import MembershipKind, StatementCode

POLICY = Policy(
    code="skills-england-2025-06",
    name="Skills England, June 2025",
    in_force_from=date(2025, 6, 2),
    parameters=Parameters(
        employers_min=10,
        employers_max=20,
        counts="members",
        apprenticeship_statements=(StatementCode.USES_APPRENTICESHIPS,),
        undertakings_from=(MembershipKind.ADVISER, MembershipKind.FACILITATOR),
        small_employers_required=0,
        max_apprenticeships=None,
        standard_due_months=None,
        standard_publish_months=None,
    ),
    statements=STATEMENTS,
    rules=RULES,
    reasons=REASONS,
)
