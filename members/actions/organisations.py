"""Organisations as a group knows them: each group keeps its own rows, so that one group never changes another's."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from accounts.models import User
from groups.models import Group
from members.models import Organisation
from members.references import groups_of, groups_referencing, keys_named_in, replace_references, rows_naming
from members.rules import same_name
from portal import history


def named_in_group(group: Group) -> QuerySet[Organisation]:
    """Organisations that anything of the group names: a member, an interest, a list of employers, a quote and so on."""
    return Organisation.objects.filter(pk__in=keys_named_in(Organisation, group))


class OrganisationKeys(dict[str, int]):
    """The keys of a group's organisations by their names, as `same_name` has them."""

    def __init__(self, group: Group, keys: Mapping[str, int]) -> None:
        super().__init__(keys)
        self.group = group

    @cached_property
    def shared(self) -> set[int]:
        """Those that another group names as well, since somebody merged doubles. Merges wait for the group's lock."""
        return {key for key, group in groups_referencing(Organisation, self.values()) if group != self.group.pk}


def keep(
    *, group: Group, name: str, details: Mapping[str, Any], by: User, why: str, existing: OrganisationKeys | None = None
) -> Organisation:
    """The group's organisation of that name, brought up to date with `details` (fields of Organisation), or a new one.

    Names are compared by `members.rules.same_name`. What another group names as well, since somebody merged doubles,
    keeps its details there: this group gets a row of its own again. Call it under the group's lock: two people who
    name the same new organisation at once then share one row. Who keeps many passes `keys_by_name`, which is kept up
    to date.
    """
    existing = keys_by_name(group) if existing is None else existing
    pk = existing.get(same_name(name))
    if pk is None:
        organisation = history.save(Organisation(name=name, **details), by=by, why=why)
        existing[same_name(name)] = organisation.pk
        return organisation
    organisation = Organisation.objects.select_for_update().get(pk=pk)
    changed = [field for field, value in details.items() if getattr(organisation, field) != value]
    if changed and organisation.pk in existing.shared:
        organisation = _copy_for(organisation, group, by)
        existing[same_name(name)] = organisation.pk
    if changed:
        for field in changed:
            setattr(organisation, field, details[field])
        history.save(organisation, by=by, why=why, fields=changed)
    return organisation


def group_copy(organisation: Organisation, group: Group, by: User) -> Organisation:
    """The row that the group may change: a copy of its own where another group names the same since a merge."""
    return _copy_for(organisation, group, by) if groups_of(organisation) - {group.pk} else organisation


def _copy_for(organisation: Organisation, group: Group, by: User) -> Organisation:
    copy = Organisation(
        **{field.attname: getattr(organisation, field.attname) for field in Organisation._meta.concrete_fields}
    )
    copy.pk = None
    history.save(copy, by=by, why="This group says otherwise")
    replace_references(organisation, copy, by=by, why="The group’s own details of the organisation", group=group)
    return copy


def find(group: Group, name: str) -> Organisation | None:
    pk = keys_by_name(group).get(same_name(name))
    return Organisation.objects.select_for_update().get(pk=pk) if pk else None


def keys_by_name(group: Group) -> OrganisationKeys:
    """The oldest of each name."""
    newest_first = named_in_group(group).order_by("-pk").values_list("name", "pk")
    return OrganisationKeys(group, {same_name(name): pk for name, pk in newest_first})


def is_named_only_by(organisation: Organisation, row: Model) -> bool:
    """Whether nothing but the row names it, in any group."""
    naming = [rows.exclude(pk=row.pk) if rows.model is type(row) else rows for rows in rows_naming(organisation)]
    return not any(rows.exists() for rows in naming)
