"""The shortest way to a group's next gate: what is the least that opens it, who must do it, who could be asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action, Role, can
from groups.access import get_group
from guidance import messages
from guidance.assessment import AssessmentResult, assess
from guidance.stage import next_step
from guidance.vocabulary import RiskLevel
from oversight.foresight import chairs
from oversight.foresight.situation import Kind, Profile, Situation
from oversight.foresight.ways import Answer, shortest
from oversight.views.candidates import People, candidates, people_of
from oversight.views.way_rows import Wording, profile_text
from portal.calendar import today


@require_GET
def way(request: Request, pk: int) -> HttpResponse:
    """At most three statements beside those of every page: the facts, the people, and for officials who could be asked.

    Whoever leads the group sees no candidates.
    """
    on = today()
    group = get_group(request.user, Action.GROUP_HISTORY, pk=pk, on=on)
    result = assess(group.pk, on)
    group.stage = result.stage
    context: dict[str, Any] = {
        "group": group,
        "result": result,
        "gate": next_step(result.next_gate),
        "risks": [messages.risk_title(risk.risk) for risk in result.active_risks if risk.level != RiskLevel.MITIGATED],
    }
    if result.blockers:
        people = people_of(group, on)
        situation = situation_of(result, people.barred)
        answer = shortest(situation)
        wording = Wording(group, situation, people, may_edit=can(group.roles, Action.GROUP_EDIT))
        context |= {
            "has_case": people.has_case,
            "without_exception": [wording.way(choice) for choice in answer.without_exception],
            "with_exception": [wording.way(choice) for choice in answer.with_exception],
        }
        if Role.OFFICIAL in group.roles:
            context["employers"] = [
                (profile_text(fitting.profile), fitting) for fitting in candidates(group, profiles_of(answer), on)
            ]
            context["chairs"] = chairs_of(answer, situation, people)
    return render(request, "oversight/way.html", context)


def situation_of(result: AssessmentResult, barred: frozenset[int] = frozenset()) -> Situation:
    """A group that was assessed, before its next gate; ValueError where there is none."""
    if result.next_gate is None:
        raise ValueError(f"No gate is next for group {result.group_id}")
    situation = Situation(result.facts, result.policy, result.on, result.next_gate, barred)
    situation.__dict__["result"] = result
    return situation


def steps_to_gate(result: AssessmentResult) -> int | None:
    """How many steps open the next gate at least, without an exception; None where it is open, or no way is known."""
    if not result.blockers:
        return None
    shortest_way = shortest(situation_of(result)).shortest
    return len(shortest_way.steps) if shortest_way else None


def profiles_of(answer: Answer) -> list[Profile]:
    """What new employers of the ways have to be, each once."""
    ways = [*answer.without_exception, *answer.with_exception]
    return list(dict.fromkeys(step.profile for way in ways for step in way.steps if step.profile is not None))


def chairs_of(answer: Answer, situation: Situation, people: People) -> list[str] | None:
    """Members who meet every rule, by name, where a way asks for a chair; None where none does."""
    ways = [*answer.without_exception, *answer.with_exception]
    if not any(step.kind == Kind.APPOINT for way in ways for step in way.steps):
        return None
    return sorted(people.name(person) for person in chairs.meeting_every_rule(situation))
