"""Constraints that models of several apps share."""

from django.db.models import CheckConstraint, Q


def paired(name: str, at: str, by: str) -> CheckConstraint:
    """A moment and the person who acted are known together, or neither is."""
    none, both = ({f"{at}__isnull": empty, f"{by}__isnull": empty} for empty in (True, False))
    return CheckConstraint(name=name, condition=Q(**none) | Q(**both))
