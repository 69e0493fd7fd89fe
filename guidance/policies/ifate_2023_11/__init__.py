"""The Institute's guidance on trailblazer groups as last updated on 1 November 2023."""

from datetime import date

from guidance.policies import Parameters, Policy
from guidance.policies.ifate_2023_11.reasons import REASONS
from guidance.policies.ifate_2023_11.rules import RULES
from guidance.policies.ifate_2023_11.statements import STATEMENTS
from guidance.policies.ifate_2023_11.travel import TRAVEL
from guidance.vocabulary import MembershipKind, StatementCode

POLICY = Policy(
    code="ifate-2023-11",
    name="Institute for Apprenticeships and Technical Education, November 2023",
    in_force_from=date(2023, 11, 1),
    parameters=Parameters(
        employers_min=10,
        employers_max=20,
        counts="organisations",
        apprenticeship_statements=(StatementCode.INTENDS_APPRENTICES, StatementCode.USES_APPRENTICESHIPS),
        undertakings_from=(MembershipKind.FACILITATOR,),
        small_employers_required=1,
        max_apprenticeships=5,
        standard_due_months=9,
        standard_publish_months=9,
        travel=TRAVEL,
    ),
    statements=STATEMENTS,
    rules=RULES,
    reasons=REASONS,
)
