"""For officials: people and organisations that serve on several groups, and groups that carry many apprenticeships."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Count, F, Func, Min, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, Trim
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action
from groups.access import require
from groups.models import Group
from guidance.policies import capacity_limit
from members.models import Membership
from members.rules.names import SHORT_FORMS
from portal import parameters
from portal.calendar import today
from portal.exports import csv_download
from portal.lists import paginate
from portal.search import Folded, matching

PEOPLE, ORGANISATIONS, GROUPS = "people", "organisations", "groups"
KINDS = {PEOPLE: "People", ORGANISATIONS: "Organisations", GROUPS: "Groups"}
HEADERS = {
    PEOPLE: ("Name", "Groups", "Apprenticeships of these groups", "References"),
    ORGANISATIONS: ("Name", "Groups", "Apprenticeships of these groups", "References"),
    GROUPS: ("Name", "Apprenticeships", "Reference"),
}
LEAST = (2, 3, 5, 10)  # to choose from: groups of a person or an organisation, apprenticeships of a group
SEARCH_LENGTH = 100


@require_GET
def multiple_memberships(request: Request) -> HttpResponse:
    require(request.user, Action.DASHBOARD_VIEW)
    on, (kind, least, text) = today(), _chosen(request)
    page = paginate(request, _rows(kind, least, text, on))
    page.object_list = list(page.object_list)
    if kind != GROUPS:
        _bring_groups(kind, page.object_list, on)
    limit, policy = capacity_limit()
    context = {
        "page": page,
        "kind": kind,
        "kinds": KINDS.items(),
        "title": f"{KINDS[kind]} on several groups" if kind != GROUPS else "Groups by number of apprenticeships",
        "least": str(least),
        "choices": [(str(number), f"{number} or more") for number in LEAST],
        "text": text,
        "limit": limit,
        "policy": policy,
        "query": parameters.encoded(request),
    }
    return render(request, "overview/multiple_memberships.html", context)


@require_GET
def multiple_memberships_csv(request: Request) -> HttpResponseBase:
    """Everything that the filters leave, as one file."""
    require(request.user, Action.DASHBOARD_VIEW)
    kind, least, text = _chosen(request)
    rows = _rows(kind, least, text, today())
    return csv_download(f"spread-{kind}-{today().isoformat()}", HEADERS[kind], _cells(kind, rows))


def _cells(kind: str, rows: QuerySet[Any, Any]) -> Iterator[tuple[object, ...]]:
    if kind == GROUPS:
        for row in rows.iterator(chunk_size=500):
            yield row["name"], row["number"], row["reference"]
        return
    concat = Concat("group__reference", Value(" "), Cast("group__apprenticeship_count", CharField()))
    for row in rows.annotate(group_texts=ArrayAgg(concat, distinct=True)).iterator(chunk_size=500):
        groups = [text.split(" ") for text in row["group_texts"]]
        carried = sum(int(number) for _, number in groups)
        yield row["name"], row["number"], carried, ", ".join(reference for reference, _ in groups)


def _chosen(request: Request) -> tuple[str, int, str]:
    """What the address asks for; people on two groups or more for nonsense."""
    least = parameters.number(request, "least")
    kind = parameters.choice(request, "kind", KINDS, PEOPLE)
    return kind, least if least in LEAST else LEAST[0], parameters.text(request, "q", most=SEARCH_LENGTH)


# --- what is counted -------------------------------------------------------------------------------------------------
def same_name_of(field: str) -> Func:
    """The name as `members.rules.same_name` compares it: organisations of several groups are rows of their own."""
    padded = (Value(" "), _replaced(Folded(field), ".", ""), Value(" "))
    named: Any = Concat(*padded, output_field=TextField())
    for form, short in sorted(SHORT_FORMS.items(), key=lambda pair: -len(pair[0])):
        named = _replaced(named, f" {form} ", f" {short} ")
    return Trim(named)


def _replaced(text: Any, text_with: str, by: str) -> Func:
    """Without a pattern: names are many, and patterns take ten times as long."""
    return Func(text, Value(text_with), Value(by), function="replace", output_field=TextField())


def _rows(kind: str, least: int, text: str, on: date) -> QuerySet[Any, Any]:
    """Rows of `key`, `name` and `number`, the most first; of groups with `reference`."""
    if kind == GROUPS:
        groups = Group.objects.filter(apprenticeship_count__gte=least, support_withdrawn_on=None)
        groups = groups.filter(matching(text, "name", exactly=("reference",)))
        own_groups = groups.annotate(number=F("apprenticeship_count"), key=F("pk"))
        return own_groups.order_by("-number", "reference").values("key", "name", "number", "reference")
    named = "person__name" if kind == PEOPLE else "organisation__name"
    memberships = _serving(on).filter(matching(text, named))
    counted = memberships.order_by().annotate(key=_key(kind)).values("key").annotate(name=Min(named))
    counted = counted.annotate(number=Count("group", distinct=True)).filter(number__gte=least)
    return counted.order_by("-number", "name", "key")


def _key(kind: str) -> Any:
    return F("person_id") if kind == PEOPLE else same_name_of("organisation__name")


def _serving(on: date) -> QuerySet[Membership]:
    return Membership.objects.current(on).filter(group__support_withdrawn_on=None)


def _bring_groups(kind: str, rows: list[dict[str, Any]], on: date) -> None:
    """The groups of each row that is shown, and the apprenticeships that they carry; one statement."""
    memberships = _serving(on).annotate(key=_key(kind)).filter(key__in=[row["key"] for row in rows])
    groups: dict[Any, dict[int, Group]] = defaultdict(dict)
    for membership in memberships.select_related("group").order_by("group__reference"):
        groups[membership.key][membership.group_id] = membership.group
    for row in rows:
        row["groups"] = list(groups[row["key"]].values())
        row["carried"] = sum(group.apprenticeship_count for group in row["groups"])


def elsewhere(membership: Membership, on: date) -> dict[str, list[Group]]:
    """The other groups of the person, and of the organisation by its name; for officials."""
    others = _serving(on).exclude(group=membership.group).select_related("group").order_by("group__reference")
    name = Value(membership.organisation.name)
    same = others.alias(key=_key(ORGANISATIONS)).filter(key=same_name_of(name))  # type: ignore[arg-type]  # it takes expressions, too
    by_key = {
        "person": {term.group_id: term.group for term in others.filter(person=membership.person)},
        "organisation": {term.group_id: term.group for term in same},
    }
    return {key: list(groups.values()) for key, groups in by_key.items()}
