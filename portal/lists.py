"""Lists: pages and order from the URL, where anything may be typed."""

from collections.abc import Mapping, Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 25


def paginate(request: HttpRequest, queryset: QuerySet | Sequence, per_page: int = PER_PAGE) -> Page:
    """The page that `?page=` names; the first for nonsense, the last for a number beyond the end."""
    paginator = Paginator(queryset, per_page)
    typed = request.GET.get("page", "1")
    if len(typed) > 9:  # a number the database would refuse is beyond the end
        typed = "999999999" if typed.isdigit() else "1"
    return paginator.get_page(typed)


def sorting(request: HttpRequest, allowed: Mapping[str, str], default: str) -> tuple[str, ...]:
    """Arguments for `order_by` from `?sort=key` or `?sort=-key`.

    `allowed` maps a key of the URL to a field (or annotation); `default` is a key, with "-" for descending. The primary
    key comes last, so that rows never change places between two pages.
    """
    key = request.GET.get("sort", default)
    if key.removeprefix("-") not in allowed:
        key = default
    field = allowed[key.removeprefix("-")]
    return (f"-{field}" if key.startswith("-") else field, "pk")
