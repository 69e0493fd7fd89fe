"""What names an organisation or a person, and how all of it comes to name another one, each row with its history."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel

from accounts.models import User
from groups.models import Group
from members.models import Organisation, Person
from portal import history

Named = TypeVar("Named", Organisation, Person)


class Reference(NamedTuple):
    """A model, its field that names the thing, and the way from the model to its group."""

    model: Any
    field: str
    path: str


@cache
def references_to(kind: type[Organisation | Person]) -> tuple[Reference, ...]:
    """Every field of a model by which its rows name an organisation, or a person; Django knows them.

    A model whose rows lie deeper than its own field `group` says the way there as `GROUP_PATH`; one whose rows stay
    as they are when two are merged says None there. What history keeps stays, too.
    """
    fields: Iterable[Any] = kind._meta.get_fields(include_hidden=True)
    named_by = [(field.related_model, field.field.name) for field in fields if isinstance(field, ForeignObjectRel)]
    return tuple(
        Reference(model, field, path)
        for model, field in sorted(named_by, key=lambda reference: (reference[0]._meta.label, reference[1]))
        if not hasattr(model, "history_id") and (path := getattr(model, "GROUP_PATH", "group"))
    )


def referenced(kind: type[Organisation | Person]) -> set[int]:
    """The keys of those that anything names."""
    columns = [model.objects.values_list(field, flat=True) for model, field, _ in references_to(kind)]
    return {pk for column in columns for pk in column if pk is not None}


def groups_referencing(kind: type[Organisation | Person], keys: Iterable[int]) -> set[tuple[int, int]]:
    """Pairs of the key of a thing and the key of a group in which anything names it; one statement."""
    keys = list(keys)
    first, *others = (
        model.objects.filter(**{f"{field}__in": keys}).order_by().values_list(field, path)
        for model, field, path in references_to(kind)
    )
    return {(key, group) for key, group in first.union(*others) if group is not None}


def keys_named_in(kind: type[Organisation | Person], group: Group) -> QuerySet[Any]:
    """The keys of those that anything of the group names, for a condition `pk__in`."""
    first, *others = (
        model.objects.filter(**{path: group, f"{field}__isnull": False}).order_by().values(field)
        for model, field, path in references_to(kind)
    )
    return first.union(*others)


def rows_naming(thing: Organisation | Person) -> Iterator[QuerySet[Any]]:
    """The rows that name it, of each model that may."""
    return (model.objects.filter(**{field: thing}) for model, field, _ in references_to(type(thing)))


def groups_of(target: Organisation | Person) -> set[int]:
    """The keys of the groups in which anything names it."""
    return {group for _, group in groups_referencing(type(target), [target.pk])}


def replace_references(
    old: Named,
    new: Named,
    *,
    by: User,
    why: str,
    group: Group | None = None,
    only: Mapping[str, list[int]] | None = None,
) -> dict[str, list[int]]:
    """What named `old` names `new`, each with its history; in one group, or of `only` these keys by model, where given.

    Returns the keys by model. Call it under the locks of the groups.
    """
    moved: dict[str, list[int]] = {}
    for model, field, path in references_to(type(old)):
        keys = model.objects.filter(**{field: old}, **({path: group} if group else {}))
        if only is not None:
            keys = keys.filter(pk__in=only.get(model._meta.label_lower, []))
        rows = model.objects.filter(pk__in=keys.order_by().values("pk"))
        for row in rows.order_by("pk").select_for_update(of=("self",)):
            setattr(row, field, new)
            history.save(row, by=by, why=why, fields=[field])
            moved.setdefault(model._meta.label_lower, []).append(row.pk)
    return moved
