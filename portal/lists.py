"""Lists: pages and order from the URL, where anything may be typed."""

from collections.abc import Mapping, Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from portal import parameters

PER_PAGE = 25
LAST = 999_999_999  # beyond the end of any list


def paginate(request: HttpRequest, queryset: QuerySet | Sequence, per_page: int = PER_PAGE) -> Page:
    """The page that `?page=` names; the first for nonsense, the last for a number beyond the end."""
    asked = parameters.number(request, "page", most=LAST) or 1
    return Paginator(queryset, per_page).get_page(asked)


def sorting(request: HttpRequest, allowed: Mapping[str, str], default: str) -> tuple[str, ...]:
    """Arguments for `order_by` from `?sort=key` or `?sort=-key`.

    `allowed` maps a key of the URL to a field (or annotation); `default` is a key, with "-" for descending. The primary
    key comes last, so that rows never change places between two pages.
    """
    key = parameters.text(request, "sort") or default
    if key.removeprefix("-") not in allowed:
        key = default
    field = allowed[key.removeprefix("-")]
    return (f"-{field}" if key.startswith("-") else field, "pk")
