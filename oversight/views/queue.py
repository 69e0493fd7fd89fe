"""What needs an official today, the oldest first and what can wait last; most of it in one statement."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from accounts.enums import OfficialRole
from accounts.models import User
from accounts.permissions import Action, can
from groups.access import official_roles
from groups.emails import ANSWER_WORKING_DAYS
from groups.enums import Side
from groups.models import Enquiry, GroupOfficial, Query, WorkPlan
from oversight.views import waiting
from portal.calendar import day_of, today, working_days_between

SHOWN = 10  # of each kind
ANY = "Query for any product manager"
# What it is -> the page that deals with it, whether that is the group's or the row's own (or both), and the step.
PAGES = {
    "Enquiry to decide": ("groups:enquiry_decide", ("row",), "Read and decide"),
    "Work plan to answer": ("overview:work_plan_answer", ("group", "row"), "Read and answer"),
    "Query to answer": ("groups:query", ("group", "row"), "Read and answer"),
    ANY: ("groups:query", ("group", "row"), "Read and answer"),
}


def queue(user: User) -> list[dict[str, Any]]:
    """A product manager sees the own and covered groups', and what is for any; other officials read all."""
    own = GroupOfficial.objects.acted_for(user, today()).values("group")
    mine = {"group__in": own} if user.official_role == OfficialRole.PRODUCT_MANAGER else {}
    first, *others = _waiting(Q(**mine))
    may_act = can(official_roles(user), Action.ENQUIRY_DECIDE)
    rows = [{**_row(*row), "may_act": may_act} for row in first.union(*others, all=True)]
    rows += [_like_others(row) for row in waiting.rows(user, mine, may_decide=may_act)]
    return sorted(rows, key=lambda row: (row.get("can_wait", False), row["since"]))


def _like_others(row: dict[str, Any]) -> dict[str, Any]:
    return {"is_overdue": row["age"] > ANSWER_WORKING_DAYS and not row["can_wait"], **row}


def _waiting(mine: Q) -> Sequence[QuerySet]:
    """The oldest of each kind; of the queries those that are due first."""
    at_hand = Exists(GroupOfficial.objects.at_hand(today()).filter(group=OuterRef("group")))
    queries = Query.objects.waiting().filter(side=Side.GROUP).alias(has_manager=at_hand)
    with_manager, without = queries.filter(mine, has_manager=True), queries.filter(has_manager=False)
    title = Coalesce("occupation__title", "proposed_title")
    plans = WorkPlan.objects.proposed().filter(mine, proposed_side=Side.GROUP, group__support_withdrawn_on=None)
    return (
        _of("Enquiry to decide", Enquiry.objects.to_decide(), "received_at", name=title, reference="reference"),
        _of("Work plan to answer", plans, "proposed_at"),
        _of("Query to answer", with_manager, "asked_at", due="due_on"),
        _of(ANY, without, "asked_at", due="due_on"),
    )


def _of(
    what: str,
    rows: QuerySet,
    since: str,
    *,
    name: Any = "group__name",
    reference: str = "group__reference",
    due: str = "",
) -> QuerySet:
    columns = {
        "q_what": Value(what, output_field=CharField()),
        "q_name": Cast(name, CharField()),
        "q_reference": F(reference),
        "q_since": F(since),
        "q_due": F(due) if due else Cast(Value(None), DateField()),
    }
    chosen = rows.annotate(**columns).order_by(due or since, "pk")
    return chosen.values_list("q_what", "q_name", "q_reference", "q_since", "q_due", "group_id", "pk")[:SHOWN]


def _row(
    what: str, name: str, reference: str, since: datetime, due_on: date | None, group: int, pk: int
) -> dict[str, Any]:
    """Overdue from the day after `due_on`, or after the five working days in which the regulator means to answer."""
    age = working_days_between(day_of(since), today())
    page, keys, step = PAGES[what]
    return {
        "what": what,
        "name": name,
        "reference": reference,
        "since": since,
        "since_on": day_of(since),
        "age": age,
        "is_overdue": due_on < today() if due_on else age > ANSWER_WORKING_DAYS,
        "href": reverse(page, args=[{"group": group, "row": pk}[key] for key in keys]),
        "step": step,
    }
