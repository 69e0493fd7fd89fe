"""Advice that the group sought."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from groups.models import Group
from guidance import assessment
from guidance.assessment import AssessmentResult
from guidance.vocabulary import EngagementKind, GateCode, Status
from members.access import get_engagement
from members.actions import advice as actions
from members.findings import Row, rows
from members.forms import typed
from members.forms.advice import EngagementForm, shown_engagement
from members.models import Engagement
from portal import parameters
from portal.calendar import today
from portal.lists import paginate, sorting

FORM_METHODS = ["GET", "HEAD", "POST"]
ADVICE = "group.advice_"  # how the codes of the rules about advice begin
ANSWERS = {Status.MET: ("Recorded", "green"), Status.JUSTIFIED: ("Reason accepted", "teal")}
NEEDED = {  # the first step that a rule about advice can hold up
    GateCode.STANDARD: "Needed before the occupational standard is submitted",
    GateCode.REVISION: "Needed before a revision is submitted",
}
SORTS = {"date": "held_on", "kind": "kind", "organisation": "organisation__name"}


@require_GET
def advice(request: Request, pk: int) -> HttpResponse:
    group = get_group(request.user, Action.GROUP_VIEW, pk=pk, on=today())
    kind = parameters.choice(request, "kind", EngagementKind.values)
    engagements = Engagement.objects.filter(group=group).select_related("organisation")
    page = paginate(
        request, (engagements.filter(kind=kind) if kind else engagements).order_by(*sorting(request, SORTS, "-date"))
    )
    context = {
        "group": group,
        "page": page,
        "kind": kind,
        "kinds": EngagementKind.choices,
        "asked": _asked(group),
        "may_edit": can(group.roles, Action.GROUP_EDIT),
    }
    return render(request, "members/advice.html", context)


def _asked(group: Group) -> list[dict[str, str]]:
    """Whose advice the guidance asks for, and whether the group has it, as lines of a list; two statements."""
    result = assessment.assess(group.pk, today())
    codes = {f.rule for f in result.findings if f.rule.startswith(ADVICE) and f.status != Status.NOT_APPLICABLE}
    return [_line(result, row) for row in rows(group, result, codes, members=())]


def _line(result: AssessmentResult, row: Row) -> dict[str, str]:
    status, colour = ANSWERS.get(row.status, ("Not recorded", "grey"))
    steps = [text for gate, text in NEEDED.items() if gate in result.policy.rule(row.code).gates]
    hint = steps[0] if steps and row.status == Status.NOT_MET else ""
    return {"title": row.title, "status": status, "colour": colour, "hint": hint}


@require_http_methods(FORM_METHODS)
def add(request: Request, pk: int) -> HttpResponse:
    group = get_group(request.user, Action.GROUP_EDIT, pk=pk, on=today())
    form = EngagementForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.record(group=group, answers=form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "The advice is recorded.")
        return redirect("members:advice", pk=pk)
    context = {"group": group, "form": form, "title": "Record advice"}
    return render(request, "members/advice_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def edit(request: Request, pk: int, engagement_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.GROUP_EDIT, pk=pk, on=today())
    engagement = get_engagement(group, pk=engagement_pk)
    form = EngagementForm(typed(request), initial=shown_engagement(engagement))
    if request.method == "POST" and form.is_valid():
        actions.correct(engagement=engagement, answers=form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "The advice is corrected.")
        return redirect("members:advice", pk=pk)
    context = {"group": group, "form": form, "title": "Correct recorded advice"}
    return render(request, "members/advice_form.html", context, status=422 if form.is_bound else 200)
