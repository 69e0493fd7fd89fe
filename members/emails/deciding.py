"""Messages about what the regulator decides and asks for, and about members who change employer."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from groups.models import Group
from members.emails import _send
from members.enums import MemberOutcome
from members.models import MemberDecision, Membership, RequestedMember


def members_decided(decisions: Sequence[MemberDecision], *, to: str, name: str) -> None:
    """To whoever leads the group: what the regulator decided about one or more members at once, and why."""
    first = decisions[0]
    group, number = first.membership.group, len(decisions)
    whom = first.membership.person.name if number == 1 else f"{number} members"
    page = reverse("overview:members", args=[group.pk]) if number > 1 else first.membership.get_absolute_url()
    _send(
        to,
        f"{group.reference}: {whom} {first.get_outcome_display().lower()}",
        "decided",
        f"members-decided-{first.pk}-{to}",
        group=group,
        path=page,
        decisions=decisions,
        outcome=first.outcome,
        reasons=first.reasons,
        name=name,
    )


def member_declined(decision: MemberDecision) -> None:
    """To the person, where an address is known."""
    membership = decision.membership
    if decision.outcome == MemberOutcome.DECLINED and membership.person.email:
        _send(
            membership.person.email,
            f"Your membership of {membership.group.name} was declined",
            "member_declined",
            f"member-declined-{decision.pk}",
            group=membership.group,
            path="/home/",
            membership=membership,
            decision=decision,
        )


def member_submitted_again(membership: Membership, *, at: datetime, to: str, name: str) -> None:
    """To the product manager: what a member was returned for is put right."""
    group = membership.group
    _send(
        to,
        f"{group.reference}: {membership.person.name} is submitted again",
        "submitted_again",
        f"member-submitted-again-{membership.pk}-{at:%Y-%m-%d-%H-%M-%S}-{to}",
        group=group,
        path=f"{reverse('members:decide_confirm', args=[group.pk])}?member={membership.pk}",
        membership=membership,
        name=name,
    )


def member_requested(requested: RequestedMember, *, to: str, name: str) -> None:
    """To whoever leads the group: the regulator asks for a member."""
    group: Group = requested.group
    _send(
        to,
        f"{group.reference}: a member you are asked to add",
        "requested",
        f"member-requested-{requested.pk}-{to}",
        group=group,
        path=reverse("overview:members", args=[group.pk]),
        requested=requested,
        name=name,
    )


def employer_changed(old: Membership, new: Membership, *, to: str, name: str) -> None:
    """To whoever leads the group: a member works for somebody else now, and waits to be approved again."""
    group = new.group
    _send(
        to,
        f"{new.person.name} has changed employer, {group.name}",
        "employer_changed",
        f"employer-changed-{new.pk}-{to}",
        group=group,
        path=new.get_absolute_url(),
        old=old,
        new=new,
        name=name,
    )
