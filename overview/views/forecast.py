"""Who leaves a group in the next twelve months, and what it would then lack."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from groups.models import Group
from guidance import messages
from guidance.assessment import Forecast, assess
from members.models import ChairAppointment, Membership
from portal.calendar import add_months, today
from portal.lists import paginate

MONTHS = 12


@dataclass
class Leaver:
    membership: Membership
    on: date
    is_chair: bool

    @property
    def why(self) -> str:
        """The recorded end with its reason, or the person's own plan."""
        membership = self.membership
        if membership.ended_on and membership.ended_on <= self.on:
            return f"End recorded: {membership.get_end_reason_display().lower() or 'no reason given'}"
        return "Plans to serve until then"


@require_GET
def forecast(request: Request, pk: int) -> HttpResponse:
    on = today()
    group = get_group(request.user, Action.GROUP_HISTORY, pk=pk, on=on)
    result = assess(group.pk, on)
    year_ahead = result.forecast(add_months(on, MONTHS))
    serving = {membership.person_id: membership for membership in _serving(group, on)}
    context = {
        "group": group,
        "until": year_ahead.until,
        "page": paginate(request, _leavers(group, year_ahead, serving, on)),
        "serving": len(serving),
        "unsaid": sum(
            membership.plans_to_serve_until is None and membership.kind == "employer" for membership in serving.values()
        ),
        "unmet_then": [
            {
                "title": messages.title(finding.rule, finding.status, finding.args),
                "detail": messages.detail(finding.rule, finding.status, finding.args),
                "source": result.policy.rule(finding.rule).source,
            }
            for finding in year_ahead.unmet
        ],
        "may_invite": can(group.roles, Action.MEMBER_INVITE),
    }
    return render(request, "overview/forecast.html", context)


def _serving(group: Group, on: date) -> list[Membership]:
    return list(Membership.objects.current(on).filter(group=group).select_related("person", "organisation"))


def _leavers(group: Group, year_ahead: Forecast, serving: dict[int, Membership], on: date) -> list[Leaver]:
    chairs = set(ChairAppointment.objects.leading(on).filter(group=group).values_list("person_id", flat=True))
    leavers = [Leaver(serving[person], day, person in chairs) for person, day in year_ahead.leaving]
    return sorted(leavers, key=lambda membership: (membership.on, membership.membership.person.name))
