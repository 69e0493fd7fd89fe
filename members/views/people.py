"""Rows of the list of members: who serves, who is invited, and what each one lacks, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse

from groups.models import Group
from members.enums import Approval, MembershipKind
from members.models import ChairAppointment, Invitation, Membership
from oversight import wording
from oversight.assessment import AssessmentResult
from oversight.enums import Status

APPROVAL_COLOURS = {Approval.DRAFT: "grey", Approval.SUBMITTED: "blue", Approval.APPROVED: "green"}


@dataclass
class Row:
    """A person of a group, serving or invited; `missing` says in words what the rules want of the person."""

    name: str
    email: str
    kind: str
    role: str
    job_title: str
    organisation: str
    href: str
    status: str
    colour: str
    invited_at: datetime | None = None
    opened_at: datetime | None = None
    accepted_on: date | None = None
    invitation: Invitation | None = None
    is_expired: bool = False
    missing: list[str] = field(default_factory=list)

    def has(self, text: str) -> bool:
        """Whether the text stands in the name or the organisation."""
        return text.casefold() in f"{self.name} {self.organisation}".casefold()


def rows_of(group: Group, result: AssessmentResult, *, on: date, now: datetime) -> list[Row]:
    """Everyone who serves on that day or is invited; three statements, however many people."""
    memberships = Membership.objects.current(on).filter(group=group)
    serving = memberships.select_related("person", "organisation", "invitation")
    chairs = set(ChairAppointment.objects.current(on).filter(group=group).values_list("person_id", flat=True))
    waiting = Invitation.objects.waiting().filter(group=group).select_related("organisation")
    found = [_serving(one, result, is_chair=one.person_id in chairs) for one in serving]
    return found + [_waiting(one, now) for one in waiting]


def _serving(one: Membership, result: AssessmentResult, *, is_chair: bool) -> Row:
    invitation = getattr(one, "invitation", None)
    return Row(
        name=one.person.name,
        email=one.person.email or "",
        kind=one.kind,
        role="Chair" if is_chair else _role(one),
        job_title=one.job_title,
        organisation=one.organisation.name,
        href=one.get_absolute_url(),
        status=one.get_approval_display(),
        colour=APPROVAL_COLOURS[Approval(one.approval)],
        invited_at=invitation.invited_at if invitation else None,
        opened_at=invitation.opened_at if invitation else None,
        accepted_on=one.started_on,
        missing=in_short(missing_of(one, result)),
    )


def _waiting(one: Invitation, now: datetime) -> Row:
    is_expired = one.has_expired(now)
    return Row(
        name=one.name,
        email=one.email,
        kind=one.kind,
        role=_role(one),
        job_title=one.job_title,
        organisation=one.organisation.name,
        href="",
        status="Link expired" if is_expired else "Invited",
        colour="red" if is_expired else "yellow",
        invited_at=one.invited_at,
        opened_at=one.opened_at,
        invitation=one,
        is_expired=is_expired,
        missing=[_waits_for(one, is_expired)],
    )


def _role(one: Membership | Invitation) -> str:
    kind = one.get_adviser_kind_display()
    return f"Adviser: {kind[0].lower()}{kind[1:]}" if kind and not kind.isupper() else one.get_kind_display()


def _waits_for(one: Invitation, is_expired: bool) -> str:
    if is_expired:
        return "Has not accepted, and the link has expired: send it again"
    if one.answers:
        return "Has begun to answer, and not accepted yet"
    return "Has opened the invitation, and not accepted yet" if one.opened_at else "Has not opened the invitation"


def missing_of(membership: Membership, result: AssessmentResult) -> list[str]:
    """What the rules find wanting in that person's membership, in words; nothing where all is well."""
    own = [finding for finding in result.of_person(membership.person_id) if finding.rule.startswith("member.")]
    if membership.kind == MembershipKind.EMPLOYER:
        return [wording.detail(one.rule, one.status, one.args) for one in own if one.status == Status.NOT_MET]
    return [words for rule, words in _OF_OTHERS.items() if _names(result, rule, membership.person_id)]


def in_short(details: Iterable[str]) -> list[str]:
    """The same with fewer lines: "Not stated: a" and "Not stated: b" become "Not stated: a; b"."""
    lines: dict[str, str] = {}
    for detail in details:
        start, _, rest = detail.partition(": ")
        lines[start] = f"{lines[start]}; {rest}" if start in lines else detail
    return list(lines.values())


_OF_OTHERS = {
    "group.interests_declared": "Has not declared interests in the last year",
    "group.adviser_undertakings": "Has not undertaken not to promote services",
}


def _names(result: AssessmentResult, rule: str, person_id: int) -> bool:
    """Whether a finding about the group names that person among those for whom it fails."""
    return any(
        person_id in one.args.get("people", [])
        for one in result.findings
        if one.rule == rule and one.status == Status.NOT_MET
    )


SORTS = {
    "name": lambda row: row.name.casefold(),
    "organisation": lambda row: row.organisation.casefold(),
    "invited": lambda row: row.invited_at.timestamp() if row.invited_at else 0.0,
    "missing": lambda row: len(row.missing),
}


def narrowed(rows: Iterable[Row], *, kind: str, text: str, sort: str) -> list[Row]:
    """The rows of one kind that hold the text, in order; names decide between equals."""
    key = sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "name"
    kept = [row for row in rows if (not kind or row.kind == kind) and row.has(text)]
    kept.sort(key=SORTS["name"])
    kept.sort(key=SORTS[key], reverse=sort.startswith("-"))
    return kept


def findings_of(membership: Membership, result: AssessmentResult) -> list[dict[str, object]]:
    """Every finding about the person as a row of a page: title, detail, whether it is met, and the guidance's words."""
    return [
        {
            "title": wording.title(one.rule),
            "detail": wording.detail(one.rule, one.status, one.args),
            "is_met": one.status != Status.NOT_MET,
            "next": wording.next_step(one.rule),
            "href": _mends(one.rule, membership),
            "source": result.policy.rule(one.rule).source,
        }
        for one in result.of_person(membership.person_id)
    ]


def _mends(rule: str, membership: Membership) -> str:
    """Where the person mends it."""
    pk = membership.group_id
    if rule == "member.interests_declared":
        return reverse("conflicts:declare", args=[pk])
    if rule in ("member.two_years", "member.details"):
        return reverse("members:mine_details", args=[pk])
    if rule in ("chair.confirmed_no_interest", "chair.publication_agreed"):
        return reverse("members:chair_confirm", args=[pk])
    return reverse("members:mine_statements", args=[pk]) if rule.startswith("member.") else ""
