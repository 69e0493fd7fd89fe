"""Which rule asks for what a person states or agrees to."""

from guidance.vocabulary import ConsentCode, MembershipKind, StatementCode

RULE_OF: dict[str, str] = {
    StatementCode.OWN_WORKFORCE: "member.is_employer",
    StatementCode.OPERATIONAL_ROLE: "member.is_employer",
    StatementCode.USES_APPRENTICESHIPS: "member.uses_apprenticeships",
    StatementCode.INTENDS_APPRENTICES: "member.uses_apprenticeships",
    StatementCode.TRACK_RECORD: "member.track_record",
    StatementCode.KNOWLEDGE: "member.knowledge",
    StatementCode.FUTURE_SKILLS: "member.future_skills",
    StatementCode.JUDGEMENT: "member.judgement",
    StatementCode.INCLUSION: "member.inclusion",
    StatementCode.NO_PROMOTION: "group.adviser_undertakings",
    ConsentCode.DETAILS_HELD: "member.holding_agreed",
    ConsentCode.EMPLOYER_AGREES_MEMBERSHIP: "member.employer_agreed",
    ConsentCode.EMPLOYER_NAME_PUBLISHED: "member.employer_agreed",
}


def rule_of(code: str, kind: str) -> str:
    """The rule that the statement or consent of such a membership serves; "" where none does."""
    is_of_members = RULE_OF.get(code, "").startswith("member.")
    return "" if is_of_members and kind != MembershipKind.EMPLOYER else RULE_OF.get(code, "")
