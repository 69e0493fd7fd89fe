"""The occupational map for everyone, and the search behind forms that ask for an occupation."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from groups.models import Group
from occupations import forms, rules
from occupations.enums import NO_LONGER_CURRENT, WITHOUT_STANDARD
from occupations.models import Occupation, StandardVersion
from portal import parameters
from portal.calendar import today
from portal.lists import paginate
from portal.templatetags.portal import govuk_date

AT_MOST = 20
YES_NO = {True: "Yes", False: "No", None: ""}


@login_not_required
@require_GET
def search(request: HttpRequest) -> JsonResponse:
    """`?q=`: the closest occupations, at most 20: `[{"value": …, "label": …}]`; `value` is for OccupationField."""
    occupations = Occupation.objects.search(parameters.text(request, "q"))[:AT_MOST]
    offered = [{"value": forms.token(occupation), "label": occupation.label} for occupation in occupations]
    return JsonResponse(offered, safe=False)


@login_not_required
@require_GET
def occupation_list(request: HttpRequest) -> HttpResponse:
    form = forms.OccupationFilterForm(parameters.answers(request))
    page = paginate(request, form.results().select_related("route"))
    return render(request, "public_pages/occupations.html", {"form": form, "page": page})


@login_not_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    places = Occupation.objects.select_related("route", "pathway", "cluster").prefetch_related("versions")
    occupation = get_object_or_404(places, pk=pk)
    versions = sorted(occupation.versions.all(), key=lambda row: rules.version_key(row.version), reverse=True)
    newest = versions[0] if versions else None
    groups = Group.objects.with_public_page(today()).filter(occupation=occupation)[:AT_MOST]
    context = {
        "occupation": occupation,
        "versions": [_version(version) for version in versions],
        "newest": newest,
        "has_no_standard": occupation.status in WITHOUT_STANDARD,
        "facts": _facts(occupation, newest),
        "groups": [group for group in groups if not group.support_withdrawn_on],
        "ended": [group for group in groups if group.support_withdrawn_on],
    }
    return render(request, "public_pages/occupation.html", context)


def _version(version: StandardVersion) -> dict[str, Any]:
    """A row of the table: what has not come yet is told apart from what is not known."""
    is_coming = version.status in WITHOUT_STANDARD
    unknown, is_over = "Not yet" if is_coming else "Not known", version.status in NO_LONGER_CURRENT
    return {
        "version": version.version or ("None yet" if is_coming else "Not known"),
        "status": version.get_status_display(),
        "colour": version.status_colour,
        "approved": govuk_date(version.approved_on) or unknown,
        "ended": govuk_date(version.retired_on or version.withdrawn_on) or ("Not known" if is_over else "No"),
        "band": f"£{version.funding_band:,}" if version.funding_band is not None else unknown,
        "months": unknown if version.typical_months is None else version.typical_months,
    }


def _facts(occupation: Occupation, newest: StandardVersion | None) -> list[dict[str, Any]]:
    """Rows of the summary list; what the map does not know says so."""
    level = f"{occupation.level} ({occupation.band.label.lower()})" if occupation.level and occupation.band else ""
    recognition = newest.professional_recognition if newest else ""
    facts = {
        "Reference": occupation.reference or "None yet",  # the map gives one to what it has
        "Level": level,
        "Route": newest.routes.replace(";", "; ") if newest and ";" in newest.routes else occupation.route,
        "Pathway": occupation.pathway,
        "Cluster": occupation.cluster,
        "Regulated": YES_NO[occupation.regulated],
        "Professional recognition": recognition or YES_NO[occupation.professional_status],
        "External quality assurance": newest.eqa_provider if newest else "",
    }
    return [{"key": key, "value": value or "Not known"} for key, value in facts.items()]
