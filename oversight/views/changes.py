"""Why a group's answer changed between two days: which risk, step or rule, by which fact, recorded by whom and when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from groups.models import Group
from guidance.assessment import UnknownGroup
from guidance.facts import single_group
from guidance.policies import policy_for
from oversight.foresight.causes import Explanation
from oversight.foresight.changes import Moment
from oversight.forms.changes import WEEK, ChangesForm, first_day
from oversight.views.change_causes import Wording
from oversight.views.change_rows import Rows
from portal import parameters
from portal.calendar import add_days, add_months, today


@require_GET
def changes(request: Request, pk: int) -> HttpResponse:
    """At most five statements beside those of every page: the facts of each day, who is in the group, history, and for
    advisers whether they see the register."""
    on = today()
    group = get_group(request.user, Action.GROUP_HISTORY, pk=pk, on=on)
    form = ChangesForm(parameters.answers(request), on=on)
    context: dict[str, Any] = {"group": group, "form": form}
    if not form.is_valid():
        return render(request, "oversight/changes.html", context, status=422)
    before, after = (moment_of(group, form.cleaned_data[name]) for name in ("from", "to"))
    context |= {"before": before, "after": after, "presets": presets(group, on, after)}
    wording = Wording(group, before, after)
    explanation = Explanation(before, after)
    context |= {
        "sections": Rows(before, after, wording).sections(explanation.changes),
        "backdated": wording.backdated(),
        "undated": wording.undated(),
        "removed": wording.removed(),
    }
    return render(request, "oversight/changes.html", context)


def moment_of(group: Group, on: date) -> Moment:
    """The group as its facts are on that day, under the policy of that day."""
    facts = single_group(group.pk, on)
    if facts is None:
        raise UnknownGroup(f"There is no group {group.pk}")
    return Moment(facts, policy_for(on), on)


def presets(group: Group, on: date, after: Moment) -> list[tuple[str, str]]:
    """Links to short periods that end today: text and address."""
    days = {
        "since yesterday": add_days(on, -1),
        "in the last week": add_days(on, -WEEK),
        "in the last month": add_months(on, -1),
    }
    if (met_on := after.facts.last_meeting_on) and met_on < on:
        days["since the last meeting"] = met_on
    address = reverse("oversight:changes", args=[group.pk])
    return [(text, f"{address}?from={max(day, first_day())}") for text, day in days.items()]
