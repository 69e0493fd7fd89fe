"""Who serves on a group and who is invited; one membership."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action, Role, can
from conflicts.access import sees_register
from conflicts.models import Declaration, Interest
from groups.access import get_group
from groups.models import Group
from guidance.assessment import assess
from guidance.stage import Stage
from guidance.vocabulary import Approval, MembershipKind
from lists.views.listed import counts
from members.access import get_membership, withdrew_holding
from members.actions.asking import asked_on
from members.actions.unmet_requirements import all_unmet_requirements
from members.models import Consent, Invitation, Membership, Preparation, Statement
from overview.views.member_rows import (
    DEFAULT_SORT,
    INVITED,
    MISSING,
    STATUSES,
    STATUSES_OF_OTHERS,
    Row,
    findings_of,
    hide_what_is_missing,
    narrowed,
    rows_of,
)
from overview.views.multiple_memberships import elsewhere
from portal import parameters
from portal.calendar import today
from portal.lists import paginate

# where a member who was returned goes to the regulator with all others, not alone
NOT_SUBMITTED = {Stage.REGISTERING, Stage.MEMBERSHIP_RETURNED, Stage.WITHDRAWN}


@require_GET
def members(request: Request, pk: int) -> HttpResponse:
    on, now = today(), timezone.now()
    group = get_group(request.user, Action.MEMBER_LIST, pk=pk, on=on)
    sees_reasons = can(group.roles, Action.GROUP_HISTORY)
    people = rows_of(group, assess(group.pk, on), on=on, now=now, sees_reasons=sees_reasons)
    if not (sees_missing := can(group.roles, Action.MISSING_VIEW)):
        hide_what_is_missing(people)
    statuses = STATUSES if sees_missing else STATUSES_OF_OTHERS
    kind = parameters.choice(request, "kind", MembershipKind.values)
    state = parameters.choice(request, "status", statuses)
    text = parameters.text(request, "q")
    rows = narrowed(people, kind=kind, state=state, text=text, sort=parameters.text(request, "sort") or DEFAULT_SORT)
    page, may_remind = paginate(request, rows), can(group.roles, Action.MEMBER_REMIND)
    may_decide = can(group.roles, Action.MEMBERSHIP_DECIDE) and group.is_supported
    lacking = [row.membership for row in page.object_list if row.state == MISSING and row.membership]
    context = {
        "group": group,
        "page": page,
        "total": len(people),
        "kind": kind,
        "kinds": MembershipKind.choices,
        "state": state,
        "statuses": statuses.items(),
        "sees_missing": sees_missing,
        "text": text,
        "waiting": sum(row.state == INVITED for row in people),
        "lacking": sum(row.state == MISSING and row.email != request.user.email for row in people),
        "asked": asked_on(lacking, on) if may_remind and lacking else set(),
        "asked_for": list(group.requested_members.open(on)) if group.is_supported else [],
        "to_decide": Membership.objects.to_decide(on).filter(group=group).count() if may_decide else 0,
        "may_decide": may_decide,
        "sees_forecast": sees_reasons,
        "may_join": not request.user.is_official and bool(group.roles & {Role.LEAD, Role.CHAIR}),
        "may_remind": may_remind,
        "is_serving": any(row.email == request.user.email for row in people),
        "listed": counts(group),
        **_rights(group),
        **_facilitators(group, people, on),
    }
    return render(request, "overview/members.html", context)


def _rights(group: Group) -> dict[str, bool]:
    return {
        "may_invite": can(group.roles, Action.MEMBER_INVITE),
        "sees_contacts": can(group.roles, Action.MEMBER_CONTACT_VIEW),
        "sees_invited": can(group.roles, Action.INVITED_CONTACT_VIEW),
    }


def _facilitators(group: Group, people: Sequence[Row], on: date) -> dict[str, bool]:
    """Whether the group has any, and whether the chair lets them prepare."""
    has_any = any(row.membership and row.kind == MembershipKind.FACILITATOR for row in people)
    may_prepare = has_any and Preparation.objects.current(on).filter(group=group).exists()
    return {"has_facilitator": has_any, "may_prepare": may_prepare}


@require_GET
def detail(request: Request, pk: int, membership_pk: int) -> HttpResponse:
    """One membership, past ones too: details, what is missing, what was given and withdrawn."""
    on = today()
    group = get_group(request.user, Action.MEMBER_LIST, pk=pk, on=on)
    membership = get_membership(group, pk=membership_pk)
    result = assess(group.pk, on)
    is_declined = membership.approval == Approval.DECLINED
    is_current = not is_declined and (membership.ended_on is None or membership.ended_on > on)
    is_own = membership.person.user_id == request.user.pk
    sees_missing = is_own or can(group.roles, Action.MISSING_VIEW)
    missing = all_unmet_requirements([membership], result, on)[membership.pk] if is_current and sees_missing else []
    decisions = list(membership.decisions.select_related("decided_by"))
    returned = next((decision for decision in decisions if decision.is_open_return), None)
    may_remind = bool(missing) and not is_own and can(group.roles, Action.MEMBER_REMIND)
    hidden = withdrew_holding(Membership.objects.filter(pk=membership.pk), on)
    context = {
        "group": group,
        "membership": membership,
        "key": str(membership.pk),
        "is_current": is_current,
        "is_own": is_own,
        "sees_missing": sees_missing,
        "findings": findings_of(membership, result) if is_current and sees_missing else [],
        "missing": missing,
        "may_ask": may_remind and membership.person.email,
        "is_asked": may_remind and bool(asked_on([membership], on)),
        "ledger": _ledger(membership) if sees_missing else [],
        "invitation": Invitation.objects.filter(membership=membership).first(),
        **(_interests(membership) if is_own or sees_register(group) else {"interests": None, "has_declared": False}),
        "sees_contacts": is_own or (can(group.roles, Action.MEMBER_CONTACT_VIEW) and not hidden),
        "hides_contact": bool(hidden) and not is_own,
        "elsewhere": elsewhere(membership, on) if request.user.is_official else {},
        "decisions": decisions if is_own or can(group.roles, Action.GROUP_HISTORY) else [],
        "returned": returned if is_current and sees_missing else None,
        "may_submit": result.stage not in NOT_SUBMITTED and can(group.roles, Action.GROUP_SUBMIT),
        **_may_do(group, membership, on, is_current=is_current),
    }
    return render(request, "overview/member.html", context)


def _may_do(group: Group, membership: Membership, on: date, *, is_current: bool) -> dict[str, bool]:
    """What its reader may do about a membership that still serves."""
    may_decide = is_current and can(group.roles, Action.MEMBERSHIP_DECIDE)
    return {
        "may_correct": is_current and can(group.roles, Action.MEMBER_INVITE),
        "may_decide": may_decide and Membership.objects.to_decide(on).filter(pk=membership.pk).exists(),
        "may_end": is_current and can(group.roles, Action.MEMBER_END),
    }


def _interests(membership: Membership) -> dict[str, Any]:
    """What the person declared to the group, the newest first, and whether they declared at all."""
    theirs = {"group": membership.group_id, "person": membership.person_id}
    interests = Interest.objects.select_related("organisation", "declaration").order_by("-pk")
    return {
        "interests": interests.filter(**{f"declaration__{name}": key for name, key in theirs.items()}),
        "has_declared": Declaration.objects.filter(**theirs).exists(),
    }


def _ledger(membership: Membership) -> list[Statement | Consent]:
    """Statements and consents, the newest first."""
    rows: list[Statement | Consent] = [*membership.statements.all(), *membership.consents.all()]
    return sorted(rows, key=lambda row: (row.given_on, row.pk), reverse=True)
