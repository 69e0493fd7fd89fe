"""Claims for travelling to meetings: claimed by members, decided by the product manager, exported once, marked paid."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions.recipients import managers
from groups.actions.registering import lock_any
from groups.models import Group
from guidance.policies import TravelFund, policy_for
from meetings.emails.travel import travel_claimed, travel_decided
from meetings.enums import ClaimOutcome, Mode, Presence
from meetings.models import Attendance, Meeting, TravelClaim, TravelPayment, TravelReceipt
from meetings.rules.receipts import kind_of, safe_name
from meetings.rules.travel import Journey, latest_on, needs_reason, refusals
from members.models import Membership, Person
from portal import history
from portal.exceptions import Conflict

ANSWERS = ("critical_to", "why_in_person", "journey", "amount", "late_reason")
Upload = tuple[str, bytes]  # the file's name as it was sent, and what it holds


def fund_on(on: date) -> TravelFund | None:
    """What the policy in force on that day pays for travel; None where it pays nothing."""
    return policy_for(on).parameters.travel


def require_fund(group: Group, on: date) -> TravelFund:
    """Likewise; raises Conflict, which says so, where nothing is paid."""
    fund = fund_on(on)
    if fund is None:
        raise Conflict(
            f"Travel to meetings is not paid for under the guidance in force since"
            f" {policy_for(on).in_force_from:%-d %B %Y}. Claims made before stand.",
            state="No travel fund",
            next_href=reverse("meetings:list", args=[group.pk]),
            next_text="See the group’s meetings",
        )
    return fund


def journey_of(meeting: Meeting, person: Person) -> tuple[Journey, Membership | None]:
    """What is recorded of the person's way to the meeting, and as whose member they came; three statements."""
    employers = Membership.objects.employers().current(meeting.day).select_related("organisation")
    membership = employers.filter(group=meeting.group_id, person=person).first()
    came = Attendance.objects.filter(
        meeting=meeting, person=person, presence=Presence.CAME, mode=Mode.IN_PERSON
    ).exists()
    if membership is None:
        return Journey(meeting.held_on, came, False, "", "", 0), None
    body = membership.organisation
    others = TravelClaim.objects.not_refused().filter(meeting=meeting, organisation=body).exclude(person=person).count()
    return Journey(meeting.held_on, came, True, body.name, body.size, others), membership


def own_claim(meeting: Meeting, person: Person) -> TravelClaim | None:
    """The person's claim for the meeting that stands, whatever became of it but a refusal."""
    return TravelClaim.objects.not_refused().select_related("payment").filter(meeting=meeting, person=person).first()


@transaction.atomic
def claim(
    *, meeting: Meeting, answers: Mapping[str, Any], receipts: Sequence[Upload], by: User, now: datetime
) -> TravelClaim:
    """The user claims what the way to a meeting cost, own costs alone; the product manager hears.

    `answers`: as ANSWERS names: critical_to (Critical), why_in_person and journey (text), amount (pounds), late_reason
    (needed after the fund's usual days). `receipts`: at least one, of kinds that `kind_of` knows (ValueError
    otherwise). The same sent twice is claimed once. Raises Conflict where the policy in force pays nothing, the
    journey is not one that can be claimed for, or it was claimed before.
    """
    group, on = lock_any(meeting.group), timezone.localdate(now)
    fund, person = require_fund(group, on), Person.objects.get(user=by)
    existing = own_claim(meeting, person)
    if existing is not None:
        return _same_or_refuse(existing, answers)
    journey, membership = journey_of(meeting, person)
    _refuse(meeting, fund, journey, answers, on)
    made = TravelClaim(group=group, meeting=meeting, person=person, claimed_at=now, claimed_by=by)
    made.organisation = membership.organisation  # type: ignore[union-attr]  # who is no member was refused above
    for name in ANSWERS:
        setattr(made, name, answers[name])
    history.save(made, by=by, why="Travel claimed")
    _attach(made, receipts, by)
    for address, name in managers(group, on).items():
        travel_claimed(made, to=address, name=name)
    return made


def _same_or_refuse(claim: TravelClaim, answers: Mapping[str, Any]) -> TravelClaim:
    if (claim.journey, claim.amount) == (answers["journey"], answers["amount"]):
        return claim
    raise Conflict(
        "You have claimed for this meeting already.",
        state=claim.state.label,
        at=claim.claimed_at,
        next_href=claim.get_absolute_url(),
        next_text="See your claim",
    )


def _refuse(meeting: Meeting, fund: TravelFund, journey: Journey, answers: Mapping[str, Any], on: date) -> None:
    refused = refusals(fund, journey, on=on)
    if not refused and needs_reason(fund, meeting.day, on=on) and not answers["late_reason"]:
        refused = [f"The meeting was more than {fund.usual_days} days ago: a claim must say why it comes late."]
    if refused:
        raise Conflict(" ".join(refused), next_href=meeting.get_absolute_url(), next_text="See the meeting")


def _attach(made: TravelClaim, receipts: Sequence[Upload], by: User) -> None:
    files = {hashlib.sha256(data).hexdigest(): (name, data) for name, data in receipts}
    if not files or not all(kind_of(data) for _, data in files.values()):
        raise ValueError("A claim needs receipts, each a PDF, PNG or JPEG file")
    for digest, (name, data) in files.items():
        kind = kind_of(data)
        receipt = TravelReceipt(claim=made, name=safe_name(name, kind), size=len(data), digest=digest)
        receipt.file.save(f"receipt.{kind}", ContentFile(data), save=False)
        history.save(receipt, by=by, why="Receipt attached")


@transaction.atomic
def decide(*, claim: TravelClaim, outcome: ClaimOutcome, reasons: str, by: User, now: datetime) -> TravelClaim:
    """Approve or refuse (with reasons) a claim, once; its claimant hears. The same decision sent twice is one.

    Raises PermissionDenied for the claimant, Conflict where it was decided otherwise, ValueError for a refusal without
    reasons.
    """
    claim = (
        TravelClaim.objects.select_for_update(of=("self",))
        .select_related("group", "person", "meeting")
        .get(pk=claim.pk)
    )
    if claim.claimed_by_id == by.pk:
        raise PermissionDenied("Nobody decides on an own claim.")
    if outcome == ClaimOutcome.REFUSED and not reasons:
        raise ValueError("A refusal needs reasons")
    if (claim.outcome, claim.reasons) == (outcome, reasons):
        return claim
    if claim.decided_at:
        raise Conflict(
            "This claim has been decided already.",
            state=claim.get_outcome_display(),
            by=str(claim.decided_by),
            at=claim.decided_at,
            next_href=claim.get_absolute_url(),
            next_text="See the claim",
        )
    claim.outcome, claim.reasons, claim.decided_at, claim.decided_by = outcome, reasons, now, by
    fields = ["outcome", "reasons", "decided_at", "decided_by"]
    history.save(claim, by=by, why=f"Travel claim {outcome.label.lower()}", fields=fields)
    if claim.person.email:
        travel_decided(claim, to=claim.person.email, name=claim.person.name)
    return claim


def latest_for(fund: TravelFund, meeting: Meeting) -> date:
    """The last day on which a claim for the meeting is taken."""
    return latest_on(fund, meeting.day)


# --- payment ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def export(*, group: Group, by: User, now: datetime) -> TravelPayment:
    """Put every approved claim of the group that is in no payment yet into a new one; each is exported once.

    Raises Conflict where there is none.
    """
    group = lock_any(group)
    claims = list(TravelClaim.objects.to_pay().filter(group=group).select_for_update().order_by("pk"))
    if not claims:
        raise _out_of_order(group, "There is no approved claim that waits to be sent for payment.")
    payment = history.save(TravelPayment(group=group, made_at=now, made_by=by), by=by, why="Sent for payment")
    for claim in claims:
        claim.payment = payment
        history.save(claim, by=by, why="Sent for payment", fields=["payment"])
    return payment


@transaction.atomic
def mark_paid(*, payment: TravelPayment, by: User, now: datetime) -> TravelPayment:
    """The claims of the payment are paid; a second time changes nothing."""
    payment = TravelPayment.objects.select_for_update().get(pk=payment.pk)
    if payment.paid_at is None:
        payment.paid_at, payment.paid_by = now, by
        history.save(payment, by=by, why="Travel paid", fields=["paid_at", "paid_by"])
    return payment


def _out_of_order(group: Group, message: str) -> Conflict:
    return Conflict(message, next_href=reverse("meetings:travel", args=[group.pk]), next_text="See the travel claims")
