"""The occupational map for everyone, and the search behind forms that ask for an occupation."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from groups.models import Group
from occupations import forms, rules
from occupations.models import Occupation, StandardVersion
from portal.calendar import today
from portal.lists import paginate

AT_MOST = 20


@login_not_required
@require_GET
def search(request: HttpRequest) -> JsonResponse:
    """`?q=`: the closest occupations, at most 20: `[{"value": …, "label": …}]`; `value` is for OccupationField."""
    found = Occupation.objects.search(request.GET.get("q", ""))[:AT_MOST]
    offered = [{"value": forms.token(occupation), "label": occupation.label} for occupation in found]
    return JsonResponse(offered, safe=False)


@login_not_required
@require_GET
def occupation_list(request: HttpRequest) -> HttpResponse:
    form = forms.OccupationFilterForm(request.GET)
    page = paginate(request, form.found().select_related("route"))
    return render(request, "occupations/list.html", {"form": form, "page": page})


@login_not_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    places = Occupation.objects.select_related("route", "pathway", "cluster").prefetch_related("versions")
    occupation = get_object_or_404(places, pk=pk)
    versions = sorted(occupation.versions.all(), key=lambda row: rules.version_key(row.version), reverse=True)
    newest = versions[0] if versions else None
    context = {
        "occupation": occupation,
        "versions": versions,
        "newest": newest,
        "facts": _facts(occupation, newest),
        "groups": Group.objects.published(today()).filter(occupation=occupation)[:AT_MOST],
    }
    return render(request, "occupations/detail.html", context)


def _facts(occupation: Occupation, newest: StandardVersion | None) -> list[dict[str, Any]]:
    """Rows of the summary list; what the map does not know says so."""
    level = f"{occupation.level} ({occupation.band.label.lower()})" if occupation.level and occupation.band else ""
    recognition = newest.professional_recognition if newest else ""
    facts = {
        "Reference": occupation.reference,
        "Level": level,
        "Route": newest.routes.replace(";", "; ") if newest and ";" in newest.routes else occupation.route,
        "Pathway": occupation.pathway,
        "Cluster": occupation.cluster,
        "Regulated": "Yes" if occupation.regulated else "No",
        "Professional recognition": recognition or ("Yes" if occupation.professional_status else "None"),
        "External quality assurance": newest.eqa_provider if newest else "",
    }
    return [{"key": key, "value": value or "Not known"} for key, value in facts.items()]
