"""Rows that an action locks before it looks at them."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from portal.exceptions import Conflict

Row = TypeVar("Row", bound=Model)


def lock_or_conflict(rows: QuerySet[Row], pk: int, *, next_href: str = "", next_text: str = "") -> Row:
    """The row of that key, locked until the transaction ends.

    For rows that people can remove: Conflict where somebody did so since the page was shown, with the way on.
    """
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Conflict("This was removed meanwhile.", state="Removed", next_href=next_href, next_text=next_text)
    return row
