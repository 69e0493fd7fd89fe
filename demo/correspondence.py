"""Work plans agreed with the regulator, and the questions that groups ask it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import User
from demo.dated import dated
from demo.draft import Draft
from duties.models import Extension
from groups.enums import Side
from groups.forms.work_plan import SUGGESTED
from groups.models import Milestone, Query, WorkPlan
from portal import history
from portal.calendar import add_working_days

DEVELOPMENT = 270  # days from a plan's agreement to the standard
DELAY = 42
WHY_MOVED = "Two large employers asked for a second round of comments on the draft, which the summer did not allow."
SUBJECTS = {
    "open": ("Two members of one employer", "May one employer send two members, from two of its companies?"),
    "overdue": (
        "Wording for regulated tasks",
        "How do we word tasks that only registered people may do?",
    ),
    "longer": (
        "Two occupations in one",
        "Our draft may describe two occupations. May it be two levels of one?",
    ),
    "answered": ("Members from charities", "Do charities that employ people in the occupation count as employers?"),
    "closed": ("Meetings by video", "Must we meet in person to agree a version?"),
}
ANSWERS = {
    "answered": "Yes. A charity that employs people in the occupation is an employer like any other.",
    "closed": "No. What counts is who was there, and that the check for declarations is recorded.",
}
ASKED = {"open": 2, "overdue": 15, "longer": 9, "answered": 24, "closed": 47}  # days ago


def plan_work(draft: Draft) -> None:
    """`proposed` waits for the product manager, `agreed` is in force, `moved` was agreed once and changed since."""
    chair, state = _chair(draft), draft.plan.work_plan
    if state == "proposed":
        _plan(draft, by=chair, proposed=4)
    if state == "agreed":
        _agree(draft, _plan(draft, by=draft.manager, proposed=64), by=chair, ago=57)
    if state == "moved":
        _agree(draft, _plan(draft, by=chair, proposed=206, reached=2), by=draft.manager, ago=201)
        moved = _plan(draft, by=chair, proposed=38, began=206, reason=WHY_MOVED, delay=DELAY, reached=2)
        _agree(draft, moved, by=draft.manager, ago=33)


def _plan(
    draft: Draft, *, by: User, proposed: int, began: int = 0, reason: str = "", delay: int = 0, reached: int = 0
) -> WorkPlan:
    """Proposed and begun so many days ago; the first milestones are `reached`, the others move by the `delay`."""
    began, at = began or proposed, draft.ago(proposed, 11)
    plan = WorkPlan(
        group=draft.group,
        standard_due_on=_due(draft, began, 1.0, delay),
        reason=reason,
        proposed_at=at,
        proposed_by=by,
        proposed_side=Side.REGULATOR if by == draft.manager else Side.GROUP,
    )
    draft.keep(plan, at=at, by=by, why="Work plan proposed")
    for number, (title, share) in enumerate(SUGGESTED):
        is_reached = number < reached
        row = Milestone(work_plan=plan, title=title, due_on=_due(draft, began, share, 0 if is_reached else delay))
        draft.keep(row, at=at, by=by, why="Work plan proposed")
        if is_reached:
            _reach(draft, row, by)
    return plan


def _reach(draft: Draft, row: Milestone, by: User) -> None:
    """A few days before it was due; a plan made later has it as reached from the day of its proposal."""
    at = draft.ago((timezone.localdate(draft.scene.now) - row.due_on).days + 3, 15)
    row.reached_on = timezone.localdate(at)
    if at > row.work_plan.proposed_at:
        draft.keep(row, at=at, by=by, why="Milestone reached")
    else:
        draft.keep(row, at=row.work_plan.proposed_at + timedelta(minutes=1), by=by, why="Work plan agreed")


def _due(draft: Draft, start: int, share: float, delay: int) -> date:
    began = timezone.localdate(draft.ago(start))
    return add_working_days(began + timedelta(days=round(DEVELOPMENT * share) + delay), 0)


def _agree(draft: Draft, plan: WorkPlan, *, by: User, ago: int) -> None:
    at = draft.ago(ago, 16)
    plan.agreed_on, plan.agreed_by = timezone.localdate(at), by
    draft.keep(plan, at=at, by=by, why="Work plan agreed")


def ask(draft: Draft) -> None:
    for state in draft.plan.queries:
        _ask(draft, state)


def _ask(draft: Draft, state: str) -> None:
    chair, at = _chair(draft), draft.ago(ASKED[state], 9)
    subject, question = SUBJECTS[state]
    due_on = add_working_days(timezone.localdate(at), 5)
    row = Query(group=draft.group, subject=subject, question=question, asked_at=at, asked_by=chair, due_on=due_on)
    draft.keep(row, at=at, by=chair, why="Query asked")
    if state in ANSWERS:
        row.answer, row.answered_at, row.answered_by = ANSWERS[state], draft.ago(ASKED[state] - 5, 14), draft.manager
        draft.keep(row, at=row.answered_at, by=draft.manager, why="Query answered")
    if state == "closed":
        row.closed_at, row.closed_by = draft.ago(ASKED[state] - 9, 16), chair
        draft.keep(row, at=row.closed_at, by=chair, why="Query closed")


def take_longer(drafts: Sequence[Draft]) -> None:
    """The product manager says until when the answer takes; an extension names the key of its query."""
    for draft in drafts:
        for query in draft.group.queries.filter(subject=SUBJECTS["longer"][0]):
            with dated(draft.ago(ASKED["longer"] - 4, 14), Extension) as at:
                _take_longer(draft, query, at)


def _take_longer(draft: Draft, query: Query, at: datetime) -> None:
    extension = Extension(
        group=draft.group,
        code="query.answer",
        subject=f"query/{query.pk}",
        advised_on=timezone.localdate(at),
        advised_at=at,
        advised_by=draft.manager,
        until=add_working_days(query.due_on, 6),
        reason="We ask the route’s panel, which meets next week.",
    )
    history.save(extension, by=draft.manager, why="Takes longer")


def _chair(draft: Draft) -> User:
    return draft.place(draft.plan.chairs[0]).user if draft.plan.chairs else draft.enquirer
