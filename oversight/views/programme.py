"""The whole programme in figures, for officials: nothing of a group, a person or an employer by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action
from groups.access import require
from guidance.vocabulary import RiskLevel
from occupations.models import Route
from oversight.access import newest_swept_day, tallied, tallied_by_day
from oversight.figures.figure import Figure, Row
from oversight.figures.risks import by_route, by_week
from oversight.figures.stages import by_stage
from portal import parameters
from portal.calendar import today, weeks_until
from portal.exports import csv_download, xlsx_download

WEEKS = 26
FIGURES = ("routes", "weeks", "stages")


@dataclass(frozen=True)
class Programme:
    """All figures as of the last day that was swept; `on` is empty where none was yet."""

    on: date | None
    figures: dict[str, Figure]
    counts: dict[str, int]


@require_GET
def programme(request: Request) -> HttpResponse:
    """Five statements: routes, the newest day swept, its counts, and those of the weeks (two)."""
    require(request.user, Action.DASHBOARD_VIEW)
    routes = list(Route.objects.all())
    route = _route(request, routes)
    shown = _programme(route)
    context = {
        "programme": shown,
        "tops": [
            {"name": "Groups", "count": sum(shown.counts.values())},
            {"name": "At risk", "count": shown.counts.get(RiskLevel.AT_RISK, 0)},
            {"name": "Watch", "count": shown.counts.get(RiskLevel.WATCH, 0)},
        ],
        "stacks": [row.shapes for row in shown.figures["weeks"].rows],
        "weeks_shown": _every_fourth(shown.figures["weeks"].rows),
        "choices": [(route.slug, route.name) for route in routes],
        "route": route,
        "chosen": route.slug if route else "",
        "query": parameters.encoded(request),
    }
    return render(request, "oversight/programme.html", context)


@require_GET
def programme_csv(request: Request, figure: str) -> HttpResponseBase:
    """The table of one figure."""
    require(request.user, Action.DASHBOARD_VIEW)
    if figure not in FIGURES:
        raise Http404
    chosen = _programme(_route(request, list(Route.objects.all()))).figures[figure]
    return csv_download(f"programme-{figure}-{today()}", chosen.header, [row.cells for row in chosen.rows])


@require_GET
def programme_xlsx(request: Request) -> HttpResponse:
    """Every table, a sheet each."""
    require(request.user, Action.DASHBOARD_VIEW)
    figures = _programme(_route(request, list(Route.objects.all()))).figures.values()
    sheets = [(figure.title, figure.header, [row.cells for row in figure.rows]) for figure in figures]
    return xlsx_download(f"programme-{today()}", sheets)


def _every_fourth(rows: Sequence[Row]) -> list[tuple[date, Row]]:
    """Rows of every fourth week with their days, the newest among them; the file has them all."""
    return [(date.fromisoformat(str(row.cells[0])), row) for row in [*reversed(rows)][::4][::-1]]


def _route(request: Request, routes: list[Route]) -> Route | None:
    slug = parameters.text(request, "route")
    return next((route for route in routes if route.slug == slug), None)


def _programme(route: Route | None) -> Programme:
    newest = newest_swept_day()
    pk = route.pk if route else None
    if newest is None:
        return Programme(None, {"routes": by_route([]), "weeks": by_week([]), "stages": by_stage([])}, {})
    counted = tallied(newest.on, route=pk)
    days = weeks_until(newest.on, WEEKS)
    by_day = tallied_by_day(days, route=pk)
    figures = {
        "routes": by_route(counted),
        "weeks": by_week([(day, by_day.get(day)) for day in days]),
        "stages": by_stage(newest.medians, pk),
    }
    return Programme(newest.on, figures, dict(by_day.get(newest.on, {})))
