"""The doors from a URL to a concern, to mitigating circumstances or to a case; the group's door has been passed."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from groups.models import Concern, Group
from oversight.models import Mitigation, WithdrawalCase

Row = TypeVar("Row", bound=Model)


def get_concern(group: Group, *, pk: int) -> Concern:
    return _or_404(Concern.objects.select_related("group", "opened_by", "responded_by").filter(group=group, pk=pk))


def get_mitigation(group: Group, *, pk: int) -> Mitigation:
    return _or_404(Mitigation.objects.select_related("group", "asked_by", "decided_by").filter(group=group, pk=pk))


def get_case(group: Group, *, pk: int) -> WithdrawalCase:
    people = ("group", "raised_by", "discussed_by", "decided_by", "map_decided_by", "mitigation")
    return _or_404(WithdrawalCase.objects.select_related(*people).filter(group=group, pk=pk))


def _or_404(found: QuerySet[Row]) -> Row:
    """A row of another group is unseen."""
    row = found.first()
    if row is None:
        raise Http404
    return row
