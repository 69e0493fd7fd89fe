"""Whether the group reflects who employs people in its occupation: the same findings as everywhere, with figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups import access
from groups.actions import registering
from groups.forms.populations import PopulationTableForm
from groups.forms.tasks import PopulationForm
from groups.models import EmployerPopulation, Group
from groups.rules import populations
from guidance import messages as guidance_messages
from guidance.assessment import AssessmentResult, assess
from guidance.rules import Coverage, Finding
from guidance.rules.rule_input import by_organisation
from guidance.vocabulary import CATEGORIES, Dimension, Severity, Status
from lists.models import ListedEmployer
from members.models import Membership
from overview.views.tasks import percentages
from portal.calendar import today
from portal.edits import form_digest
from portal.exports import csv_download
from portal.versions import stale_form_rows

FORM_METHODS = ["GET", "HEAD", "POST"]
RULE = {dimension: f"group.represents_{dimension.value}" for dimension in Dimension}
HEADER = (
    "By",
    "Category",
    "Employers in the occupation (%)",
    "Employers in the group",
    "Share of the group (%)",
    "Gap",
)
NOUNS = {Dimension.SIZE: "size", Dimension.SECTOR: "sector", Dimension.REGION: "region"}


@dataclass(frozen=True)
class Bar:
    """One category: the occupation's share and the group's, in per cent, and what is missing in words ("" for none)."""

    label: str
    population: float
    group: float
    employers: int
    gap: str
    is_material: bool  # whether the group must have an employer in it

    scale: float  # per cent that the longest bar of its chart stands for

    @property
    def population_width(self) -> float:
        return round(100 * self.population / self.scale, 1)

    @property
    def group_width(self) -> float:
        return round(100 * self.group / self.scale, 1)

    @property
    def population_text(self) -> str:
        return guidance_messages.percent(self.population / 100)

    @property
    def group_text(self) -> str:
        return guidance_messages.percent(self.group / 100)


@dataclass(frozen=True)
class Chart:
    """One dimension. `answer` is what the assessment found, `unknown` how many employers have not said theirs."""

    dimension: Dimension
    bars: list[Bar]
    is_recorded: bool
    is_met: bool
    answer: str
    severity: str
    difference: str
    unknown: int

    @property
    def noun(self) -> str:
        return NOUNS[self.dimension]


@require_GET
def representation(request: Request, pk: int) -> HttpResponse:
    on = today()
    group = access.get_group(request.user, Action.GROUP_VIEW, pk=pk, on=on)
    result = assess(group.pk, on)
    charts = [chart_of(result, dimension) for dimension in Dimension]
    context = {
        "group": group,
        "charts": charts,
        "missing": missing_of(result),
        "is_recorded": any(chart.is_recorded for chart in charts),
        "population": EmployerPopulation.objects.filter(group=group).first(),
        "employers": employers_in(result),
        "listed": _unserved(group),
        "may_edit": can(group.roles, Action.GROUP_EDIT),
        "may_invite": can(group.roles, Action.MEMBER_INVITE),
        "may_upload": can(group.roles, Action.POPULATION_UPLOAD),
    }
    return render(request, "overview/representation.html", context)


def _unserved(group: Group) -> int:
    """Employers that a list names and for which nobody serves."""
    serving = Membership.objects.current(today()).filter(group=group).values("organisation")
    return ListedEmployer.objects.filter(group=group, struck_on=None).exclude(organisation__in=serving).count()


def chart_of(result: AssessmentResult, dimension: Dimension) -> Chart:
    coverage, finding = result.coverage(dimension), _finding(result, dimension)
    return Chart(
        dimension=dimension,
        bars=list(_bars(coverage, dict(finding.args.get("missing", [])))),
        is_recorded=coverage.is_recorded,
        is_met=finding.status == Status.MET,
        answer=guidance_messages.detail(finding.rule, finding.status, finding.args),
        severity=Severity(finding.severity).label,
        difference=guidance_messages.percent(round(coverage.distance, 2)),
        unknown=employers_in(result) - sum(row.employers for row in coverage.categories),
    )


def _finding(result: AssessmentResult, dimension: Dimension) -> Finding:
    """What the rule of that dimension found; every policy has it."""
    return next(finding for finding in result.findings if finding.rule == RULE[dimension])


def _bars(coverage: Coverage, gaps: dict[str, float]) -> Iterator[Bar]:
    """The categories that the occupation or the group has."""
    rows = [row for row in coverage.categories if row.population or row.employers]
    scale = max((100 * share for row in rows for share in (row.population, row.group)), default=100.0)
    for row in rows:
        yield Bar(
            label=str(CATEGORIES[coverage.dimension](row.category).label),
            population=round(row.population * 100, 2),
            group=round(row.group * 100, 2),
            employers=row.employers,
            gap=guidance_messages.gap(coverage.dimension, row.category, gaps[row.category])
            if row.category in gaps
            else "",
            is_material=row.is_material,
            scale=scale,
        )


def employers_in(result: AssessmentResult) -> int:
    """How many employers serve, each counted once, as the assessment counts them."""
    return len(by_organisation(result.facts, result.facts.sizes))


def missing_of(result: AssessmentResult) -> list[str]:
    """Every category to recruit from, in words, the largest share of the occupation's employers first."""
    gaps = [
        (share, dimension, category)
        for dimension in Dimension
        for category, share in _finding(result, dimension).args.get("missing", [])
    ]
    gaps.sort(key=lambda gap: -gap[0])
    return [guidance_messages.gap(dimension, category, share) for share, dimension, category in gaps]


@require_http_methods(FORM_METHODS)
def upload(request: Request, pk: int) -> HttpResponse:
    """An official takes the occupation's figures from a table."""
    group = access.get_group(request.user, Action.POPULATION_UPLOAD, pk=pk, on=today())
    seen = form_digest(registering.population_answers(group))
    form = PopulationTableForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        occupation=group.occupation.reference or "",
        initial={"seen": seen},
    )
    if request.method == "POST" and form.is_valid():
        with stale_form_rows(PopulationForm(), shown=percentages):
            registering.save_population(group=group, **form.answers(), by=request.user, now=timezone.now())
        messages.success(request, "The occupation’s figures are taken from the table.")
        return redirect("overview:representation", pk=pk)
    context = {"group": group, "form": form}
    return render(request, "overview/population_upload.html", context, status=422 if form.is_bound else 200)


@require_GET
def template(request: Request, pk: int) -> StreamingHttpResponse:
    """A table with every category, to fill in."""
    access.get_group(request.user, Action.POPULATION_UPLOAD, pk=pk, on=today())
    return csv_download("employers-of-an-occupation", populations.COLUMNS, populations.template())


@require_GET
def download(request: Request, pk: int) -> StreamingHttpResponse:
    group = access.get_group(request.user, Action.GROUP_VIEW, pk=pk, on=today())
    result = assess(group.pk, today())
    charts = [chart_of(result, dimension) for dimension in Dimension]
    rows = (
        (chart.dimension.label, bar.label, bar.population, bar.employers, bar.group, bar.gap)
        for chart in charts
        for bar in chart.bars
    )
    return csv_download(f"{group.reference}-representativeness", HEADER, rows)
