"""Organisations or people that may be the same: officials look at both and judge."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action, can
from duplicates.access import get_double, groups_referencing
from duplicates.actions import pairs as actions
from duplicates.actions.people import can_sign_in
from duplicates.forms.pairs import DIFFERENT, FIRST, JudgeForm
from duplicates.models import LikelyDouble, Pair, PersonDouble, called
from groups.access import official_roles, require
from members.enums import Judgement
from members.forms import typed
from members.models import Membership, Organisation, Person
from members.rules.activities import division_named
from portal import jobs, parameters
from portal.calendar import today
from portal.lists import paginate
from portal.search import matching

COLOURS: dict[str, str] = {Judgement.OPEN: "yellow", Judgement.MERGED: "green", Judgement.DIFFERENT: "grey"}
FIND = "duplicates.tasks.find_duplicates"
NONE = "Not given"
EMPLOYS = {None: "Not known", True: "Yes", False: "No"}
ANY = "any"  # in an address: whatever the judgement


@dataclass(frozen=True)
class Sort:
    """The words and addresses of the pages about organisations, or of those about people."""

    model: type[Pair]
    things: str
    name: str  # of the page that lists them; `_find` behind it looks for more
    brought: tuple[str, ...] = ("first", "second", "judged_by")

    @property
    def find(self) -> str:
        return f"{self.name}_find"

    @property
    def csv(self) -> str:
        return f"{self.name}_csv"


SORTS = {
    "organisations": Sort(LikelyDouble, "organisations", "duplicates:duplicates"),
    "people": Sort(PersonDouble, "people", "duplicates:person_duplicates"),
}


@require_GET
def duplicates(request: Request, sort: str) -> HttpResponse:
    require(request.user, Action.DOUBLE_LIST)
    about = SORTS[sort]
    results, state, text = chosen(request, about)
    page = paginate(request, results)
    groups = groups_referencing(
        about.model, {pk for pair in page.object_list for pk in (pair.first_id, pair.second_id)}
    )
    for pair in page.object_list:
        pair.colour = COLOURS[pair.judgement]
        pair.sides = [(side, groups[side.pk]) for side in (pair.first, pair.second)]
    context = {
        "about": about,
        "page": page,
        "text": text,
        "state": state,
        "states": Judgement.choices,
        "query": parameters.encoded(request),
        "may_judge": can(official_roles(request.user), Action.DOUBLE_JUDGE),
    }
    return render(request, "duplicates/pairs.html", context)


def chosen(request: Request, about: Sort) -> tuple[QuerySet[Any], str, str]:
    """The pairs that the address asks for, and what it asks: a judgement ("" for any) and part of a name."""
    asked = parameters.choice(request, "state", [*Judgement.values, ANY], Judgement.OPEN.value)
    state, text = "" if asked == ANY else asked, parameters.text(request, "q")
    pairs = about.model._default_manager.select_related(*about.brought)
    pairs = pairs.filter(judgement=state) if state else pairs
    named = matching(text, "first__name") | matching(text, "second__name")
    return pairs.filter(named) if text else pairs, state, text


@require_POST
def find(request: Request, sort: str) -> HttpResponse:
    """Ask a worker to look now; each night it does by itself."""
    require(request.user, Action.DOUBLE_JUDGE)
    jobs.run_after_commit(FIND)
    messages.success(request, "We look for likely doubles now. Open this page again in a minute.")
    return redirect(SORTS[sort].name)


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: Request, pk: int, sort: str) -> HttpResponse:
    """Both beside each other, and what to do about them."""
    require(request.user, Action.DOUBLE_JUDGE if request.method == "POST" else Action.DOUBLE_LIST)
    about, on = SORTS[sort], today()
    results = get_double(about.model, pk=pk)
    is_open = results.judgement == Judgement.OPEN
    why_not = actions.hindrances(results, on) if is_open else []
    keepable = actions.keepable(results) if is_open and not why_not else []
    form = JudgeForm(typed(request), pair=results, keepable=keepable)
    if form.is_bound and form.is_valid():
        _judge(request, results, form.cleaned_data["decision"])
        return redirect(about.name)
    context = {
        "about": about,
        "pair": results,
        "form": form,
        "rows": _rows(results, groups_referencing(about.model, {results.first_id, results.second_id}), on),
        "is_open": is_open,
        "is_merged": results.judgement == Judgement.MERGED,
        "why_not": why_not,
        "colour": COLOURS[results.judgement],
        "may_judge": can(official_roles(request.user), Action.DOUBLE_JUDGE),
    }
    return render(request, "duplicates/pair.html", context, status=422 if form.is_bound else 200)


def _judge(request: Request, pair: Pair, decision: str) -> None:
    now = timezone.now()
    if decision == DIFFERENT:
        actions.part(pair=pair, by=request.user, now=now)
        messages.success(request, f"“{called(pair.first)}” and “{called(pair.second)}” stay apart.")
        return
    keep = pair.first if decision == FIRST else pair.second
    actions.merge(pair=pair, keep=keep, by=request.user, now=now)
    messages.success(request, f"Merged. Everything names “{called(keep)}” now, and the groups are assessed again.")


def _rows(pair: Pair, groups: dict[int, list[Any]], on: date) -> list[dict[str, Any]]:
    """One fact a row: its title, what each side says, and whether they differ."""
    first, second = (_details(side, on) for side in (pair.first, pair.second))
    rows = [
        {"title": title, "first": text, "second": second[title], "differs": text != second[title], "is_groups": False}
        for title, text in first.items()
    ]
    named = {"first": groups[pair.first_id], "second": groups[pair.second_id]}
    return [*rows, {"title": "Groups", "is_groups": True, "differs": False, **named}]


def _details(side: Organisation | Person, on: date) -> dict[str, str]:
    return _of_person(side, on) if isinstance(side, Person) else _of_organisation(side)


def _of_organisation(organisation: Organisation) -> dict[str, str]:
    return {
        "Name": organisation.name,
        "Type": organisation.get_kind_display(),
        "Main business activity": organisation.get_sector_display() or NONE,
        "SIC division": division_named(organisation.division) or NONE,
        "Number of employees": organisation.get_size_display() or NONE,
        "Head office": organisation.get_region_display() or NONE,
        "Employs people in the occupation": EMPLOYS[organisation.employs_in_occupation],
        "What it does that a group has to know": "; ".join(organisation.deeds) or "Nothing said",
    }


def _of_person(person: Person, on: date) -> dict[str, str]:
    """What tells two people apart; of how to reach them no more than is needed for that."""
    own = list(Membership.objects.filter(person=person).select_related("organisation").order_by("-started_on"))
    current = [term for term in own if term.ended_on is None or term.ended_on > on]
    return {
        "Name": person.name,
        "Email address": person.masked_email or NONE,
        "Signs in": _signing_in(person),
        "Works for": _joined(term.organisation.name for term in current) or "Serves on no group now",
        "Worked for": _joined(term.organisation.name for term in own if term not in current) or "No other",
        "Job title": _joined(term.job_title for term in own) or NONE,
    }


def _joined(texts: Iterable[str]) -> str:
    """Each once, in their order."""
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _signing_in(person: Person) -> str:
    if not person.user:
        return "Has no account"
    if not can_sign_in(person):
        return "No: an administrator has stopped the account"
    return f"Last on {timezone.localdate(person.user.last_login):%-d %B %Y}" if person.user.last_login else "Never yet"
