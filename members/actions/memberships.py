"""What changes in a membership: own answers at once and by oneself; the chair corrects details and ends memberships."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.recipients import leaders, managers
from groups.actions.registering import lock, lock_any, refuse_while_submitted
from groups.models import Group
from guidance.statements import Wording
from guidance.vocabulary import Approval, ConsentCode, StatementCode
from members import emails
from members.actions import hand_overs, organisations
from members.actions import ledger as ledgers
from members.actions.details import Seen, refuse_stale
from members.models import Consent, Membership, Statement
from portal import history
from portal.exceptions import Conflict

OWN_FIELDS = ("job_title", "job_description", "plans_to_serve_until", "occupation_experience", "expertise")


@transaction.atomic
def change_own_details(
    *, membership: Membership, answers: Mapping[str, Any], by: User, now: datetime, seen: Seen | None = None
) -> Membership:
    """The person changes name, telephone, job title, plans, experience, expertise and the organisation's details.

    `answers` holds these fields (those of members only where they were asked) and `organisation`, a dict with its name;
    `seen`: what the form showed. Raises StaleForm where somebody saved these details meanwhile.
    """
    lock(membership.group)
    membership = lock_serving(membership, now)
    page = reverse("overview:mine_details", args=[membership.group_id])
    refuse_stale(membership, answers, seen=seen, page=page)
    person = membership.person
    person.name, person.phone = answers["name"], answers["phone"]
    history.save(person, by=by, why="Own details changed", fields=["name", "phone"])
    for field in OWN_FIELDS:
        if field in answers:
            setattr(membership, field, answers[field])
    return _save(membership, answers["organisation"], by=by, now=now, why="Own details changed")


@transaction.atomic
def correct(
    *,
    membership: Membership,
    answers: Mapping[str, Any],
    by: User,
    now: datetime,
    seen: Seen | None = None,
    existing: organisations.OrganisationKeys | None = None,
) -> Membership:
    """The chair corrects `job_title` and `organisation`, perhaps `job_description`; `seen`: what the form showed,
    `existing` as in `organisations.keep`.

    Raises Conflict once it ended or while it is with the regulator, StaleForm where somebody saved it meanwhile.
    """
    group = lock(membership.group)
    membership = lock_serving(membership, now)
    refuse_submitted(membership, group)
    page = reverse("members:correct", args=[group.pk, membership.pk])
    refuse_stale(membership, answers, seen=seen, page=page)
    membership.job_title = answers["job_title"]
    membership.job_description = answers.get("job_description", membership.job_description)
    return _save(membership, answers["organisation"], by=by, now=now, why="Details corrected", existing=existing)


def _save(
    membership: Membership,
    organisation: Mapping[str, Any],
    *,
    by: User,
    now: datetime,
    why: str,
    existing: organisations.OrganisationKeys | None = None,
) -> Membership:
    details = dict(organisation)
    name, group = details.pop("name"), membership.group
    membership.organisation = organisations.keep(
        group=group, name=name, details=details, by=by, why=why, existing=existing
    )
    history.save(membership, by=by, why=why, fields=[*OWN_FIELDS, "organisation"])
    mark_changed(membership.group, now)
    return membership


@transaction.atomic
def give(
    *,
    membership: Membership,
    statements: Iterable[str],
    consents: Iterable[str],
    wording: Wording,
    is_chair: bool,
    by: User,
    now: datetime,
) -> Membership:
    """Give statements and consents, by their codes; it counts at once. What is not among them stays as it is.

    `wording` is what was shown; codes that it does not ask of this membership are left out.
    """
    lock_any(membership.group)
    membership = lock_serving(membership, now)
    asked: dict[type[Statement] | type[Consent], tuple] = {
        Statement: (wording.statements(membership.kind), statements),
        Consent: (wording.consents(membership.kind, is_chair=is_chair), consents),
    }
    on = timezone.localdate(now)
    for ledger, (items, given) in asked.items():
        codes = {item.code for item in items} & set(given)
        ledgers.give(ledger=ledger, membership=membership, codes=codes, wording=wording, by=by, on=on)
    mark_changed(membership.group, now)
    return membership


@transaction.atomic
def withdraw(*, membership: Membership, code: str, by: User, now: datetime) -> bool:
    """The person takes back one statement or consent; it counts at once, and those who lead the group are told.

    Done once: whether there was anything left to withdraw. Nobody is told of wider mailings, which concern the person
    alone. Raises Conflict once the membership has ended.
    """
    group, on = lock_any(membership.group), timezone.localdate(now)
    membership = lock_serving(membership, now)
    if not ledgers.withdraw(membership=membership, code=code, by=by, on=on):
        return False
    mark_changed(group, now)
    if code != ConsentCode.WIDER_MAILINGS:
        what = (ConsentCode if code in ConsentCode.values else StatementCode)(code).label
        for address, name in (leaders(group, on) | managers(group, on)).items():
            if address != by.email:
                emails.withdrawn(membership, what=str(what), on=on, to=address, name=name)
    return True


@transaction.atomic
def end(*, membership: Membership, reason: str, ended_on: date, by: User, now: datetime) -> Membership:
    """End the membership: `ended_on` is the first day no longer served. A chair stops being one on the same day.

    An end in the future can be changed, and where it moves so does the end as chair that came of it; the same end twice
    is written once. Raises Conflict once it has ended or while the membership is submitted.
    """
    group = lock_any(membership.group)
    membership = lock_serving(membership, now)
    refuse_submitted(membership, group)
    if (membership.ended_on, membership.end_reason) == (ended_on, reason):
        return membership
    was, membership.ended_on, membership.end_reason = membership.ended_on, ended_on, reason
    history.save(membership, by=by, why=f"Ended: {reason}", fields=["ended_on", "end_reason"])
    hand_overs.leave(group=group, person=membership.person, ended_on=ended_on, by=by, now=now)
    if was is not None and was < ended_on:
        hand_overs.stay(group=group, person=membership.person, was=was, ended_on=ended_on, by=by)
    if membership.person.email:
        emails.membership_ended(membership, to=membership.person.email)
    mark_changed(membership.group, now)
    return membership


def refuse_submitted(membership: Membership, group: Group) -> None:
    """A member who was returned, or joined since, may be put right while the regulator considers the others."""
    if membership.approval != Approval.DRAFT:
        refuse_while_submitted(group)


def lock_serving(membership: Membership, now: datetime) -> Membership:
    """The membership under a row lock, if it has not ended. Raises Conflict otherwise."""
    locked = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("group__occupation", "person", "organisation")
        .get(pk=membership.pk)
    )
    refuse_ended(locked, timezone.localdate(now))
    return locked


def refuse_ended(membership: Membership, on: date) -> None:
    """Raise Conflict once it was declined, or has ended by that day."""
    is_declined = membership.approval == Approval.DECLINED
    if not is_declined and (membership.ended_on is None or membership.ended_on > on):
        return
    last = membership.history.select_related("history_user").first()
    until = f", until {membership.ended_on:%-d %B %Y}" if membership.ended_on else ""
    ended = f"{membership.get_end_reason_display() or 'Ended'}{until}"
    raise Conflict(
        f"The membership of {membership.person.name} {'was declined' if is_declined else 'has ended'}.",
        state=membership.get_approval_display() if is_declined else ended,
        by=str(last.history_user or "") if last else "",
        at=last.history_date if last else None,
        next_href=reverse("overview:members", args=[membership.group_id]),
        next_text="See the members",
    )
