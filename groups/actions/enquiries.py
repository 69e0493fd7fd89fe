"""An enquiry: sent, confirmed by its sender, then accepted, joined to a group or declined."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions import ensure_user
from accounts.models import User
from groups import emails
from groups.actions import intake, mark_changed
from groups.actions.allocating import begin
from groups.enums import NEXT_ENQUIRY_STATE, EnquiryState
from groups.models import Enquiry, Group
from occupations.actions import add_potential_occupation
from occupations.models import Occupation
from portal import history
from portal.exceptions import Conflict
from portal.links import absolute, new_nonce, sign
from portal.references import next_number

CONFIRM = "groups.enquiry.confirm"
UNCONFIRMED_A_DAY = 5  # mails to one address that nobody confirmed


@transaction.atomic
def send(*, answers: dict[str, Any], by: User | None, now: datetime) -> Enquiry:
    """Keep a new enquiry. A signed-in sender's is received at once; anybody else confirms the address by mail.

    `answers` are the fields of the enquiry form. An address that left five enquiries unconfirmed in a day gets no
    further mail; the page says the same, so that nobody learns which addresses are in use.
    """
    number = next_number("groups_enquiry_number")
    enquiry = Enquiry(**answers, reference=f"EN{number:04d}", nonce=new_nonce(), sent_at=now)
    enquiry.email = enquiry.email.lower()
    if by is not None:
        return _receive(enquiry, user=by, now=now)
    is_flood = _unconfirmed(enquiry.email, now) >= UNCONFIRMED_A_DAY
    history.save(enquiry, by=None, why="Enquiry sent")
    if not is_flood:
        emails.confirm_enquiry(enquiry, absolute(f"/enquiries/confirm/{sign(CONFIRM, enquiry.pk, enquiry.nonce)}/"))
    return enquiry


def _unconfirmed(email: str, now: datetime) -> int:
    recent = Enquiry.objects.filter(email=email, state=EnquiryState.UNCONFIRMED, sent_at__gt=now - timedelta(days=1))
    return recent.count()


@transaction.atomic
def confirm(*, enquiry: Enquiry, now: datetime) -> Enquiry:
    """The sender followed the mailed link: the enquiry is received, and its sender has an account. Done once."""
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if enquiry.state != EnquiryState.UNCONFIRMED:
        return enquiry
    user, _ = ensure_user(email=enquiry.email, name=enquiry.name)
    return _receive(enquiry, user=user, now=now)


def _receive(enquiry: Enquiry, *, user: User, now: datetime) -> Enquiry:
    enquiry.state, enquiry.received_at, enquiry.user = EnquiryState.RECEIVED, now, user
    enquiry.allocated_to = intake.first_official(enquiry, timezone.localdate(now))
    history.save(enquiry, by=user, why="Enquiry received")
    emails.enquiry_received(enquiry)
    if enquiry.allocated_to is not None:
        emails.enquiry_allocated(enquiry, enquiry.allocated_to)
    return enquiry


@transaction.atomic
def record(*, answers: dict[str, Any], by: User, now: datetime) -> Enquiry:
    """An official records an enquiry that came another way; the enquirer gets an account and the same mail."""
    user, _ = ensure_user(email=answers["email"], name=answers["name"])
    number = next_number("groups_enquiry_number")
    enquiry = Enquiry(**answers, reference=f"EN{number:04d}", nonce=new_nonce(), sent_at=now, recorded_by=by)
    enquiry.email = enquiry.email.lower()
    return _receive(enquiry, user=user, now=now)


@transaction.atomic
def accept(*, enquiry: Enquiry, product_manager: User, by: User, now: datetime) -> Group:
    """Make a group of the enquiry. Its first contact is the day the enquiry was received; the product manager leads.

    Raises Conflict when the enquiry was decided already.
    """
    enquiry = _lock_for(enquiry, EnquiryState.ACCEPTED)
    group = _new_group(enquiry, by)
    today = timezone.localdate(now)
    begin(group=group, user=product_manager, started_on=today, note="", by=by)
    enquiry.group = group
    _decide(enquiry, EnquiryState.ACCEPTED, by=by, now=now)
    mark_changed(group, now)
    return group


@transaction.atomic
def join(*, enquiry: Enquiry, group: Group, reason: str, by: User, now: datetime) -> Enquiry:
    """A group for the occupation exists: the enquirer is told which, and the group's chair will hear from the official.

    Raises Conflict when the enquiry was decided already.
    """
    enquiry = _lock_for(enquiry, EnquiryState.JOINED)
    enquiry.group, enquiry.decision_reason = group, reason
    return _decide(enquiry, EnquiryState.JOINED, by=by, now=now)


@transaction.atomic
def decline(*, enquiry: Enquiry, reason: str, by: User, now: datetime) -> Enquiry:
    """Say no, with the reason that the enquirer reads. Raises Conflict when the enquiry was decided already."""
    enquiry = _lock_for(enquiry, EnquiryState.DECLINED)
    enquiry.decision_reason = reason
    return _decide(enquiry, EnquiryState.DECLINED, by=by, now=now)


def _decide(enquiry: Enquiry, state: EnquiryState, *, by: User, now: datetime) -> Enquiry:
    enquiry.state, enquiry.decided_at, enquiry.decided_by = state, now, by
    history.save(enquiry, by=by, why=f"Enquiry {state.value}")
    emails.enquiry_decided(enquiry)
    return enquiry


def _lock_for(enquiry: Enquiry, to: EnquiryState) -> Enquiry:
    """Re-read under a row lock, so that two officials cannot both decide."""
    locked = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if to not in NEXT_ENQUIRY_STATE[EnquiryState(locked.state)]:
        raise decided_already(locked)
    return locked


def decided_already(enquiry: Enquiry) -> Conflict:
    return Conflict(
        "This enquiry has been decided already.",
        state=enquiry.get_state_display(),
        by=str(enquiry.decided_by or ""),
        at=enquiry.decided_at,
        next_href=enquiry.get_absolute_url(),
        next_text="See the enquiry",
    )


def _new_group(enquiry: Enquiry, by: User) -> Group:
    group = Group(
        reference=new_reference(),
        name=enquiry.title,
        occupation=enquiry.occupation or _new_occupation(enquiry, by),
        first_contact_on=_first_contact(enquiry),
    )
    return history.save(group, by=by, why=f"Enquiry {enquiry.reference} accepted")


def new_reference() -> str:
    """The reference of the next group."""
    return f"TB{next_number('groups_group_number'):04d}"


def _first_contact(enquiry: Enquiry) -> date:
    return timezone.localdate(enquiry.received_at)


def _new_occupation(enquiry: Enquiry, by: User) -> Occupation:
    return add_potential_occupation(
        title=enquiry.proposed_title,
        level=enquiry.proposed_level,
        route=enquiry.route,
        by=by,
        reason=f"Enquiry {enquiry.reference} accepted",
    )
