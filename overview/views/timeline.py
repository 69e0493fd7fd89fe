"""What happened to a group last, told from history: one line for each act, however many rows it wrote."""

from itertools import groupby
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils import timezone

from chairs.models import Participation
from conflicts.models import Handling, Interest, Register
from groups.models import (
    Concern,
    EmployerPopulation,
    Group,
    Justification,
    MembershipSubmission,
    Milestone,
    Query,
    WorkPlan,
)
from guidance import messages
from lists.models import ListQuestion
from meetings.models import Action, Meeting, Motion
from members.models import (
    ChairAppointment,
    HandOver,
    Invitation,
    MemberDecision,
    Membership,
    Preparation,
    RequestedMember,
)
from oversight.models import Mitigation, WithdrawalCase
from proposals.models import Submission

LATEST = 12
READ = 150  # rows looked at: one act may write one for each member
DECISION = "name and reasons"  # on two lines
# Which histories are told: the model, how its rows find their group, and the field that says whom or what it is about.
SOURCES: tuple[tuple[Any, str, str], ...] = (
    (Group, "id", ""),
    (MembershipSubmission, "group_id", "reasons"),
    (Justification, "group_id", "rule"),
    (Membership, "group_id", "person__name"),
    (MemberDecision, "membership__group_id", DECISION),
    (ChairAppointment, "group_id", "person__name"),
    (HandOver, "group_id", "successor__name"),
    (Invitation, "group_id", "name"),
    (Preparation, "group_id", ""),
    (Participation, "group_id", "collaboration__name"),
    (EmployerPopulation, "group_id", ""),
    (Meeting, "group_id", "title"),
    (Motion, "group_id", "text"),
    (Action, "group_id", "text"),
    (Submission, "group_id", ""),
    (RequestedMember, "group_id", "description"),
    (Concern, "group_id", ""),
    (Mitigation, "group_id", ""),
    (WithdrawalCase, "group_id", ""),
    (WorkPlan, "group_id", "reason"),  # or what the other side asked for
    (Milestone, "work_plan__group_id", "title"),
    (Query, "group_id", "subject"),
    (ListQuestion, "listed__group_id", "listed__name"),
)
INTERESTS: tuple[tuple[Any, str, str], ...] = (
    (Interest, "declaration__group_id", "declaration__person__name"),
    (Handling, "interest__declaration__group_id", "interest__declaration__person__name"),
    (Register, "group_id", ""),
)
# Said better by another row of the same act.
UNTOLD: dict[Any, tuple[str, ...]] = {
    Membership: (
        *("Membership submitted", "Membership approved", "Membership returned", "Membership draft"),
        *("Member approved", "Member returned", "Member declined", "Member submitted again"),
    ),
    MemberDecision: ("Submitted again",),
    Group: ("Membership approved",),
    Invitation: ("Accepted",),
    ChairAppointment: ("Handed over as chair", "Becomes chair", "Change of chair called off"),
    ListQuestion: ("Asked about a listed employer",),
    Milestone: ("Work plan proposed", "Work plan agreed"),
}


def latest(group: Group, *, with_interests: bool = False) -> list[dict[str, Any]]:
    """The newest acts first: title, who, when, text; one statement. Interests only for who sees the register."""
    sources = SOURCES + (INTERESTS if with_interests else ())
    first, *others = (_rows(group, *source) for source in sources)
    rows = first.union(*others, all=True).order_by("-at")[:READ]
    return [_entry(list(act)) for _, act in groupby(rows, key=_act)][:LATEST]


def _rows(group: Group, model: Any, key: str, about: str) -> QuerySet[Any, Any]:
    untold = Q(history_change_reason=None) | Q(history_change_reason__in=["", *UNTOLD.get(model, ())])
    rows = model.history.filter(**{key: group.pk}).exclude(untold)
    named = rows.annotate(
        at=F("history_date"),
        why=F("history_change_reason"),
        by=F("history_user__name"),
        subject_text=Value(about, output_field=CharField()),
        what=Cast(_about(model, about), TextField()) if about else Value("", output_field=TextField()),
    )
    return named.order_by().values_list("at", "why", "by", "subject_text", "what")


def _about(model: Any, about: str) -> Any:
    if about == DECISION:
        return Concat(F("membership__person__name"), Value("\n"), F("reasons"), output_field=TextField())
    return Coalesce(NullIf(F("end_reason"), Value("")), F(about)) if model is WorkPlan else F(about)


def _act(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Rows of one act: the same reason by the same person within the same minute."""
    at, why, by, kind, _ = row
    return why, by, kind, at.replace(second=0, microsecond=0)


def _entry(act: list[tuple[Any, ...]]) -> dict[str, Any]:
    at, why, by, kind, what = act[0]
    title, text = why, ""
    if kind in {"reasons", "reason", "text"}:
        text = what
    elif kind == "rule":
        title = f"{why}: {messages.requirement(what)}"
    elif kind in {"title", "subject", "listed__name"}:
        title = f"{why}: {', '.join(row[4] for row in act)}"
    elif kind == DECISION:
        name, _, text = what.partition("\n")
        title = f"{why}: {name}" if len(act) == 1 else f"{why}: {len(act)} people"
    elif what:
        title = f"{why}: {what}" if len(act) == 1 else f"{why}: {len(act)} people"
    return {"title": title, "by": by or "The portal", "at": timezone.localtime(at), "text": text}
