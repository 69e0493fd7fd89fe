"""Access functions from a URL to a concern, to mitigating circumstances or to a case; the group's own comes first."""

from groups.models import Concern, Group
from oversight.models import Mitigation, WithdrawalCase
from portal.access import or_404


def get_concern(group: Group, *, pk: int) -> Concern:
    return or_404(
        Concern.objects.select_related("group", "opened_by", "responded_by").filter(group=group, pk=pk).first()
    )


def get_mitigation(group: Group, *, pk: int) -> Mitigation:
    return or_404(
        Mitigation.objects.select_related("group", "asked_by", "decided_by").filter(group=group, pk=pk).first()
    )


def get_case(group: Group, *, pk: int) -> WithdrawalCase:
    people = ("group", "raised_by", "discussed_by", "decided_by", "map_decided_by", "mitigation")
    return or_404(WithdrawalCase.objects.select_related(*people).filter(group=group, pk=pk).first())
