"""The regulator decides about single members: those submitted, and those who joined after the group was approved."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NoReturn

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed, recipients
from groups.actions.registering import lock
from groups.models import Group, MembershipSubmission
from guidance.assessment import assess
from guidance.vocabulary import Approval
from members.actions import hand_overs
from members.actions.unmet_requirements import in_short, unmet_requirements_of
from members.emails import deciding as emails
from members.enums import APPROVAL_AFTER, MemberOutcome
from members.models import MemberDecision, Membership, MembershipQuerySet
from portal import history
from portal.edits import form_digest
from portal.exceptions import Conflict, StaleForm

SHOWN = ("name", "kind", "sector", "size", "region")  # of the organisation, to the one who decides


def seen(membership: Membership) -> str:
    """A stamp of what the one who decides is shown; bring `organisation` and `decisions` along."""
    content: dict[str, Any] = {name: getattr(membership.organisation, name) for name in SHOWN}
    last = max((decision.pk for decision in membership.decisions.all()), default=0)
    return form_digest(
        {**content, "job_title": membership.job_title, "approval": membership.approval, "decision": last}
    )


@transaction.atomic
def decide(
    *, group: Group, chosen: Mapping[int, str], outcome: MemberOutcome, reasons: str, by: User, now: datetime
) -> list[MemberDecision]:
    """Approve, return or decline these members, all or none; the group's chairs are told in one message.

    `chosen`: the key of each membership with its stamp (`seen`) as it was shown. `reasons` may be empty for approvals.
    Raises StaleForm, with who decided what, where one of them waits no more or was changed since it was shown, and
    Conflict where one to be approved lacks what the guidance asks of members.
    """
    group, on = lock(group), timezone.localdate(now)
    mine = [("Decision", str(outcome.label)), ("Reasons", reasons or "None given")]
    members = _refuse_stale(group, chosen, on, mine)
    if outcome == MemberOutcome.APPROVED:
        refuse_incomplete(group, members, on)
    content = recipients.leaders(group, on)  # before one of them may be declined
    decisions = [_decide(member, outcome, reasons, by=by, now=now) for member in members]
    for address, name in content.items():
        emails.members_decided(decisions, to=address, name=name)
    mark_changed(group, now)
    return decisions


def ensure_approved(*, membership: Membership, by: User, now: datetime) -> Membership:
    """A serving employer member of an approved group, approved now unless before. Call it under the group's lock.

    Raises Conflict for somebody who serves no longer, is no employer member or lacks something, and before the group is
    approved.
    """
    group, on = membership.group, timezone.localdate(now)
    results = Membership.objects.current(on).employers().filter(pk=membership.pk).select_for_update(of=("self",))
    current = results.select_related("group", "person").first()
    if current is None or group.membership_approved_on is None:
        raise Conflict(
            "Only a serving employer member of an approved group is approved here.",
            next_href=reverse("overview:members", args=[group.pk]),
            next_text="See the members",
        )
    if current.approval != Approval.APPROVED:
        refuse_incomplete(group, [current], on)
        _decide(current, MemberOutcome.APPROVED, "", by=by, now=now)
        mark_changed(group, now)
    return current


def refuse_incomplete(group: Group, members: Iterable[Membership], on: date) -> None:
    """Raise Conflict where the guidance's requirements of members are not met for one of them."""
    result = assess(group.pk, on)
    lacking = {member.person.name: in_short(unmet_requirements_of(member, result)) for member in members}
    lines = [f"{name}: {'; '.join(missing)}" for name, missing in lacking.items() if missing]
    if lines:
        raise Conflict(
            f"Nobody can be approved while something is missing. {'. '.join(lines)}.",
            next_href=reverse("members:decide", args=[group.pk]),
            next_text="See who waits for a decision",
        )


@transaction.atomic
def submit_again(*, membership: Membership, by: User, now: datetime) -> Membership:
    """The chair has put right what a member was returned for. Raises Conflict for one who was not returned alone.

    Where the membership as a whole is not with the regulator either, it is submitted as a whole.
    """
    group = lock(membership.group)
    locked = Membership.objects.select_for_update(of=("self",)).select_related("person", "group")
    membership = locked.get(pk=membership.pk)
    is_open = MembershipSubmission.objects.filter(group=group, decided_at=None).exists()
    returns = membership.decisions.open_returns()
    serves = Membership.objects.current(timezone.localdate(now)).filter(pk=membership.pk).exists()
    if not (serves and returns.exists() and (is_open or group.membership_approved_on)):
        raise _out_of_date(membership, "There is nothing to submit again.")
    _close_returns(membership, by=by, now=now, why="Member submitted again")
    membership.approval = Approval.SUBMITTED
    history.save(membership, by=by, why="Member submitted again", fields=["approval"])
    for address, name in recipients.managers(group, timezone.localdate(now)).items():
        emails.member_submitted_again(membership, at=now, to=address, name=name)
    mark_changed(group, now)
    return membership


# --- the single decision ---------------------------------------------------------------------------------------------
def _decide(membership: Membership, outcome: MemberOutcome, reasons: str, *, by: User, now: datetime) -> MemberDecision:
    why = f"Member {outcome.value}"
    _close_returns(membership, by=by, now=now, why="Submitted again")
    membership.approval = APPROVAL_AFTER[outcome]
    history.save(membership, by=by, why=why, fields=["approval"])
    decision = MemberDecision(membership=membership, outcome=outcome, reasons=reasons, decided_at=now, decided_by=by)
    history.save(decision, by=by, why=why)
    if outcome == MemberOutcome.DECLINED:
        on = timezone.localdate(now)
        hand_overs.leave(group=membership.group, person=membership.person, ended_on=on, by=by, now=now)
        emails.member_declined(decision)
    return decision


def _close_returns(membership: Membership, *, by: User, now: datetime, why: str) -> None:
    for decision in membership.decisions.open_returns():
        decision.mended_at, decision.mended_by = now, by
        history.save(decision, by=by, why=why, fields=["mended_at", "mended_by"])


# --- what was decided meanwhile --------------------------------------------------------------------------------------
def waiting(group: Group, keys: Iterable[int], on: date) -> list[Membership]:
    """Those of these members who wait for a decision on that day, by name, with what `seen` reads."""
    return _waiting(Membership.objects.all(), group, keys, on)


def _refuse_stale(group: Group, chosen: Mapping[int, str], on: date, mine: list[tuple[str, str]]) -> list[Membership]:
    locked = Membership.objects.select_for_update(of=("self",))
    fresh = [
        membership for membership in _waiting(locked, group, chosen, on) if seen(membership) == chosen[membership.pk]
    ]
    if len(fresh) < len(chosen):
        refuse(group, set(chosen) - {membership.pk for membership in fresh}, mine=mine)
    return fresh


def _waiting(rows: MembershipQuerySet, group: Group, keys: Iterable[int], on: date) -> list[Membership]:
    results = rows.to_decide(on).filter(group=group, pk__in=list(keys)).prefetch_related("decisions__decided_by")
    return list(results.select_related("person", "organisation", "group").order_by("person__name", "pk"))


def refuse(group: Group, keys: Collection[int], *, mine: list[tuple[str, str]]) -> NoReturn:
    """Raise StaleForm: what became of these members of the group, by whom and when; `mine` is what was sent."""
    stale = Membership.objects.filter(group=group, pk__in=keys).select_related("person").order_by("person__name")
    latest = [(membership, membership.history.select_related("history_user").first()) for membership in stale]
    if not latest:
        page = reverse("members:decide", args=[group.pk])
        raise Conflict("Nobody of those selected is in the group.", next_href=page, next_text="Select again")
    newest = max((row for _, row in latest), key=lambda row: row.history_date)
    raise StaleForm(
        "Somebody has decided about these members, or changed them, since you selected them. Nothing was decided for"
        " anybody.",
        by=str(newest.history_user or ""),
        at=newest.history_date,
        next_href=reverse("members:decide", args=[group.pk]),
        next_text="See who waits for a decision now",
        theirs=[(membership.person.name, _last_event(row)) for membership, row in latest],
        mine=mine,
    )


def _last_event(row: Any) -> str:
    """The last thing that happened to a membership: what, by whom, when."""
    at = timezone.localtime(row.history_date)
    who = f" by {row.history_user}" if row.history_user else ""
    return f"{row.history_change_reason or 'Changed'}{who} on {at:%-d %B %Y} at {at:%H:%M}"


def _out_of_date(membership: Membership, message: str) -> Conflict:
    last = membership.history.select_related("history_user").first()
    return Conflict(
        message,
        state=str(membership.get_approval_display()),
        by=str(last.history_user or "") if last else "",
        at=last.history_date if last else None,
        next_href=membership.get_absolute_url(),
        next_text="See the membership",
    )
