from collections.abc import Iterable
from typing import Any

from duplicates.models import Pair, PersonDouble
from groups.models import Group
from members import references
from members.models import Organisation, Person
from portal.access import or_404


def get_double(model: type[Pair], *, pk: int) -> Pair:
    """For officials, who passed `require` before."""
    pairs: Any = model._default_manager.select_related("first", "second", "kept", "judged_by")
    return or_404(pairs.filter(pk=pk).first())


def groups_referencing(model: type[Pair], keys: Iterable[int]) -> dict[int, list[Group]]:
    """By the key of one of a pair the groups in which anything names it; two statements."""
    keys = set(keys)
    pairs = references.groups_referencing(Person if model is PersonDouble else Organisation, keys)
    groups = Group.objects.in_bulk({group for _, group in pairs})
    named: dict[int, list[Group]] = {key: [] for key in keys}
    for key, group in sorted(pairs):
        named[key].append(groups[group])
    return named
