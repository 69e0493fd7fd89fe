"""Rows of the list of members: who serves, who is invited, and what each one lacks, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from groups.models import Group
from guidance import messages
from guidance.assessment import AssessmentResult
from guidance.vocabulary import Approval, Status
from members.access import withdrew_holding
from members.actions.unmet_requirements import all_unmet_requirements
from members.models import ChairAppointment, Invitation, MemberDecision, Membership
from portal.search import holds

RETURNED, MISSING, INVITED, COMPLETE, APPROVED = "returned", "missing", "invited", "complete", "approved"
SERVES = "serves"  # what of others is said to who is not to see what they lack
STATUSES = {
    RETURNED: "Returned",
    MISSING: "Something missing",
    INVITED: "Invited",
    COMPLETE: "Complete",
    APPROVED: "Approved",
}
STATUSES_OF_OTHERS = {INVITED: STATUSES[INVITED], SERVES: "Serves"}
COLOURS = {SERVES: "blue", RETURNED: "red", MISSING: "orange", INVITED: "yellow", COMPLETE: "blue", APPROVED: "green"}


@dataclass
class Row:
    """A person of a group, serving or invited; `missing` says in words what the rules want of the person.

    `state` is a key of STATUSES; `latest` the newest thing that happened, in words, on the day `latest_on`.
    """

    name: str
    email: str
    kind: str
    role: str
    job_title: str
    organisation: str
    href: str
    state: str
    latest: str
    latest_on: date
    invitation: Invitation | None = None
    membership: Membership | None = None
    is_expired: bool = False
    hides_contact: bool = False
    missing: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        return "Link expired" if self.is_expired else (STATUSES | STATUSES_OF_OTHERS)[self.state]

    @property
    def colour(self) -> str:
        return "red" if self.is_expired else COLOURS[self.state]

    def has(self, text: str) -> bool:
        """Whether the text stands in the name or the organisation."""
        return holds(f"{self.name} {self.organisation}", text)


def rows_of(
    group: Group, result: AssessmentResult, *, on: date, now: datetime, sees_reasons: bool = False
) -> list[Row]:
    """Everyone who serves on that day or is invited; six statements, however many people.

    `sees_reasons`: whether to say why the regulator returned a member.
    """
    memberships = Membership.objects.current(on).filter(group=group)
    serving = list(memberships.select_related("person", "organisation"))
    chairs = set(ChairAppointment.objects.leading(on).filter(group=group).values_list("person_id", flat=True))
    returned = dict(
        MemberDecision.objects.open_returns().filter(membership__group=group).values_list("membership", "reasons")
    )
    waiting = Invitation.objects.waiting().filter(group=group).select_related("organisation")
    missing, hidden = all_unmet_requirements(serving, result, on), withdrew_holding(memberships, on)
    rows = [
        _serving(
            membership,
            missing[membership.pk],
            _returned(returned, membership, sees_reasons),
            is_chair=membership.person_id in chairs,
        )
        for membership in serving
    ]
    for row in rows:
        row.hides_contact = row.membership is not None and row.membership.pk in hidden
    return rows + [_waiting(invitation, now) for invitation in waiting]


def hide_what_is_missing(rows: Iterable[Row]) -> None:
    """From who is not to see what others lack: a person serves or is invited, and no more is said."""
    for row in rows:
        row.missing, row.is_expired = [], False
        if row.invitation is None:
            row.state = SERVES
        else:
            row.latest, row.latest_on = "Invited on", timezone.localdate(row.invitation.invited_at)


def _returned(reasons: dict[int, str], membership: Membership, sees_reasons: bool) -> str:
    if membership.pk not in reasons:
        return ""
    return f"Returned: {reasons[membership.pk]}" if sees_reasons else "Returned to the chair to be put right"


def _serving(membership: Membership, missing: list[str], returned: str, *, is_chair: bool) -> Row:
    """`returned` says that the regulator gave this member back, "" where it did not."""
    state = MISSING if missing else APPROVED if membership.approval == Approval.APPROVED else COMPLETE
    return Row(
        name=membership.person.name,
        email=membership.person.email or "",
        kind=membership.kind,
        role="Chair" if is_chair else _role(membership),
        job_title=membership.job_title,
        organisation=membership.organisation.name,
        href=membership.get_absolute_url(),
        state=RETURNED if returned else state,
        latest="Serves since",
        latest_on=membership.started_on,
        membership=membership,
        missing=[returned, *missing] if returned else missing,
    )


def _waiting(invitation: Invitation, now: datetime) -> Row:
    is_expired = invitation.has_expired(now)
    latest_at, latest = _latest(invitation)
    return Row(
        name=invitation.name,
        email=invitation.email,
        kind=invitation.kind,
        role=_role(invitation),
        job_title=invitation.job_title,
        organisation=invitation.organisation.name,
        href="",
        state=INVITED,
        latest=latest,
        latest_on=timezone.localdate(latest_at),
        invitation=invitation,
        is_expired=is_expired,
        missing=[_waits_for(invitation, is_expired)],
    )


def _latest(invitation: Invitation) -> tuple[datetime, str]:
    """The newest of what happened to an invitation: when, and what."""
    happened = [
        (invitation.invited_at, "Invited on"),
        (invitation.sent_at, "Sent again on" if invitation.sent_at > invitation.invited_at else "Invited on"),
        (invitation.opened_at, "Opened on"),
        (invitation.reminded_at, "Reminded on"),
    ]
    return max((at, text) for at, text in happened if at)


def _role(row: Membership | Invitation) -> str:
    kind = row.get_adviser_kind_display()
    return f"Adviser: {kind[0].lower()}{kind[1:]}" if kind and not kind.isupper() else row.get_kind_display()


def _waits_for(invitation: Invitation, is_expired: bool) -> str:
    if is_expired:
        return "Has not accepted, and the link has expired: send it again"
    if invitation.answers:
        return "Has begun to answer, and not accepted yet"
    return (
        "Has opened the invitation, and not accepted yet" if invitation.opened_at else "Has not opened the invitation"
    )


DEFAULT_SORT = "-missing"
SORTS = {
    "name": lambda row: row.name.casefold(),
    "organisation": lambda row: row.organisation.casefold(),
    "latest": lambda row: row.latest_on,
    # who serves comes before who is invited
    "missing": lambda row: (row.state in (RETURNED, MISSING), len(row.missing)),
}


def narrowed(rows: Iterable[Row], *, kind: str, state: str, text: str, sort: str) -> list[Row]:
    """The rows of one kind and state ("" for any) that hold the text, in order; names decide between equals."""
    if sort.removeprefix("-") not in SORTS:
        sort = DEFAULT_SORT
    key = sort.removeprefix("-")
    kept = [row for row in rows if kind in ("", row.kind) and state in ("", row.state) and row.has(text)]
    kept.sort(key=SORTS["name"])
    kept.sort(key=SORTS[key], reverse=sort.startswith("-"))
    return kept


def findings_of(membership: Membership, result: AssessmentResult) -> list[dict[str, object]]:
    """Every finding about the person as a row of a page: title, detail, whether it is met, and the guidance's words."""
    return [
        {
            "title": messages.title(finding.rule, finding.status, finding.args),
            "detail": messages.detail(finding.rule, finding.status, finding.args),
            "is_met": finding.status != Status.NOT_MET,
            "next": messages.next_step(finding.rule),
            "href": _mends(finding.rule, membership),
            "source": result.policy.rule(finding.rule).source,
        }
        for finding in result.of_person(membership.person_id)
    ]


def _mends(rule: str, membership: Membership) -> str:
    """Where the person mends it."""
    pk = membership.group_id
    if rule == "member.interests_declared":
        return reverse("conflicts:declare", args=[pk])
    if rule in ("member.two_years", "member.details"):
        return reverse("overview:mine_details", args=[pk])
    if rule in ("chair.confirmed_no_interest", "chair.publication_agreed"):
        return reverse("chairs:chair_confirm", args=[pk])
    return reverse("members:mine_statements", args=[pk]) if rule.startswith("member.") else ""
