"""How far each of several groups is: what those who coordinate them see, and no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q

from groups.models import Group
from guidance.stage import next_step
from guidance.vocabulary import RiskLevel
from meetings.models import Meeting
from members.models import ChairAppointment
from oversight.models import Assessment, with_stored_stage


@dataclass(frozen=True, slots=True)
class State:
    """Stage, next step, what is met, the clock and the next meeting; no contact details, interests or documents."""

    stage: str
    chairs: str
    step: str
    met: str
    risk: str
    proposal_due_on: date | None
    meets_on: date | None


def states(group_ids: Collection[int], on: date) -> dict[int, State]:
    """By the group's key, as last assessed; four statements, however many groups."""
    groups = with_stored_stage(Group.objects.filter(pk__in=group_ids))
    assessed = {assessment.group_id: assessment for assessment in Assessment.objects.filter(group__in=group_ids)}
    is_ahead = Q(planned_on__gte=on, held_on=None)
    planned = Meeting.objects.filter(is_ahead, group__in=group_ids).values("group").annotate(first=Min("planned_on"))
    meets = dict(planned.values_list("group", "first"))
    chairs: dict[int, list[str]] = {}
    for chair in ChairAppointment.objects.leading(on).filter(group__in=group_ids).select_related("person"):
        chairs.setdefault(chair.group_id, []).append(chair.person.name)
    return {
        group.pk: _state(group, assessed.get(group.pk), sorted(chairs.get(group.pk, [])), meets.get(group.pk))
        for group in groups
    }


def _state(group: Group, assessed: Assessment | None, chairs: list[str], meets_on: date | None) -> State:
    return State(
        stage=group.stage_name,
        chairs=" and ".join(chairs),
        step=next_step(assessed.next_gate) if assessed else "",
        met=f"{assessed.rules_met} of {assessed.rules_counted}" if assessed and assessed.next_gate else "",
        risk=str(RiskLevel(assessed.risk_level).label) if assessed else "",
        proposal_due_on=assessed.proposal_due_on if assessed else None,
        meets_on=meets_on,
    )
