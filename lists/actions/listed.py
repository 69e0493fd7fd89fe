"""What a group says about the employers that a list names for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Group
from guidance.vocabulary import OrganisationKind
from lists.models import ListQuestion
from members.actions.organisations import group_copy
from members.enums import DELIVERED_BY_DOUBT, Doubt, DoubtAnswer
from members.models import Organisation
from portal import history
from portal.exceptions import StaleForm

ANSWERED = "Answered about a listed employer"


@dataclass(frozen=True, slots=True)
class Said:
    """One answer. `kind` is what the organisation is where it is no employer; `seen` the answer that stood before."""

    question: int
    answer: DoubtAnswer
    seen: str = ""
    kind: str = ""


@transaction.atomic
def answer(*, group: Group, said: Sequence[Said], by: User, now: datetime) -> None:
    """Keep answers to questions of the group's list, all or none, and let the organisations follow them.

    Only this changes what an organisation is or delivers, and in this group alone; changing an answer takes back what
    the former one did.
    Raises StaleForm where somebody else has answered one of them meanwhile, Conflict where support was withdrawn.
    """
    group = lock(group)
    rows = ListQuestion.objects.select_for_update(of=("self",)).select_related("listed__group", "answered_by")
    results = rows.filter(listed__group=group).in_bulk([said_answer.question for said_answer in said])
    _refuse_stale(group, [(results[said_answer.question], said_answer) for said_answer in said])
    for said_answer in said:
        _keep(results[said_answer.question], said_answer, by=by, now=now)
    mark_changed(group, now)


def _refuse_stale(group: Group, pairs: Sequence[tuple[ListQuestion, Said]]) -> None:
    stale = [(row, answer) for row, answer in pairs if row.answer != answer.seen]
    if not stale:
        return
    raise StaleForm(
        "Somebody else has answered since you opened the page. Nothing of yours was saved yet.",
        by=str(stale[0][0].answered_by or ""),
        at=stale[0][0].answered_at,
        next_href=reverse("lists:listed", args=[group.pk]),
        next_text="See the listed employers",
        theirs=[(row.listed.name, row.get_answer_display()) for row, _ in stale],
        mine=[(row.listed.name, answer.answer.label) for row, answer in stale],
    )


def _keep(row: ListQuestion, answer: Said, *, by: User, now: datetime) -> None:
    organisation = Organisation.objects.select_for_update().get(pk=row.listed.organisation_id)
    was = row.answer
    row.answer, row.answered_at, row.answered_by = answer.answer, now, by
    history.save(row, by=by, why=ANSWERED, fields=["answer", "answered_at", "answered_by"])
    if row.doubt == Doubt.EMPLOYER:
        _say_what_it_is(row, organisation, answer, was, by=by, now=now)
    else:
        _say_what_it_delivers(row, organisation, was, by=by)


def _say_what_it_is(
    row: ListQuestion, organisation: Organisation, answer: Said, was: str, *, by: User, now: datetime
) -> None:
    struck_on = timezone.localdate(now) if answer.answer == DoubtAnswer.NO_BODY else None
    if row.listed.struck_on != struck_on:
        row.listed.struck_on = struck_on
        history.save(row.listed, by=by, why=ANSWERED, fields=["struck_on"])
    undone = OrganisationKind.EMPLOYER.value if was == DoubtAnswer.NO else organisation.kind
    kind = answer.kind if answer.answer == DoubtAnswer.NO else undone
    if organisation.kind != kind:
        organisation = group_copy(organisation, row.listed.group, by)
        organisation.kind = kind
        history.save(organisation, by=by, why=ANSWERED, fields=["kind"])


def _say_what_it_delivers(row: ListQuestion, organisation: Organisation, was: str, *, by: User) -> None:
    delivered = DELIVERED_BY_DOUBT[Doubt(row.doubt)].value
    delivers = set(organisation.delivers)
    if row.answer == DoubtAnswer.YES:
        delivers.add(delivered)
    elif was == DoubtAnswer.YES:
        delivers.discard(delivered)
    if delivers != set(organisation.delivers):
        organisation = group_copy(organisation, row.listed.group, by)
        organisation.delivers = sorted(delivers)
        history.save(organisation, by=by, why=ANSWERED, fields=["delivers"])
