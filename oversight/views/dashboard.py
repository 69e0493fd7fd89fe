"""The product manager's first page: what needs me today, and how ready every group is."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.enums import OfficialRole
from accounts.http import Request
from accounts.permissions import Action, can
from duties.access import of_official
from duties.views.rows import rows
from groups.access import official_roles, require
from groups.enums import STAGE_COLOURS
from groups.models import Group, GroupOfficial, GroupQuerySet
from guidance import messages
from guidance.clocks import days_left, is_overdue
from guidance.messages.duties import duty_message
from guidance.stage import Stage
from guidance.vocabulary import RISK_COLOURS, RiskCode, RiskLevel
from officials.views import gaps
from oversight.access import periods_since, read_period
from oversight.figures.blockers import by_week
from oversight.forms import DashboardFilter
from oversight.models import Finding, RiskFlag, with_stored_stage
from portal import parameters
from portal.calendar import today, weeks_until
from portal.exports import csv_download
from portal.lists import paginate, sorting

BLOCKERS_SHOWN = 3
WEEKS_SHOWN = 12  # of what blocked a group
WORK_SHOWN = 5  # the page of one's work has it all
# the proposal is due a fixed time after first contact, so the order is the same and an index serves it
SORTS = {
    "due": "first_contact_on",
    "next": "assessment__next_due_on",
    "name": "name",
    "met": "assessment__rules_met",
    "changed": "changed_at",
}
HEADER = ("Reference", "Name", "Route", "Stage", "Next step", "Rules met", "Rules that count", "Blockers")
HEADER_MORE = ("Proposal due", "Days left", "Risk", "Reasons", "Policy", "Product manager", "Whose turn")
HEADER_LAST = ("Next due", "What is due next")


def navigation(request: Request) -> list[dict[str, object]]:
    """What officials find in the navigation of every page."""
    if not request.user.is_official:
        return []
    return [
        {"href": reverse("oversight:dashboard"), "text": "Dashboard", "is_home": True},
        {"href": reverse("duties:work"), "text": "My work"},
        {"href": reverse("oversight:programme"), "text": "Programme"},
        {"href": reverse("groups:enquiries"), "text": "Enquiries"},
        {"href": reverse("officials:allocation"), "text": "Who leads"},
    ]


@require_GET
def dashboard(request: Request) -> HttpResponse:
    require(request.user, Action.DASHBOARD_VIEW)
    dashboard_filter = DashboardFilter(parameters.answers(request), queryset=Group.objects.all())
    order = sorting(request, SORTS, "due")
    page = paginate(request, dashboard_filter.qs.order_by(*order).values("pk"))
    # the rest is looked up only for the groups that are shown, in the same statement
    weeks = weeks_until(today(), WEEKS_SHOWN)
    shown = _groups().annotate(periods=periods_since(weeks[0])).filter(pk__in=page.object_list)
    page.object_list = list(shown.order_by(*order))
    for group in page.object_list:
        _describe(group)
        group.weeks = [] if group.is_over else by_week(map(read_period, group.periods), weeks)
    work = of_official(request.user, today()).in_order(today()).select_related("group")
    chosen = sum(bool(parameters.text(request, name)) for name in dashboard_filter.filters)
    context = {
        "weeks_from": weeks[0],
        "work": rows(work[:WORK_SHOWN], today()),
        "work_count": work.count(),
        "gaps": gaps.count_for(request.user, today()),
        "filter": dashboard_filter,
        "page": page,
        "query": parameters.encoded(request),
        "chosen": chosen,
        "is_open": bool(chosen or dashboard_filter.form.errors),
        "is_manager": request.user.official_role == OfficialRole.PRODUCT_MANAGER,
        "may_mail": can(official_roles(request.user), Action.MAILING_LIST),
        "is_filtered": chosen > 0,
    }
    return render(request, "oversight/dashboard.html", context)


@require_GET
def dashboard_csv(request: Request) -> HttpResponseBase:
    """All groups that the filters leave, as one file."""
    require(request.user, Action.DASHBOARD_VIEW)
    dashboard_filter = DashboardFilter(parameters.answers(request), queryset=_groups())
    groups = dashboard_filter.qs.order_by(*sorting(request, SORTS, "due")).iterator(chunk_size=500)
    return csv_download(f"groups-{today().isoformat()}", HEADER + HEADER_MORE + HEADER_LAST, _cells(groups))


def _groups() -> GroupQuerySet:
    """Every group with its stored assessment, open flags, blockers and product manager, in two statements."""
    lead = GroupOfficial.objects.at_hand(today()).filter(group=OuterRef("pk")).values("user__name")[:1]
    flags = RiskFlag.objects.open().filter(group=OuterRef("pk")).order_by("opened_on", "pk")
    flag = JSONObject(risk="risk", level="level", due_on="due_on", args="args", opened_on="opened_on")
    blockers = Finding.objects.filter(is_blocker=True, subject=None)
    return (
        with_stored_stage(Group.objects.all())
        .select_related("occupation__route", "assessment")
        .annotate(lead_name=Subquery(lead), open_flags=ArraySubquery(flags.values(row=flag)))
        .prefetch_related(Prefetch("findings", queryset=blockers, to_attr="blockers"))
    )


def _leave_out_withdrawn(group: Any) -> None:
    """What the row tells of; of a group without support nothing is asked and nothing is due any more."""
    group.is_over = group.stage == Stage.WITHDRAWN
    group.assessed = None if group.is_over else getattr(group, "assessment", None)
    group.proposal_due_on = group.assessed and group.assessed.proposal_due_on
    if group.is_over:
        group.open_flags, group.blockers = [], []


def _describe(group: Any) -> None:
    _leave_out_withdrawn(group)
    group.risks = _risks(group)
    group.next_due = _next_due(group.assessed)
    group.is_next_overdue = is_overdue(group.assessed and group.assessed.next_due_on, today())
    group.days_left = days_left(group.proposal_due_on, today())
    group.is_overdue = is_overdue(group.proposal_due_on, today()) and not _is_excused(group)
    group.colour = STAGE_COLOURS[group.stage] if group.stage else ""
    sentences = [messages.sentence(f.rule, f.status, f.args) for f in group.blockers]  # as many as are counted
    group.sentences = sentences[:BLOCKERS_SHOWN]
    group.more = max(0, len(sentences) - BLOCKERS_SHOWN)


def _is_excused(group: Any) -> bool:
    """Whether an accepted mitigation excuses that the proposal is not there."""
    risk = (RiskCode.PROPOSAL_LATE, RiskLevel.MITIGATED)
    return any((flag["risk"], flag["level"]) == risk for flag in group.open_flags)


def _next_due(assessed: Any) -> str:
    """What is due next of the group or of its officials, in words; empty where nothing has a day."""
    return duty_message(assessed.next_due_code).what if assessed and assessed.next_due_code else ""


def _risks(group: Any) -> list[dict[str, Any]]:
    """The group's open flags in words, the worst first."""
    order, risks = list(RiskLevel), []
    for flag in sorted(group.open_flags, key=lambda flag: -order.index(flag["level"])):
        due_on = date.fromisoformat(flag["due_on"]) if flag["due_on"] else None
        risks.append(
            {
                "level": RiskLevel(flag["level"]).label,
                "colour": RISK_COLOURS[flag["level"]],
                "words": messages.risk_sentence(flag["risk"], flag["level"], due_on, flag["args"], on=today()),
                "since": date.fromisoformat(flag["opened_on"]),
            }
        )
    return risks


def _cells(groups: Iterator[Any]) -> Iterator[tuple[object, ...]]:
    for group in groups:
        _leave_out_withdrawn(group)
        assessed = group.assessed
        text = "; ".join(messages.sentence(f.rule, f.status, f.args) for f in group.blockers)
        yield (
            group.reference,
            group.name,
            group.occupation.route,
            group.stage_name,
            assessed and assessed.get_next_gate_display(),
            assessed and assessed.rules_met,
            assessed and assessed.rules_counted,
            text,
            group.proposal_due_on,
            (group.proposal_due_on - today()).days if group.proposal_due_on else None,
            assessed and assessed.get_risk_level_display(),
            "; ".join(f"{risk['words']} (since {risk['since'].isoformat()})" for risk in _risks(group)),
            assessed and assessed.policy,
            group.lead_name,
            assessed and assessed.get_turn_display(),
            assessed and assessed.next_due_on,
            _next_due(assessed),
        )
