"""The likely doubles as a file, as they are searched and narrowed on the page."""

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action
from duplicates.access import groups_naming
from duplicates.models import Pair, called
from duplicates.views.pairs import SORTS, chosen
from groups.access import require
from groups.models import Group
from portal.exports import csv_download

HEADER = ("One", "Groups of one", "Other", "Groups of the other", "Alike (%)", "Decision", "Decided by", "Decided on")


@require_GET
def doubles_csv(request: Request, sort: str) -> StreamingHttpResponse:
    require(request.user, Action.DOUBLE_LIST)
    about = SORTS[sort]
    found, _, _ = chosen(request, about)
    pairs = list(found)
    groups = groups_naming(about.model, {pk for one in pairs for pk in (one.first_id, one.second_id)})
    return csv_download(f"{about.things}-that-may-be-the-same", HEADER, _rows(pairs, groups))


def _rows(pairs: list[Pair], groups: dict[int, list[Group]]) -> Iterator[list[Any]]:
    for one in pairs:
        sides = [(called(side), _references(groups[side.pk])) for side in (one.first, one.second)]
        judged_on = timezone.localdate(one.judged_at).isoformat() if one.judged_at else ""
        by = one.judged_by.name if one.judged_by else ""
        yield [*sides[0], *sides[1], round(one.score), one.get_judgement_display(), by, judged_on]


def _references(groups: list[Group]) -> str:
    return ", ".join(group.reference for group in groups)
