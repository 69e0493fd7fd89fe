from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action
from groups.access import require
from occupations.access import get_import_run
from occupations.enums import ImportKind
from occupations.models import ImportRun
from portal import parameters
from portal.enums import LineKind
from portal.lists import paginate
from portal.search import matching
from portal.templatetags.portal import govuk_date

LINES_A_PAGE = 50


COUNTED = (LineKind.NEW, LineKind.CHANGED, LineKind.KEPT, LineKind.REJECTED)  # in the list of imports


LINE_COLOURS = {
    LineKind.NEW: "green",
    LineKind.CHANGED: "blue",
    LineKind.KEPT: "yellow",
    LineKind.REJECTED: "red",
    LineKind.NOTED: "grey",
}


@require_GET
def import_runs(request: Request) -> HttpResponse:
    """Files that were brought in, for officials."""
    require(request.user, Action.IMPORT_LIST)
    kind = parameters.text(request, "kind")
    kind = kind if kind in ImportKind.values else ""
    runs = ImportRun.objects.select_related("ran_by")
    page = paginate(request, runs.filter(kind=kind) if kind else runs)
    for run in page.object_list:
        run.figures = [(LineKind(line_kind).label, run.counts.get(line_kind, 0)) for line_kind in COUNTED]
    return render(request, "officials/imports.html", {"page": page, "kind": kind, "kinds": ImportKind.choices})


@require_GET
def import_run(request: Request, pk: int) -> HttpResponse:
    """What one import did, row by row."""
    require(request.user, Action.IMPORT_LIST)
    run = get_import_run(pk=pk)
    what, text = parameters.text(request, "what"), parameters.text(request, "q")
    what = what if what in LineKind.values else ""
    lines = run.lines.filter(matching(text, "subject"))
    page = paginate(request, lines.filter(kind=what) if what else lines, LINES_A_PAGE)
    for line in page.object_list:
        line.colour = LINE_COLOURS[line.kind]
    context = {"run": run, "page": page, "what": what, "text": text, "kinds": LineKind.choices}
    return render(request, "officials/import_run.html", context | {"facts": _facts_of_run(run)})


def _facts_of_run(run: ImportRun) -> list[dict[str, Any]]:
    if run.refused_because:
        refused = {"When": govuk_date(run.ran_at), "By": run.by_whom, "Refused": run.refused_because}
        return [{"key": key, "value": value} for key, value in refused.items()]
    facts = {
        "When": govuk_date(run.ran_at),
        "By": run.by_whom,
        "Rows read": f"{run.row_count:,}",
        "Rows that changed nothing": f"{run.counts.get('unchanged', 0):,}",
        **{label: f"{number:,}" for kind, label in LineKind.choices if (number := run.counts.get(kind, 0))},
    }
    return [{"key": key, "value": value} for key, value in facts.items()]
