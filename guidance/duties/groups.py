"""Groups of the database with everything that is due of them; pages and sweeps ask here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from guidance.assessment import AssessmentResult, UnknownGroup, assessment_of
from guidance.duties.answer import Answer, Due, answer
from guidance.duties.assessed import assessed_of
from guidance.duties.officials import read_officials
from guidance.duties.reading import Records, every_records, single_records
from guidance.duties.records import Chair, Membership
from guidance.duties.urgency import GroupUrgency, group_urgency
from guidance.facts import Facts, every_group, single_group
from guidance.policies import Policy, policy_for
from guidance.stage import Stage


class People(dict[int, str]):
    """The texts by which records name people, by their keys."""

    def __missing__(self, key: int) -> str:
        return f"p{key}"


# What is due of an enquiry, an absence or the portal itself is no group's, though its records tell of it.
OF_NO_GROUP = {"absence.cover", "enquiry.decide", "notice.publish", "double.judge", "mail.failed"}


WRITTEN = (  # of a duty, besides its code and who is barred; that it is overdue follows from the day
    *("subject", "seat", "person", "account", "since", "first_due_on", "due_on", "excused_until", "progress"),
    *("ended_on", "ended_by"),
)


class GroupAnswer:
    """A group on a day: its assessment, and what is due of it."""

    def __init__(self, facts: Facts, records: Records, policy: Policy, on: date) -> None:
        self.result: AssessmentResult = assessment_of(facts, policy, on)
        self.records = records

    @property
    def group_id(self) -> int:
        return self.result.group_id

    @property
    def changed_at(self) -> datetime:
        """The state of the group that the answer is of."""
        return self.result.changed_at

    def is_of(self, changed_at: datetime | None) -> bool:
        """Whether the answer is of that state of the group, and of no other."""
        return self.result.changed_at == self.records.changed_at == changed_at

    @property
    def route(self) -> int | None:
        """The key of the occupation's route."""
        return self.records.route

    @cached_property
    def due(self) -> Answer:
        result = self.result
        return answer(self.records.group, assessed_of(result, People()), result.policy, result.on)

    @cached_property
    def duties(self) -> list[Due]:
        """The group's own: open, ended, and those that begin within the next days."""
        return [due for due in (*self.due.duties, *self.due.ahead) if due.duty.code not in OF_NO_GROUP]

    @cached_property
    def overdue(self) -> int:
        """How many of the group's open duties are past their day."""
        return sum(due.overdue for due in self.duties)

    @property
    def urgency(self) -> GroupUrgency:
        due, result = self.due, self.result
        return group_urgency(
            is_over=result.stage == Stage.WITHDRAWN,
            has_case=any(row.decided_on is None for row in due.group.cases),
            risk_level=result.risk_level,
            overdue=self.overdue,
            next_due_on=due.next_due and due.next_due.on,
        )

    @cached_property
    def lapsed(self) -> frozenset[str]:
        """Subjects that are over, the empty one for the whole group: what was due of them is not done."""
        group, on = self.due.group, self.result.on
        rows: list[Membership | Chair] = [*group.memberships, *group.chairs]
        ended = {row.subject for row in rows if row.ended_on and row.ended_on <= on}
        return frozenset(ended | ({""} if group.support_withdrawn_on else set()))

    @cached_property
    def fingerprint(self) -> str:
        """The same for two answers that would be stored alike."""
        due = self.due
        content: list[Any] = [self.result.fingerprint(), due.turn, due.next_due and due.next_due[:2], self.route]
        content += [self.urgency, self.overdue]  # time alone changes them
        content += [
            [row.duty.code, sorted(row.barred), *(getattr(row, name) for name in WRITTEN)] for row in self.duties
        ]
        return hashlib.sha256(json.dumps(content, default=str).encode()).hexdigest()


def group_answer(group_id: int, on: date) -> GroupAnswer:
    """The group as at the day; two statements. Raises UnknownGroup, or NoPolicy for a day before the first policy."""
    policy = policy_for(on)
    facts, records = single_group(group_id, on), single_records(group_id, on)
    if facts is None or records is None:
        raise UnknownGroup(f"There is no group {group_id}")
    return GroupAnswer(facts, records, policy, on)


def group_inputs(group_ids: Sequence[int] | range | None, on: date) -> Iterator[tuple[Facts, Records]]:
    """What the answer of each group is made of, in the order of keys; groups that change meanwhile are left out.

    Constant memory: both statements are read as they come.
    """
    every = every_records(group_ids, on, read_officials())
    records = next(every, None)
    for facts in every_group(group_ids, on=on):
        while records is not None and records.group_id < facts.group:
            records = next(every, None)
        if records is not None and (records.group_id, records.changed_at) == (facts.group, facts.changed_at):
            yield facts, records
