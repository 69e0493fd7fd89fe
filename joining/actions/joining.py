"""An invited person answers the questions, page by page, and joins the group."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from conflicts.actions.writing import write_declaration
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Group
from guidance.statements import Wording
from guidance.vocabulary import ConsentCode
from members.actions import organisations
from members.actions.ledger import give
from members.actions.people import merged_into_address
from members.models import ChairAppointment, Consent, Invitation, Membership, Person, Statement
from portal import history, mail
from portal.exceptions import Conflict

DETAILS, STATEMENTS, INTERESTS = "details", "statements", "interests"  # the pages, in their order


@transaction.atomic
def save_answers(*, invitation: Invitation, page: str, answers: Any, now: datetime) -> None:
    """Keep what the person answered on one page, to stop and come back. Raises Conflict when it can no longer join.

    A plain update: answers are nobody's record until they are accepted, and history leaves them out.
    """
    locked = _lock_open(invitation, now)
    Invitation.objects.filter(pk=locked.pk).update(answers={**locked.answers, page: answers})


@transaction.atomic
def accept(
    *, invitation: Invitation, interests: Sequence[Mapping[str, Any]], wording: Wording, by: User, now: datetime
) -> Membership:
    """The person joins: person, membership from today, statements and consents, and the first declaration, at once.

    Uses the answers saved for the first two pages; `interests` as `write_declaration` takes them. Done once: a second
    acceptance returns the membership there is. Raises Conflict for an invitation that was revoked, has expired or lacks
    answers, and for a person who serves on the group already.
    """
    group = lock(invitation.group)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.membership:
        return invitation.membership
    invitation = _lock_open(invitation, now)
    details, ticked, on = _complete(invitation), invitation.answers[STATEMENTS], timezone.localdate(now)
    person = _keep_person(details, by)
    _refuse_serving(group, person, on)
    membership = _start(invitation, person, details, by=by, on=on)
    _give(membership, ticked, wording, by=by, on=on)
    write_declaration(group=group, person=person, interests=interests, by=by, on=on)
    _mark_accepted(invitation, membership, by=by, now=now)
    mark_changed(group, now)
    return membership


def _lock_open(invitation: Invitation, now: datetime) -> Invitation:
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("group").get(pk=invitation.pk)
    refuse_closed(invitation=locked, now=now)
    return locked


def refuse_closed(*, invitation: Invitation, now: datetime) -> None:
    """Raise Conflict for an invitation that was accepted or revoked or has expired."""
    if invitation.accepted_at:
        raise Conflict(
            "You have accepted this invitation already.",
            state="Accepted",
            by=invitation.name,
            at=invitation.accepted_at,
            next_href=reverse("overview:mine", args=[invitation.group_id]),
            next_text="See your membership",
        )
    if invitation.revoked_at or invitation.has_expired(now):
        raise Conflict(
            "This invitation cannot be accepted any more. Ask the person who invited you for a new one.",
            state="Revoked" if invitation.revoked_at else "Expired",
            at=invitation.revoked_at or invitation.expires_at(),
        )


def _complete(invitation: Invitation) -> Mapping[str, Any]:
    """The answers about the person, if both pages are answered and the details may be held at all."""
    consents = invitation.answers.get(STATEMENTS, {}).get("consents", [])
    if DETAILS in invitation.answers and ConsentCode.DETAILS_HELD in consents:
        return invitation.answers[DETAILS]
    raise Conflict(
        "Some questions are not answered yet.",
        state="Not accepted yet",
        next_href=reverse("joining:details", args=[invitation.pk]),
        next_text="Answer the questions",
    )


def _keep_person(details: Mapping[str, Any], by: User) -> Person:
    """The user's person: there already, known by the address alone, or new.

    Raises Conflict for an address that went out of use when two records of one person were merged.
    """
    user = User.objects.select_for_update().get(pk=by.pk)
    if merged_into_address([user.email]):
        raise Conflict(
            "Two records of yours were made one, and this address is not used any more. Ask the person who invited you"
            " to send the invitation to the address that you use here.",
            state="Not accepted",
        )
    people = Person.objects.filter(Q(user=user) | Q(user=None, email=user.email)).order_by("user__pk")
    person = people.first() or Person()
    person.user, person.email = user, user.email
    person.name, person.phone = details["name"], details["phone"]
    return history.save(person, by=by, why="Joined a group")


def _refuse_serving(group: Group, person: Person, on: date) -> None:
    serving = Membership.objects.current(on).filter(group=group, person=person).first()
    if serving is not None:
        raise Conflict(
            "You serve on this group already.",
            state=serving.get_kind_display(),
            next_href=reverse("overview:mine", args=[group.pk]),
            next_text="See your membership",
        )


def _start(invitation: Invitation, person: Person, details: Mapping[str, Any], *, by: User, on: date) -> Membership:
    kept = dict(details["organisation"])
    name = kept.pop("name")
    organisation = organisations.keep(group=invitation.group, name=name, details=kept, by=by, why="Confirmed")
    until = details.get("plans_to_serve_until")
    membership = Membership(
        group=invitation.group,
        person=person,
        organisation=organisation,
        kind=invitation.kind,
        adviser_kind=invitation.adviser_kind,
        job_title=details["job_title"],
        job_description=details.get("job_description", invitation.job_description),
        started_on=on,
        plans_to_serve_until=date.fromisoformat(until) if until else None,
        occupation_experience=details.get("occupation_experience", ""),
        expertise=details.get("expertise", []),
    )
    return history.save(membership, by=by, why="Accepted the invitation")


def _give(membership: Membership, ticked: Mapping[str, Any], wording: Wording, *, by: User, on: date) -> None:
    asked: dict[type[Statement] | type[Consent], tuple] = {
        Statement: (wording.statements(membership.kind), ticked["statements"]),
        Consent: (wording.consents(membership.kind), ticked["consents"]),
    }
    for ledger, (items, given) in asked.items():
        codes = {item.code for item in items} & set(given)
        give(ledger=ledger, membership=membership, codes=codes, wording=wording, by=by, on=on)


def _mark_accepted(invitation: Invitation, membership: Membership, *, by: User, now: datetime) -> None:
    invitation.membership, invitation.accepted_at, invitation.answers = membership, now, {}
    history.save(invitation, by=by, why="Accepted", fields=["membership", "accepted_at", "answers"])


def who_hears(invitation: Invitation, on: date) -> dict[str, str]:
    """Address and name of each chair; until there is one, of whoever sent the invitation."""
    addresses = mail.addresses(ChairAppointment.objects.leading(on).filter(group=invitation.group), "person")
    return addresses or {invitation.invited_by.email: str(invitation.invited_by)}
