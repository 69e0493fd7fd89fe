"""To whom messages about risks and support go."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from groups.enums import EnquiryState
from groups.models import Enquiry, Group, answerable
from members.models import ChairAppointment


class Reader(NamedTuple):
    """Whom a message goes to; the regulator's own read other words of what to do."""

    address: str
    name: str
    is_official: bool


def readers(group: Group, on: date) -> list[Reader]:
    """Those who lead the group on that day and the product manager, once each."""
    managing = answerable(group, on)
    return [
        *(Reader(address, name, is_official=True) for address, name in managing.items()),
        *(reader for reader in leaders([group.pk], on)[group.pk] if reader.address not in managing),
    ]


def leaders(group_ids: Collection[int], on: date) -> dict[int, list[Reader]]:
    """The chairs of each group on that day, and until the first begins whoever sent the enquiry; once each. Three
    statements, however many groups."""
    chairs = ChairAppointment.objects.filter(group__in=group_ids)
    begun = chairs.begun(on).values_list("group", flat=True).distinct()
    without = set(group_ids).difference(begun)
    registered = Enquiry.objects.filter(group__in=without, state=EnquiryState.ACCEPTED)
    leading: dict[int, dict[str, Reader]] = defaultdict(dict)
    for rows, of in ((chairs.leading(on), "person"), (registered, "user")):
        named = rows.exclude(**{f"{of}__email": None}).order_by("pk")
        for group_id, address, name in named.values_list("group", f"{of}__email", f"{of}__name"):
            leading[group_id][address] = Reader(address, name, is_official=False)
    return {group_id: list(leading[group_id].values()) for group_id in group_ids}
