"""The chair asks people to serve: invite, correct, remind, send again, revoke."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions.registering import lock, refuse_while_submitted
from groups.models import Group
from members import emails
from members.actions import organisations
from members.actions.details import Seen, refuse_stale
from members.actions.people import ADDRESS_REPLACED, merged_into_address
from members.models import Invitation, Membership
from portal import history
from portal.exceptions import Conflict
from portal.links import new_nonce

PERSON_FIELDS = ("name", "email", "job_title", "adviser_kind")
OPTIONAL_FIELDS = ("phone", "job_description")


@dataclass
class AlreadyThere(Exception):
    """The address belongs to somebody who is invited or serves already; `message` says so to the chair."""

    message: str


class TooSoon(Exception):
    """The person was written to today already."""


@transaction.atomic
def invite(
    *, group: Group, kind: str, answers: Mapping[str, Any], by: User, now: datetime, by_mail: bool = True
) -> Invitation:
    """Invite a person and send the link (`by_mail=False`: people who add themselves need none).

    `answers`: name, email, job_title, adviser_kind, perhaps phone and job_description, and `organisation`: a dict of
    Organisation's fields with its name.
    Raises AlreadyThere for an address that is invited or serves, Conflict while the membership is submitted.
    """
    group = lock(group)
    refuse_while_submitted(group)
    _refuse_existing(group, answers["email"].lower(), now)
    return write(group=group, kind=kind, answers=answers, by=by, now=now, by_mail=by_mail)


def write(
    *,
    group: Group,
    kind: str,
    answers: Mapping[str, Any],
    by: User,
    now: datetime,
    by_mail: bool = True,
    existing: organisations.OrganisationKeys | None = None,
) -> Invitation:
    """The invitation itself, for who holds the group's lock and knows the address is free; `existing` as in `keep`."""
    invitation = Invitation(group=group, kind=kind, nonce=new_nonce(), invited_at=now, invited_by=by, sent_at=now)
    _fill(invitation, answers, by, existing)
    history.save(invitation, by=by, why="Invited")
    if by_mail:
        emails.invitation(invitation)
    return invitation


@transaction.atomic
def correct(
    *,
    invitation: Invitation,
    answers: Mapping[str, Any],
    by: User,
    now: datetime,
    existing: organisations.OrganisationKeys | None = None,
    seen: Seen | None = None,
) -> Invitation:
    """Change a waiting invitation. A new address gets a new link by mail, and the old one is void.

    `existing` as in `organisations.keep`; `seen`: what the form showed. Raises AlreadyThere and Conflict as `invite`
    does, and StaleForm where somebody saved it meanwhile.
    """
    group = lock(invitation.group)
    refuse_while_submitted(group)
    invitation = _lock_waiting(invitation)
    page = reverse("members:edit_invitation", args=[group.pk, invitation.pk])
    refuse_stale(invitation, answers, seen=seen, page=page)
    email = answers["email"].lower()
    has_moved = email != invitation.email
    if has_moved:
        _refuse_existing(group, email, now)
    _fill(invitation, answers, by, existing)
    if not has_moved:
        return history.save(invitation, by=by, why="Invitation corrected")
    invitation.opened_at, invitation.answers = None, {}
    return _send_anew(invitation, by=by, now=now, why="Invited at another address")


def _fill(
    invitation: Invitation, answers: Mapping[str, Any], by: User, existing: organisations.OrganisationKeys | None = None
) -> None:
    for field in (*PERSON_FIELDS, *(name for name in OPTIONAL_FIELDS if name in answers)):
        setattr(invitation, field, answers.get(field, ""))
    invitation.email = invitation.email.lower()
    details = dict(answers["organisation"])
    name = details.pop("name")
    invitation.organisation = organisations.keep(
        group=invitation.group, name=name, details=details, by=by, why="Named in an invitation", existing=existing
    )


def _refuse_existing(group: Group, email: str, now: datetime) -> None:
    if Invitation.objects.waiting().filter(group=group, email=email).exists():
        raise AlreadyThere("This person has an invitation already. You can remind them from the list of members")
    kept = merged_into_address([email]).get(email)
    is_theirs = Q(person__email=email) | Q(person__user__email=email) | Q(person=kept)
    if Membership.objects.current(timezone.localdate(now)).filter(is_theirs, group=group).exists():
        raise AlreadyThere("This person serves on the group already")
    if kept is not None:
        raise AlreadyThere(ADDRESS_REPLACED)
    if User.objects.filter(email=email).exclude(official_role="").exists():
        raise AlreadyThere(f"This address belongs to an official of {settings.REGULATOR_NAME}, who cannot serve")


@transaction.atomic
def remind(*, invitation: Invitation, by: User, now: datetime) -> Invitation:
    """Write once more to a person who has not accepted; with a new link where the old one has expired.

    Raises TooSoon when the person was written to today, Conflict when the invitation was accepted or revoked.
    """
    invitation = _lock_waiting(invitation)
    if was_written_today(invitation, now):
        raise TooSoon
    return _remind(invitation, by=by, now=now)


@transaction.atomic
def remind_all(*, group: Group, by: User, now: datetime) -> tuple[int, int]:
    """Remind everyone who has not accepted; returns how many were written to and how many had been today already."""
    group = lock(group)
    waiting = list(Invitation.objects.waiting().select_for_update(of=("self",)).filter(group=group).order_by("pk"))
    due = [invitation for invitation in waiting if not was_written_today(invitation, now)]
    for invitation in due:
        _remind(invitation, by=by, now=now)
    return len(due), len(waiting) - len(due)


def was_written_today(invitation: Invitation, now: datetime) -> bool:
    last = max(filter(None, [invitation.sent_at, invitation.reminded_at]))
    return timezone.localdate(last) == timezone.localdate(now)


def _remind(invitation: Invitation, *, by: User, now: datetime) -> Invitation:
    if invitation.has_expired(now):
        return _send_anew(invitation, by=by, now=now, why="Sent again, as the link had expired")
    invitation.reminded_at = now
    history.save(invitation, by=by, why="Reminded", fields=["reminded_at"])
    emails.reminder(invitation)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: User, now: datetime) -> Invitation:
    """Send a new link; the old one is void. Raises Conflict when the invitation was accepted or revoked."""
    return _send_anew(_lock_waiting(invitation), by=by, now=now, why="Sent again")


def _send_anew(invitation: Invitation, *, by: User, now: datetime, why: str) -> Invitation:
    invitation.nonce, invitation.sent_at = new_nonce(), now
    history.save(invitation, by=by, why=why)
    emails.invitation(invitation)
    return invitation


@transaction.atomic
def revoke(*, invitation: Invitation, by: User, now: datetime) -> Invitation:
    """Take the invitation back: its link says so from now on. Done once; raises Conflict when it was accepted."""
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("group").get(pk=invitation.pk)
    if locked.revoked_at:
        return locked
    invitation = _lock_waiting(locked)
    invitation.revoked_at, invitation.revoked_by = now, by
    return history.save(invitation, by=by, why="Revoked", fields=["revoked_at", "revoked_by"])


def record_opened(*, invitation: Invitation, now: datetime) -> None:
    """The link was followed for the first time. A plain update: the moment itself is the record."""
    Invitation.objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=now)


def _lock_waiting(invitation: Invitation) -> Invitation:
    """The invitation under a row lock, if it is still waiting. Raises Conflict otherwise."""
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("group", "organisation", "invited_by", "revoked_by")
        .get(pk=invitation.pk)
    )
    refuse_answered(locked)
    return locked


def refuse_answered(invitation: Invitation) -> None:
    """Raise Conflict once it was accepted or revoked."""
    if invitation.accepted_at is None and invitation.revoked_at is None:
        return
    is_accepted = invitation.accepted_at is not None
    raise Conflict(
        f"The invitation of {invitation.name} is not waiting any more.",
        state="Accepted" if is_accepted else "Revoked",
        by=invitation.name if is_accepted else str(invitation.revoked_by),
        at=invitation.accepted_at or invitation.revoked_at,
        next_href=reverse("overview:members", args=[invitation.group_id]),
        next_text="See the members",
    )
