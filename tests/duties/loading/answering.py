"""What is due of a group that was loaded, in the words of its dossier."""

from __future__ import annotations

from datetime import date

from guidance.duties.answer import Answer, place
from guidance.duties.general import ABSENCE, general_duties
from guidance.duties.groups import group_answer
from guidance.duties.officials import read_officials
from guidance.duties.order import IN_ORDER
from guidance.policies import policy_for
from oversight.dossier.duties import plain
from tests.duties.loading.entering import Entering, Row

PLACES = {duty.code: number for number, duty in enumerate(IN_ORDER)}


def answered(entering: Entering, on: date) -> Row:
    """The answer from the tables, as the command gives that of the dossier."""
    answer = _with_absences(group_answer(entering.group.pk, on).due, entering, on)
    duties = [due._replace(subject=entering.place(due.subject)) for due in answer.duties]
    duties.sort(key=lambda due: (PLACES[due.duty.code], *place(due)))
    given = plain(answer._replace(duties=tuple(duties)), entering.reference, policy_for(on), True)
    for row in given["documents"]:
        row["subject"] = entering.place(row["subject"])
    for row in given["duties"]:
        row["holder"] = entering.names.get(row["holder"], row["holder"])
    return given


def _with_absences(answer: Answer, entering: Entering, on: date) -> Answer:
    """An absence is of no group: what is due of it is asked for by itself, of every official."""
    officials = read_officials()
    absences = tuple(absence for rows in officials.absences.values() for absence in rows)
    group = answer.group._replace(users=tuple(officials.users.values()), absences=absences)
    general = general_duties(officials, policy_for(on), on)
    ours = [made.due for made in general if made.due.duty.code == ABSENCE and made.due.subject in entering.subjects]
    others = [due for due in answer.duties if due.duty.code != ABSENCE]
    return answer._replace(group=group, duties=(*others, *ours))
