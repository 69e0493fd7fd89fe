"""Documents of groups that wait for an official: to review and recommend, or to decide."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from occupations.models import RouteOfficial
from portal.calendar import today, working_days_between
from proposals.enums import Step
from proposals.models import Decision, Submission
from proposals.rules.standing import DECIDERS

SHOWN = 10


def rows(user: User, mine: dict[str, Any]) -> list[dict[str, Any]]:
    """In the form of the queue's other rows; `mine` narrows to the groups that a product manager leads."""
    found = [
        *_to_recommend(user, mine),
        *_to_decide(user, mine),
    ]
    return [_row(*one) for one in found]


def _to_recommend(user: User, mine: dict[str, Any]) -> list[tuple[str, Submission, datetime, str, bool]]:
    waiting = Submission.objects.to_recommend().filter(**mine).select_related("group").order_by("submitted_on", "pk")
    is_manager = user.official_role == OfficialRole.PRODUCT_MANAGER
    return [("to review", one, _midnight(one.submitted_on), "detail", is_manager) for one in waiting[:SHOWN]]


def _to_decide(user: User, mine: dict[str, Any]) -> list[tuple[str, Submission, datetime, str, bool]]:
    """Route and assurance managers see what is theirs to decide; everybody else reads."""
    kinds = [kind for kind, role in DECIDERS.items() if role == user.official_role]
    routes = RouteOfficial.objects.current(today()).filter(user=user).values("route")
    own = Q(kind__in=kinds, group__occupation__route__in=routes) if kinds else Q(**mine)
    said = Decision.objects.filter(submission=OuterRef("pk"), step=Step.RECOMMENDATION).values("made_at")[:1]
    waiting = Submission.objects.to_decide().filter(own).annotate(since=Subquery(said)).select_related("group")
    return [
        ("to decide", one, one.since, "decide" if kinds else "detail", bool(kinds))  # type: ignore[attr-defined]
        for one in waiting.order_by("since", "pk")[:SHOWN]
    ]


def _midnight(day: date | None) -> datetime:
    return timezone.make_aware(datetime.combine(day or today(), time()))


def _row(what: str, submission: Submission, since: datetime, page: str, may_act: bool) -> dict[str, Any]:
    return {
        "what": f"{submission.get_kind_display()} {what}",
        "name": submission.group.name,
        "reference": submission.group.reference,
        "since": since,
        "age": working_days_between(timezone.localdate(since), today()),
        "href": reverse(f"proposals:{page}", args=[submission.group_id, submission.pk]),
        "may_act": may_act,
    }
