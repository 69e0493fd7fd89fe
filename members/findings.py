"""What stands before a group, in words: rows for the submit page, the group page and the decision."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse

from groups.models import Group, Justification
from guidance import messages
from guidance.assessment import AssessmentResult
from guidance.policies import Source
from guidance.rules import Finding
from guidance.rules.registry import RULES
from guidance.vocabulary import Severity, Status
from members.models import Membership
from portal.calendar import today

FIX_PAGES = {
    "confirm_details": "overview:confirm_details",
    "running": "overview:running",
    "population": "overview:population",
    "members": "overview:members",
    "my_membership": "overview:members",
    "chairs": "chairs:chairs",
    "advisers": "overview:members",
    "advice": "members:advice",
    "proposals": "proposals:list",
    "funding": "proposals:funding",
    "register": "conflicts:register",
    "work_plan": "overview:work_plan",
}
MISSING_SHOWN = 3


@dataclass
class Row:
    """One rule of the group in words, with its source, the people it is about, and the page that mends it (or none)."""

    code: str
    title: str
    detail: str
    next: str
    source: Source
    severity: Severity
    status: Status
    href: str
    people: list[tuple[str, str, str]] = field(default_factory=list)  # name, page, what is missing in words
    justification: Justification | None = None  # the newest one that the group gave

    @property
    def may_justify(self) -> bool:
        """An expected rule that nobody has given a reason for, or whose reason was declined."""
        is_asked = self.justification is not None and self.justification.declined_on is None
        return self.severity == Severity.EXPECTED and not is_asked


def rows(
    group: Group,
    result: AssessmentResult,
    codes: Collection[str],
    *,
    members: Iterable[Membership] | None = None,
    justifications: Iterable[Justification] | None = None,
) -> list[Row]:
    """The group's findings with these codes, in the order of the policy.

    Two statements, less one for each of what the page has read: who serves today, and the justifications in order.
    """
    memberships = {m.person_id: m for m in (current_members(group) if members is None else members)}
    given = group.justifications.select_related("decided_by") if justifications is None else justifications
    newest = {j.rule: j for j in given}  # ordered: the last one stays
    return [
        _row(group, result, finding, memberships, newest.get(finding.rule))
        for finding in result.findings
        if finding.subject is None and finding.rule in codes
    ]


def blocker_rows(group: Group, result: AssessmentResult) -> list[Row]:
    """What stands between the group and its next gate."""
    return rows(group, result, result.blockers)


def current_members(group: Group) -> QuerySet[Membership]:
    return Membership.objects.current(today()).filter(group=group).select_related("person")


def _row(
    group: Group,
    result: AssessmentResult,
    finding: Finding,
    memberships: dict[int, Membership],
    justification: Justification | None,
) -> Row:
    href, step = _mend(group, finding)
    return Row(
        code=finding.rule,
        title=messages.title(finding.rule, finding.status, finding.args),
        detail=messages.detail(finding.rule, finding.status, finding.args),
        next=step,
        source=result.policy.rule(finding.rule).source,
        severity=finding.severity,
        status=finding.status,
        href=href,
        people=_people(result, finding, memberships),
        justification=justification,
    )


def _mend(group: Group, finding: Finding) -> tuple[str, str]:
    """Where it is put right, and what to do there; no address where no page of the portal does it yet."""
    page, step = messages.fix(finding.rule), messages.next_step(finding.rule)
    if page == "population" and "missing" in finding.args:
        return reverse("members:invite", args=[group.pk, "employer"]), "Invite an employer of that kind"
    if page == "population":
        step = "Enter the figures"
    return fix_address(group, finding.rule), step


def fix_address(group: Group, rule: str) -> str:
    """Where a rule that is not met is put right; empty where no page of the portal does it yet."""
    address = FIX_PAGES.get(messages.fix(rule))
    return reverse(address, args=[group.pk]) + messages.anchor(rule) if address else ""


def _people(
    result: AssessmentResult, finding: Finding, memberships: dict[int, Membership]
) -> list[tuple[str, str, str]]:
    """Whom the finding is about, each with what is missing; whose interests wait, only the register tells."""
    if messages.fix(finding.rule) == "register":
        return []
    subject = RULES[finding.rule].people
    named = []
    for person in finding.args.get("people", []):
        if (membership := memberships.get(person)) is None:
            continue
        own = result.of_person(person) if subject else []
        missing = [
            messages.detail(f.rule, f.status, f.args)
            for f in own
            if f.status == Status.NOT_MET and RULES[f.rule].subject is subject
        ]
        named.append((membership.person.name, membership.get_absolute_url(), _shortened(missing)))
    return named


def _shortened(missing: list[str]) -> str:
    """The first few in words; the person's own page lists all."""
    left = len(missing) - MISSING_SHOWN
    return "; ".join(missing[:MISSING_SHOWN]) + (f"; and {left} more" if left > 0 else "")
