"""Organisations as a group knows them: each group keeps its own rows, so that one group never changes another's."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from conflicts.models import Interest
from groups.models import Group
from members.models import Organisation
from members.rules import same_name
from portal import history


def known_to(group: Group) -> QuerySet[Organisation]:
    """Organisations that the group's members, invitations, advice or interests name."""
    named = (
        Q(memberships__group=group)
        | Q(invitations__group=group)
        | Q(engagements__group=group)
        | Q(interests__declaration__group=group)
    )
    return Organisation.objects.filter(pk__in=Organisation.objects.filter(named).values("pk"))


def keep(*, group: Group, name: str, details: Mapping[str, Any], by: User, why: str) -> Organisation:
    """The group's organisation of that name, brought up to date with `details` (fields of Organisation), or a new one.

    Names are compared by `members.rules.same_name`. Call it under the group's lock: two people who name the same
    new organisation at once then share one row.
    """
    organisation = find(group, name)
    if organisation is None:
        return history.save(Organisation(name=name, **details), by=by, why=why)
    changed = [field for field, value in details.items() if getattr(organisation, field) != value]
    if changed:
        for field in changed:
            setattr(organisation, field, details[field])
        history.save(organisation, by=by, why=why, fields=changed)
    return organisation


def find(group: Group, name: str) -> Organisation | None:
    wanted = same_name(name)
    known = known_to(group).order_by("pk").values_list("pk", "name")
    pk = next((pk for pk, other in known if same_name(other) == wanted), None)
    return Organisation.objects.select_for_update().get(pk=pk) if pk else None


def is_named_only_by(organisation: Organisation, interest: Interest) -> bool:
    """Whether nothing else names it: no member, invitation, advice, quote or other interest."""
    elsewhere = (organisation.memberships, organisation.invitations, organisation.engagements, organisation.quotes)
    others = organisation.interests.exclude(pk=interest.pk)
    return not any(rows.exists() for rows in (*elsewhere, others))
