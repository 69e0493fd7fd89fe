"""What an address that takes no mail, or takes it again, is to groups."""

from __future__ import annotations

from functools import partial

from django.db import models, transaction
from django.db.models import Q

from groups.actions.marking import mark
from groups.models import Group
from members.models import Person
from portal.models import UnreachableAddress


def follow_addresses(row: models.Model) -> None:
    """The groups of the person at the address are assessed soon after the commit; for `history`."""
    if isinstance(row, UnreachableAddress):
        transaction.on_commit(partial(_mark, row.address), robust=True)


def _mark(address: str) -> None:
    people = Person.objects.filter(Q(email=address) | Q(user__email=address)).values("pk")
    own = Q(memberships__person__in=people) | Q(chairs__person__in=people)
    mark(Group.objects.filter(own, support_withdrawn_on=None).values_list("pk", flat=True))
