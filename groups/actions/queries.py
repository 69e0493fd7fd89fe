"""Questions of a group to its product manager, and of the product manager to the group: that an answer takes longer
is advised as of every duty (duties.actions.extending)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions import recipients
from groups.actions.registering import lock
from groups.emails import answer_by
from groups.emails import queries as emails
from groups.enums import QueryState, Side
from groups.models import Group, Query
from guidance.policies import policy_for
from portal import history
from portal.calendar import add_working_days
from portal.exceptions import Conflict


@transaction.atomic
def ask(*, group: Group, subject: str, question: str, by: User, now: datetime, follows: Query | None = None) -> Query:
    """Ask the product manager; a follow-up closes the query that it follows. Raises Conflict where that is closed.

    The answer is due five working days after today (bank holidays of England left out).
    """
    group = lock(group)
    if follows is not None:
        _close(_locked(follows, QueryState.ANSWERED), by=by, now=now, why="Followed up")
    due_on = answer_by(now)
    query = Query(group=group, follows=follows, subject=subject, question=question, asked_at=now, due_on=due_on)
    return _send(query, by=by, now=now)


@transaction.atomic
def ask_group(
    *,
    group: Group,
    subject: str,
    question: str,
    due_on: date | None,
    by: User,
    now: datetime,
    follows: Query | None = None,
) -> Query:
    """The product manager asks the group; a follow-up closes the query that it follows, and raises as `ask` does.

    Without a day the answer is due when `respond_by` says.
    """
    group = lock(group)
    if follows is not None:
        _close(_locked(follows, QueryState.ANSWERED), by=by, now=now, why="Followed up")
    due_on = due_on or respond_by(timezone.localdate(now))
    query = Query(group=group, follows=follows, subject=subject, question=question, asked_at=now, due_on=due_on)
    query.side = Side.REGULATOR
    return _send(query, by=by, now=now)


def respond_by(on: date) -> date:
    """The day by which a group is asked to answer, where the question names none."""
    return add_working_days(on, policy_for(on).parameters.respond_working_days)


def _send(query: Query, *, by: User, now: datetime) -> Query:
    query.asked_by = by
    history.save(query, by=by, why="Query asked")
    for address, name in _answerers(query, timezone.localdate(now)).items():
        emails.query_asked(query, address, name)
    return query


@transaction.atomic
def answer(*, query: Query, answer: str, by: User, now: datetime) -> Query:
    """Raises Conflict when it was answered or closed already."""
    query = _locked(query, QueryState.OPEN, QueryState.LONGER)
    query.answer, query.answered_at, query.answered_by = answer, now, by
    history.save(query, by=by, why="Query answered", fields=["answer", "answered_at", "answered_by"])
    for address, name in _askers(query, now).items():
        emails.query_answered(query, address, name)
    return query


@transaction.atomic
def close(*, query: Query, by: User, now: datetime) -> Query:
    """Who asked has what they need, or need it no more; a group that was to answer hears that it need not.

    Raises Conflict when it was closed already.
    """
    query = _locked(query, QueryState.OPEN, QueryState.LONGER, QueryState.ANSWERED)
    if query.side == Side.REGULATOR and query.is_waiting:
        for address, name in _answerers(query, timezone.localdate(now)).items():
            emails.query_withdrawn(query, address, name)
    return _close(query, by=by, now=now)


def _close(query: Query, *, by: User, now: datetime, why: str = "Query closed") -> Query:
    query.closed_at, query.closed_by = now, by
    return history.save(query, by=by, why=why, fields=["closed_at", "closed_by"])


def _locked(query: Query, *states: QueryState) -> Query:
    """Re-read under a row lock, so that two people cannot both answer."""
    people = ("group", "asked_by", "answered_by", "closed_by")
    query = Query.objects.select_for_update(of=("self",)).select_related(*people).get(pk=query.pk)
    refuse_unless(query, *states)
    return query


def refuse_unless(query: Query, *states: QueryState) -> None:
    """Raise Conflict in any other state."""
    if query.state in states:
        return
    raise Conflict(
        f"This query is {query.state.label.lower()}.",
        state=str(query.state.label),
        by=str(query.closed_by or query.answered_by or query.asked_by),
        at=query.closed_at or query.answered_at or query.asked_at,
        next_href=query.get_absolute_url(),
        next_text="See the query",
    )


def _answerers(query: Query, on: date) -> dict[str, str]:
    """The side that is asked."""
    return recipients.of_side(query.group, Side.REGULATOR if query.side == Side.GROUP else Side.GROUP, on)


def _askers(query: Query, now: datetime) -> dict[str, str]:
    """Who asked, and their side."""
    own = recipients.of_side(query.group, Side(query.side), timezone.localdate(now))
    return {query.asked_by.email: query.asked_by.name} | own
