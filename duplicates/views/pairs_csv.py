"""The likely doubles as a file, as they are searched and narrowed on the page."""

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action
from duplicates.access import groups_referencing
from duplicates.models import Pair, called
from duplicates.views.pairs import SORTS, chosen
from groups.access import require
from groups.models import Group
from portal.exports import csv_download

HEADER = ("One", "Groups of one", "Other", "Groups of the other", "Alike (%)", "Decision", "Decided by", "Decided on")


@require_GET
def duplicates_csv(request: Request, sort: str) -> StreamingHttpResponse:
    require(request.user, Action.DOUBLE_LIST)
    about = SORTS[sort]
    results, _, _ = chosen(request, about)
    pairs = list(results)
    groups = groups_referencing(about.model, {pk for pair in pairs for pk in (pair.first_id, pair.second_id)})
    return csv_download(f"{about.things}-that-may-be-the-same", HEADER, _rows(pairs, groups))


def _rows(pairs: list[Pair], groups: dict[int, list[Group]]) -> Iterator[list[Any]]:
    for pair in pairs:
        sides = [(called(side), _references(groups[side.pk])) for side in (pair.first, pair.second)]
        judged_on = timezone.localdate(pair.judged_at).isoformat() if pair.judged_at else ""
        by = pair.judged_by.name if pair.judged_by else ""
        yield [*sides[0], *sides[1], round(pair.score), pair.get_judgement_display(), by, judged_on]


def _references(groups: list[Group]) -> str:
    return ", ".join(group.reference for group in groups)
