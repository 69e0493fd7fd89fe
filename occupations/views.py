"""The occupational map for everyone, and the search behind forms that ask for an occupation."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from occupations import forms
from occupations.models import Occupation

AT_MOST = 20


@login_not_required
@require_GET
def search(request: HttpRequest) -> JsonResponse:
    """`?q=`: the closest occupations, at most 20, as `[{"value": …, "label": …}]`."""
    found = Occupation.objects.search(request.GET.get("q", ""))[:AT_MOST]
    offered = [{"value": forms.token(occupation), "label": occupation.label} for occupation in found]
    return JsonResponse(offered, safe=False)
