"""Preview of a policy: what would change, group by group, were it in force on a date."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.http import Request
from accounts.permissions import Action
from groups.access import require
from guidance import messages
from guidance.policies import Policy, every_policy, policy_called, policy_for
from guidance.vocabulary import GateCode, RiskLevel, Severity
from oversight import actions
from oversight.forms import PreviewFilter, PreviewForm
from oversight.models import PolicyPreview, PreviewChange
from oversight.preview import policy_difference
from oversight.preview_texts import change_texts
from portal import parameters
from portal.calendar import today
from portal.exports import csv_download
from portal.lists import paginate

LATEST = 10
REFRESH_SECONDS = 5
TEXTS_SHOWN = 4
HEADER = ("Reference", "Name", "Route", "Steps lost", "Steps gained", "No longer met", "Newly met or no longer asked")
HEADER_MORE = ("Risk now", "Risk then", "Risks that move")


@require_GET
def preview(request: Request) -> HttpResponse:
    """The form; with `policy` and `on` in the URL what came of it, or how far it is."""
    require(request.user, Action.POLICY_PREVIEW)
    is_asked = parameters.has(request, "policy") or parameters.has(request, "on")
    form = PreviewForm(parameters.answers(request)) if is_asked else PreviewForm(initial={"on": today()})
    if not is_asked or not form.is_valid():
        context = {"form": form, "latest": _latest()}
        return render(request, "oversight/preview.html", context, status=422 if is_asked else 200)
    policy, on = policy_called(form.cleaned_data["policy"]), form.cleaned_data["on"]
    run = PolicyPreview.objects.newest(policy.code, on)
    against = policy_called(run.against) if run else policy_for(on)
    context = {"policy": policy, "against": against, "on": on, "run": run, "query": _query(policy.code, on)}
    context |= {"form": form, "differs": _differs(against, policy)}
    if run and run.finished_at:
        return render(request, "oversight/preview_found.html", context | _results(request, run, policy))
    context["is_waiting"] = parameters.text(request, "refresh") != "off"
    response = render(request, "oversight/preview_running.html", context)
    if run and context["is_waiting"]:
        response["Refresh"] = str(REFRESH_SECONDS)  # the page has a link that stops it
    return response


@require_POST
def preview_run(request: Request) -> HttpResponse:
    require(request.user, Action.POLICY_PREVIEW)
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return render(request, "oversight/preview.html", {"form": form, "latest": _latest()}, status=422)
    policy, on = policy_called(form.cleaned_data["policy"]), form.cleaned_data["on"]
    actions.ask_preview(policy=policy, on=on, by=request.user, again="again" in request.POST)
    return redirect(f"{reverse('oversight:preview')}?{_query(policy.code, on)}")


@require_GET
def preview_csv(request: Request) -> HttpResponseBase:
    """The groups that change and that the filters leave; the page itself while there is nothing to download."""
    require(request.user, Action.POLICY_PREVIEW)
    form = PreviewForm(parameters.answers(request))
    is_named = form.is_valid()
    run = PolicyPreview.objects.newest(form.cleaned_data["policy"], form.cleaned_data["on"]) if is_named else None
    if run is None or run.finished_at is None:
        address = reverse("oversight:preview")
        return redirect(f"{address}?{parameters.encoded(request)}" if is_named else address)
    rows = PreviewFilter(parameters.answers(request), queryset=_changes(run)).qs.iterator(chunk_size=500)
    name = f"preview-{run.policy}-{run.on.isoformat()}"
    return csv_download(name, HEADER + HEADER_MORE, _cells(rows, policy_called(run.policy)))


def _query(policy: str, on: date) -> str:
    return urlencode({"policy": policy, "on": on.isoformat()})


def _latest() -> list[dict[str, Any]]:
    names = {policy.code: policy.name for policy in every_policy()}
    runs = PolicyPreview.objects.filter(policy__in=names).select_related("asked_by")[:LATEST]
    return [{"run": run, "name": names[run.policy], "query": _query(run.policy, run.on)} for run in runs]


def _changes(run: PolicyPreview) -> Any:
    return run.changes.select_related("group__occupation__route").order_by("group__name", "pk")


def _results(request: Request, run: PolicyPreview, policy: Policy) -> dict[str, Any]:
    preview_filter = PreviewFilter(parameters.answers(request), queryset=_changes(run))
    page = paginate(request, preview_filter.qs)
    for change in page.object_list:
        _describe(change, policy)
    chosen = sum(bool(parameters.text(request, name)) for name in preview_filter.filters)
    return {
        "filter": preview_filter,
        "page": page,
        "chosen": chosen,
        "is_open": bool(chosen or preview_filter.form.errors),
        "download": parameters.encoded(request),
        "steps": _steps(run),
        "rules": _rules(run, policy),
        "moves": _moves(run),
    }


def _describe(change: PreviewChange, policy: Policy) -> None:
    change.texts = texts = change_texts(change, policy=policy)
    said = texts.unmet + texts.met
    change.said, change.more = said[:TEXTS_SHOWN], said[TEXTS_SHOWN:]


def _steps(run: PolicyPreview) -> list[dict[str, Any]]:
    """Every step, with the number of groups that lose and gain it."""
    lost, gained = run.counts["gates"]["blocked"], run.counts["gates"]["ready"]
    return [
        {"code": code.value, "name": code.label, "lost": lost.get(code, 0), "gained": gained.get(code, 0)}
        for code in GateCode
    ]


def _rules(run: PolicyPreview, policy: Policy) -> list[dict[str, Any]]:
    """Rules of which anything changes, those that most groups would not meet first."""
    unmet, met = run.counts["rules"]["unmet"], run.counts["rules"]["met"]
    asked = {rule.code for rule in policy.rules}
    rows = [
        {"code": code, "name": messages.requirement(code), "unmet": unmet.get(code, 0), "met": met.get(code, 0)}
        | {"is_asked": code in asked}
        for code in unmet | met
    ]
    return sorted(rows, key=lambda row: (-row["unmet"], -row["met"], row["name"]))


def _moves(run: PolicyPreview) -> list[dict[str, Any]]:
    labels = dict(RiskLevel.choices)
    return [
        {"value": f"{before}-{after}", "before": labels[before], "after": labels[after], "groups": many}
        for before, row in run.counts["risk_levels"].items()
        for after, many in row.items()
    ]


def _differs(against: Policy, policy: Policy) -> dict[str, list[str]]:
    """What the other policy asks differently, in words."""
    differs = policy_difference(against, policy)
    return {
        "added": [messages.requirement(code) for code in differs.added],
        "dropped": [messages.requirement(code) for code in differs.dropped],
        "severity": [
            f"{messages.requirement(code)}: {Severity(was).label.lower()} becomes {Severity(will).label.lower()}"
            for code, (was, will) in differs.severity.items()
        ],
    }


def _cells(changes: Iterable[PreviewChange], policy: Policy) -> Iterator[tuple[object, ...]]:
    for change in changes:
        texts = change_texts(change, policy=policy)
        yield (
            change.group.reference,
            change.group.name,
            change.group.occupation.route,
            *("; ".join(part) for part in (texts.blocked, texts.ready, texts.unmet, texts.met)),
            change.get_risk_before_display(),
            change.get_risk_after_display(),
            "; ".join(texts.risks),
        )
