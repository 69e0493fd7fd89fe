"""What the rows of a duty are read from on a day."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import NamedTuple

from guidance.documents import Documents, SubmissionState, exists, state_on
from guidance.duties.assessed import Assessed
from guidance.duties.records import Group, Meeting, Membership, Submission
from guidance.policies import Parameters
from guidance.vocabulary import Approval
from portal.calendar import add_working_days


class Document(NamedTuple):
    """A submission in its state on the day."""

    record: Submission
    state: SubmissionState
    since: date | None

    @property
    def subject(self) -> str:
        return self.record.subject

    @property
    def kind(self) -> str:
        return self.record.dates.kind


class Case:
    """A group as of a day, what its assessment says, and what the policy counts with."""

    def __init__(self, group: Group, assessed: Assessed, parameters: Parameters, on: date) -> None:
        """`group` has no fact of a later day (`records.as_of`)."""
        self.group, self.assessed, self.parameters, self.on = group, assessed, parameters, on

    # --- days --------------------------------------------------------------------------------------------------------
    def has_come(self, day: date | None) -> bool:
        return day is not None and day <= self.on

    def reached(self, day: date | None) -> date | None:
        """The day, once it has come."""
        return day if self.has_come(day) else None

    def feedback(self, day: date) -> date:
        return add_working_days(day, self.parameters.feedback_working_days)

    def response(self, day: date) -> date:
        return add_working_days(day, self.parameters.respond_working_days)

    def slow(self, day: date) -> date:
        return add_working_days(day, self.parameters.slow_working_days)

    # --- people ------------------------------------------------------------------------------------------------------
    @cached_property
    def members(self) -> list[Membership]:
        """The current memberships of every kind; a declined one never is."""
        return [row for row in self.group.memberships if self._is_current(row)]

    def _is_current(self, membership: Membership) -> bool:
        return membership.approval != Approval.DECLINED and membership.ended_on is None

    # --- documents ---------------------------------------------------------------------------------------------------
    @property
    def documents(self) -> Documents:
        return self.assessed.documents

    @cached_property
    def submissions(self) -> list[Document]:
        """The submissions that exist, in their order."""
        existing = (row for row in self.group.submissions if exists(row.dates, self.on))
        return [Document(row, *state_on(row.dates, self.on)) for row in existing]

    def began_on(self, document: Document) -> date | None:
        """When it was begun: by the first thing that ever happens to it where that is not recorded, and at first
        contact where nothing does."""
        dates, record = document.record.dates, document.record
        if dates.begun_on is not None:
            return dates.begun_on
        days = [day for day in (*dates[2:-1], record.published_on) if day is not None]
        return self.reached(min(days, default=self.group.first_contact_on))

    def next_of_kind(self, document: Document) -> Document | None:
        later = self.submissions[self.submissions.index(document) + 1 :]
        return next((other for other in later if other.kind == document.kind), None)

    @property
    def is_developing(self) -> bool:
        return bool(self.documents.owed)

    # --- meetings ----------------------------------------------------------------------------------------------------
    def next_meeting(self, day: date, but: str | None = None) -> date | None:
        """The first day from `day` on for which a meeting is planned, whether or not it was held since."""
        return min(
            (
                meeting.planned_on
                for meeting in self.group.meetings
                if meeting.planned_on is not None
                and meeting.planned_on >= day
                and meeting.subject != but
                and meeting.cancelled_on is None
                and self.is_announced(meeting)
            ),
            default=None,
        )

    def is_announced(self, meeting: Meeting) -> bool:
        """One with no day of its announcement always was."""
        return meeting.announced_on is None or meeting.announced_on <= self.on


def earlier(due_on: date, *others: date | None, since: date) -> date:
    """The first of those days, and never before `since`."""
    return max(since, min([due_on, *(day for day in others if day is not None)]))
