"""The first page of whoever signed in: their groups, what is asked of them, how far each group is."""

from collections import defaultdict
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.models import User
from groups.access import groups_of, roles_in
from groups.enums import EnquiryState
from groups.models import Enquiry
from members.models import Invitation
from oversight import wording
from oversight.enums import Status
from oversight.models import Finding
from portal.calendar import today

SHOWN = 50


@login_not_required
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The public's first page: what this is, and the way for each kind of visitor."""
    return render(request, "groups/front.html")


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    if user.is_official:
        return redirect("oversight:dashboard")
    groups = list(groups_of(user, today()).select_related("assessment")[:SHOWN])
    asked = _asked(user, [group.pk for group in groups])
    for group in groups:
        group.roles = roles_in(user, group)
        group.assessed = getattr(group, "assessment", None)
        group.asked = asked[group.pk]
        group.is_leading = bool({"chair", "lead"} & set(group.roles))
    context = {
        "groups": groups,
        "invitations": _invitations(user),
        "enquiries": Enquiry.objects.filter(user=user)
        .exclude(state=EnquiryState.ACCEPTED)
        .select_related("occupation", "group")[:SHOWN],
    }
    return render(request, "groups/home.html", context)


def _asked(user: User, group_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    """What is open about this person in each group, in words; one statement."""
    open_findings = Finding.objects.filter(group__in=group_ids, subject__user=user, status=Status.NOT_MET)
    asked: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for finding in open_findings:
        detail = wording.detail(finding.rule, finding.status, finding.args)
        title = wording.title(finding.rule)
        page = "members:chairs" if wording.fix(finding.rule) == "chairs" else "members:mine"
        asked[finding.group_id].append({"title": title, "detail": detail, "page": page})
    return asked


def _invitations(user: User) -> list[Invitation]:
    waiting = Invitation.objects.waiting().filter(email=user.email).select_related("group", "organisation")
    return list(waiting[:SHOWN])
