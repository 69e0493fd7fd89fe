"""Who decides on what, and what goes to the regulator together."""

from accounts.enums import OfficialRole
from guidance.vocabulary import GateCode, SubmissionKind

# “Route Manager at the proposal development stage and an assessment and assurance manager when developing the
# end-point assessment plan” (IfATE, November 2023)
DECIDERS: dict[str, OfficialRole] = {
    SubmissionKind.PROPOSAL: OfficialRole.ROUTE_MANAGER,
    SubmissionKind.STANDARD: OfficialRole.ROUTE_MANAGER,
    SubmissionKind.REVISION: OfficialRole.ROUTE_MANAGER,
    SubmissionKind.EPA_PLAN: OfficialRole.ASSURANCE_MANAGER,
}
# What goes to the regulator in one act: the standard with its plan.
TOGETHER: dict[str, tuple[SubmissionKind, ...]] = {
    SubmissionKind.PROPOSAL: (SubmissionKind.PROPOSAL,),
    SubmissionKind.STANDARD: (SubmissionKind.STANDARD, SubmissionKind.EPA_PLAN),
    SubmissionKind.EPA_PLAN: (SubmissionKind.STANDARD, SubmissionKind.EPA_PLAN),
    SubmissionKind.REVISION: (SubmissionKind.REVISION,),
}
# The gate of each kind when it is submitted.
GATES: dict[str, GateCode] = {
    SubmissionKind.PROPOSAL: GateCode.PROPOSAL,
    SubmissionKind.STANDARD: GateCode.STANDARD,
    SubmissionKind.EPA_PLAN: GateCode.STANDARD,
    SubmissionKind.REVISION: GateCode.REVISION,
}
# The gate of each kind when it is agreed: “agreement” is the proposal's own (rules.md, “Words”); of the others what
# they passed when they were submitted must still hold.
DECISION_GATES: dict[str, GateCode] = {**GATES, SubmissionKind.PROPOSAL: GateCode.AGREEMENT}
