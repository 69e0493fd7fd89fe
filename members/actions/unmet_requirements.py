"""What a person's membership lacks, in words: for pages and for mails."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from guidance import messages
from guidance.assessment import AssessmentResult
from guidance.policies import statements_for
from guidance.vocabulary import ConsentCode, MembershipKind, StatementCode, Status
from members.actions.ledger import Reconfirmation, reconfirmation_due
from members.models import Membership

LABELS = dict([*StatementCode.choices, *ConsentCode.choices])
_OF_OTHERS = {
    "group.interests_declared": "Has not declared interests in the last year",
    "group.adviser_undertakings": "Has not undertaken not to promote services",
}


def unmet_requirements_of(membership: Membership, result: AssessmentResult) -> list[str]:
    """What the rules find wanting in that person's membership, in words; nothing where all is well."""
    own = [finding for finding in result.of_person(membership.person_id) if finding.rule.startswith("member.")]
    if membership.kind == MembershipKind.EMPLOYER:
        return [messages.detail(item.rule, item.status, item.args) for item in own if item.status == Status.NOT_MET]
    return [text for rule, text in _OF_OTHERS.items() if _names(result, rule, membership.person_id)]


def all_unmet_requirements(
    memberships: Collection[Membership], result: AssessmentResult, on: date
) -> dict[int, list[str]]:
    """By membership: what the rules find wanting, in few lines, and what new words ask again; one statement."""
    again = reconfirmation_due(memberships, on)
    return {
        membership.pk: in_short(unmet_requirements_of(membership, result))
        + ([not_answered(again[membership.pk], on)] if again[membership.pk] else [])
        for membership in memberships
    }


def not_answered(again: Iterable[Reconfirmation], on: date) -> str:
    """That somebody has not given again, under the words in force, what they gave before; which counts meanwhile."""
    labels = "; ".join(LABELS[reconfirmation.item.code].lower() for reconfirmation in again)
    return f"Has not answered the new words of {statements_for(on).in_force_from:%-d %B %Y}: {labels}"


def in_short(details: Iterable[str]) -> list[str]:
    """The same with fewer lines: "Not stated: a" and "Not stated: b" become "Not stated: a; b"."""
    lines: dict[str, str] = {}
    for detail in details:
        start, _, rest = detail.partition(": ")
        lines[start] = f"{lines[start]}; {rest}" if start in lines else detail
    return list(lines.values())


def _names(result: AssessmentResult, rule: str, person_id: int) -> bool:
    """Whether a finding about the group names that person among those for whom it fails."""
    return any(
        person_id in finding.args.get("people", [])
        for finding in result.findings
        if finding.rule == rule and finding.status == Status.NOT_MET
    )
