"""Organisations that may be the same: officials look at both and judge."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import Action, can
from groups.access import official_roles, require
from members.access import get_double, groups_naming
from members.actions import doubles as actions
from members.enums import Judgement
from members.forms import typed
from members.forms.doubles import DIFFERENT, FIRST, JudgeForm
from members.models import LikelyDouble, Organisation
from members.rules.activities import division_named
from portal import jobs
from portal.lists import paginate

SEARCH_LENGTH = 200
COLOURS = {Judgement.OPEN: "yellow", Judgement.MERGED: "green", Judgement.DIFFERENT: "grey"}
FIND = "members.tasks.find_doubles"


@require_GET
def doubles(request: HttpRequest) -> HttpResponse:
    require(request.user, Action.DOUBLE_LIST)
    state = request.GET.get("state", Judgement.OPEN)
    state = state if state in Judgement.values else ""
    text = request.GET.get("q", "")[:SEARCH_LENGTH].strip()
    found = LikelyDouble.objects.select_related("first", "second", "judged_by")
    found = found.filter(judgement=state) if state else found
    named = Q(first__name__icontains=text) | Q(second__name__icontains=text)
    page = paginate(request, found.filter(named) if text else found)
    groups = groups_naming({pk for one in page.object_list for pk in (one.first_id, one.second_id)})
    for one in page.object_list:
        one.colour = COLOURS[one.judgement]
        one.sides = [(side.name, groups[side.pk]) for side in (one.first, one.second)]
    context = {
        "page": page,
        "text": text,
        "state": state,
        "states": Judgement.choices,
        "may_judge": can(official_roles(request.user), Action.DOUBLE_JUDGE),
    }
    return render(request, "members/doubles.html", context)


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Ask a worker to look now; each night it does by itself."""
    require(request.user, Action.DOUBLE_JUDGE)
    jobs.wake(FIND)
    messages.success(request, "We look for likely doubles now. Open this page again in a minute.")
    return redirect("members:doubles")


@require_http_methods(["GET", "HEAD", "POST"])
def double(request: HttpRequest, pk: int) -> HttpResponse:
    """Both beside each other, and what to do about them."""
    require(request.user, Action.DOUBLE_JUDGE if request.method == "POST" else Action.DOUBLE_LIST)
    found = get_double(pk=pk)
    differing = actions.differing(found)
    form = JudgeForm(typed(request), double=found, may_merge=_may_merge(found))
    if form.is_bound and form.is_valid():
        _judge(request, found, form.cleaned_data["decision"])
        return redirect("members:doubles")
    context = {
        "double": found,
        "form": form,
        "rows": _rows(found, groups_naming({found.first_id, found.second_id})),
        "is_open": found.judgement == Judgement.OPEN,
        "is_merged": found.judgement == Judgement.MERGED,
        "is_held_apart": bool(differing) and found.judgement == Judgement.OPEN,
        "colour": COLOURS[found.judgement],
        "may_judge": can(official_roles(request.user), Action.DOUBLE_JUDGE),
    }
    return render(request, "members/double.html", context, status=422 if form.is_bound else 200)


def _may_merge(found: LikelyDouble) -> bool:
    return found.judgement == Judgement.OPEN and not actions.differing(found)


def _judge(request: HttpRequest, found: LikelyDouble, decision: str) -> None:
    now = timezone.now()
    if decision == DIFFERENT:
        actions.part(double=found, by=request.user, now=now)
        messages.success(request, f"“{found.first.name}” and “{found.second.name}” stay apart.")
        return
    keep = found.first if decision == FIRST else found.second
    actions.merge(double=found, keep=keep, by=request.user, now=now)
    messages.success(request, f"Merged. Everything names “{keep.name}” now, and the groups are assessed again.")


def _rows(found: LikelyDouble, groups: dict[int, list[Any]]) -> list[dict[str, Any]]:
    """One fact a row: its title, what each side says, and whether they differ."""
    first, second = _told(found.first), _told(found.second)
    rows = [
        {"title": title, "first": text, "second": second[title], "differs": text != second[title], "is_groups": False}
        for title, text in first.items()
    ]
    named = {"first": groups[found.first_id], "second": groups[found.second_id]}
    return [*rows, {"title": "Groups that name it", "is_groups": True, "differs": False, **named}]


def _told(one: Organisation) -> dict[str, str]:
    return {
        "Name": one.name,
        "Type": one.get_kind_display(),
        "Main business activity": one.get_sector_display() or "Not given",
        "SIC division": division_named(one.division) or "Not given",
        "Number of employees": one.get_size_display() or "Not given",
        "Head office": one.get_region_display() or "Not given",
        "What it does that a group has to know": "; ".join(one.deeds) or "Nothing said",
    }
