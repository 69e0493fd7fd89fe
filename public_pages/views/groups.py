"""Groups as everybody sees them, from the day on which their membership is approved until support is withdrawn.

For a stated time after that the page says that it was, without the names.

Names and contacts are read at each request from the consents that stand, and never cached: a consent withdrawn counts
at once.
"""

from collections.abc import Iterator
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from groups import access
from groups.enums import PUBLIC_NEXT, STAGE_COLOURS
from groups.models import Group, GroupQuerySet
from guidance.assessment import assess
from guidance.stage import Stage
from members.access import named_in_public, published_chairs
from oversight.enums import CaseOutcome
from oversight.models import WithdrawalCase, with_stored_stage
from portal import parameters
from portal.calendar import today
from portal.exports import csv_download
from portal.lists import paginate, sorting
from public_pages.forms import PublicFilterForm

SORTS = {"name": "name", "occupation": "occupation__title", "approved": "membership_approved_on"}
HEADER = (
    *("Reference", "Group", "Occupation", "Occupation reference", "Level", "Route", "Stage", "Membership approved"),
    "Employers who agreed to be named",
)


def not_indexed(view: Any) -> Any:
    """Search engines keep copies, which would outlive a consent: they are asked not to keep pages with names."""

    @wraps(view)
    def marked(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response["X-Robots-Tag"] = "noindex, noarchive"
        return response

    return marked


@login_not_required
@require_GET
def public_list(request: HttpRequest) -> HttpResponse:
    """Every published group by name, with search and route; no names of people or employers."""
    form = PublicFilterForm(parameters.answers(request))
    page = paginate(request, _groups(request, form, today()))
    for group in page.object_list:
        group.colour = STAGE_COLOURS[group.stage] if group.stage else ""
    context = {"form": form, "page": page, "query": parameters.encoded(request)}
    return render(request, "public_pages/groups.html", context)


def _groups(request: HttpRequest, form: PublicFilterForm, on: date) -> GroupQuerySet:
    groups = with_stored_stage(form.narrow(Group.objects.published(on))).select_related("occupation__route")
    return groups.order_by(*sorting(request, SORTS, "name"))


@login_not_required
@require_GET
@never_cache
@not_indexed
def public_csv(request: HttpRequest) -> HttpResponseBase:
    on = today()
    named = Prefetch("memberships", named_in_public(on).select_related("organisation"), to_attr="named")
    form = PublicFilterForm(parameters.answers(request))
    groups = _groups(request, form, on).prefetch_related(named).iterator(chunk_size=500)
    return csv_download(f"trailblazer-groups-{on.isoformat()}", HEADER, _cells(groups))


def _cells(groups: Iterator[Any]) -> Iterator[tuple[object, ...]]:
    for group in groups:
        occupation = group.occupation
        yield (
            group.reference,
            group.name,
            occupation.title,
            occupation.reference,
            occupation.level,
            occupation.route,
            group.stage_name,
            group.membership_approved_on,
            "; ".join(_names(group.named)),
        )


@login_not_required
@require_GET
@never_cache
@not_indexed
def public(request: HttpRequest, reference: str) -> HttpResponse:
    """Occupation, employers who agreed to be named, contact, stage and what comes next; four statements."""
    on = today()
    group = access.get_published(reference=reference, on=on)
    if group.support_withdrawn_on and group.support_withdrawn_on <= on:
        return _ended(request, group)
    named = named_in_public(on).filter(group=group).select_related("organisation")
    result = assess(group.pk, on)
    group.stage = result.stage
    context = {
        "group": group,
        "colour": STAGE_COLOURS[result.stage],
        "next": PUBLIC_NEXT.get(result.stage, ""),
        "due_on": result.proposal_due_on,
        "employers": _names(named),
        "chairs": [] if settings.PUBLISH_REGULATOR_CONTACT else _chairs(group, on),
        "regulator_email": settings.REGULATOR_CONTACT_EMAIL,
    }
    return render(request, "public_pages/group.html", context)


def _ended(request: HttpRequest, group: Group) -> HttpResponse:
    """What happened and when, and what became of the occupation's place on the map; two statements."""
    case = WithdrawalCase.objects.filter(group=group, outcome=CaseOutcome.WITHDRAW).last()
    context = {
        "group": group,
        "colour": STAGE_COLOURS[Stage.WITHDRAWN],
        "map_outcome": case.map_outcome if case else "",
        "map_decided_on": timezone.localdate(case.map_decided_at) if case and case.map_decided_at else None,
        "regulator_email": settings.REGULATOR_CONTACT_EMAIL,
    }
    return render(request, "public_pages/group_ended.html", context)


def _names(memberships: Any) -> list[str]:
    """Each employer once, in order of the alphabet."""
    return sorted({membership.organisation.name for membership in memberships}, key=str.casefold)


def _chairs(group: Group, on: date) -> list[dict[str, str | None]]:
    """Name and address (None where there is none) of those who agree to it."""
    chairs = published_chairs(on).filter(group=group).order_by("person__name")
    return [{"name": name, "email": email} for name, email in chairs.values_list("person__name", "person__email")]
