"""A member works for another employer: the membership ends, another begins, and what hangs on the employer is asked."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed, recipients
from groups.actions.registering import lock
from groups.models import Group
from guidance.statements import OF_THE_EMPLOYER, Wording
from members.actions import organisations
from members.actions.ledger import give
from members.actions.memberships import lock_serving, refuse_submitted
from members.emails import deciding as emails
from members.enums import EndReason
from members.models import ChairAppointment, Consent, Membership, Statement
from portal import history

ASKED_ANEW = ("job_title", "plans_to_serve_until", "occupation_experience")
WHY = "Changed employer"


@transaction.atomic
def change_employer(
    *,
    membership: Membership,
    moved_on: date,
    answers: Mapping[str, Any],
    given: Iterable[str],
    wording: Wording,
    by: User,
    now: datetime,
) -> Membership:
    """End the membership for the old employer on the day, and begin one for the new; returns the new one.

    `moved_on` is the first day with the new employer, today or before. `answers`: job_title, of employer members
    plans_to_serve_until and occupation_experience, and `organisation`, a dict with its name. `given`: codes of the
    statements and consents of `guidance.statements.OF_THE_EMPLOYER` that hold for the new employer; all others go on.
    The new membership waits for the regulator, and a chair confirms anew. Raises Conflict while the membership is
    submitted.
    """
    group, on = lock(membership.group), timezone.localdate(now)
    old = lock_serving(membership, now)
    refuse_submitted(old, group)
    new = _begin(old, moved_on, answers, by=by)
    old.ended_on, old.end_reason = moved_on, EndReason.CHANGED_EMPLOYER
    history.save(old, by=by, why=WHY, fields=["ended_on", "end_reason"])
    history.save(new, by=by, why=WHY)
    _carry_over(old, new, by=by)
    _give(new, given, wording, by=by, on=on)
    _ask_the_chair(group, new, on, by=by)
    for address, name in recipients.leaders(group, on).items():
        if address != by.email:
            emails.employer_changed(old, new, to=address, name=name)
    mark_changed(group, now)
    return new


def _begin(old: Membership, moved_on: date, answers: Mapping[str, Any], *, by: User) -> Membership:
    """Not saved yet: the old one ends first. An end that was planned already stays planned."""
    details = dict(answers["organisation"])
    name = details.pop("name")
    organisation = organisations.keep(group=old.group, name=name, details=details, by=by, why=WHY)
    new = Membership(group=old.group, person=old.person, organisation=organisation, started_on=moved_on)
    for field in ("kind", "adviser_kind", "expertise", "ended_on", "end_reason", *ASKED_ANEW):
        setattr(new, field, answers.get(field, getattr(old, field)))
    return new


def _carry_over(old: Membership, new: Membership, *, by: User) -> None:
    """What the person said of themselves holds on, with the day and the wording of then."""
    for ledger in (Statement, Consent):
        statements = ledger.objects.filter(membership=old, withdrawn_on=None).exclude(code__in=OF_THE_EMPLOYER)
        for row in statements:
            copy = ledger(membership=new, code=row.code, wording_version=row.wording_version, given_on=row.given_on)
            history.save(copy, by=by, why="Goes on with the new employer")


def _give(new: Membership, given: Iterable[str], wording: Wording, *, by: User, on: date) -> None:
    given = set(given)
    asked: dict[type[Statement] | type[Consent], tuple] = {
        Statement: wording.statements(new.kind),
        Consent: wording.consents(new.kind),
    }
    for ledger, items in asked.items():
        codes = {item.code for item in items} & OF_THE_EMPLOYER & given
        give(ledger=ledger, membership=new, codes=codes, wording=wording, by=by, on=on)


def _ask_the_chair(group: Group, new: Membership, on: date, *, by: User) -> None:
    """A chair says anew that no interest stands against it."""
    chairing = ChairAppointment.objects.current(on).filter(group=group, person=new.person)
    for appointment in chairing.select_for_update():
        appointment.confirmed_no_interest_on = None
        history.save(appointment, by=by, why=WHY, fields=["confirmed_no_interest_on"])
