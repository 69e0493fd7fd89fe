"""What groups put to officials and nobody has answered: memberships, justifications, documents; one statement."""

from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.models import Justification, MembershipSubmission
from occupations.models import RouteOfficial
from portal.calendar import today, working_days_between
from proposals.enums import Step, SubmissionKind
from proposals.models import Decision, Submission
from proposals.rules.standing import DECIDERS

SHOWN = 10  # of each sort
PAGES = {
    "membership": ("Membership to decide", "groups:decide"),
    "justification": ("Justification to decide", "groups:justification_decide"),
    "review": ("to review", "proposals:detail"),
    "decide": ("to decide", "proposals:decide"),
    "read": ("to decide", "proposals:detail"),
}


def rows(user: User, mine: dict[str, Any], *, may_decide: bool) -> list[dict[str, Any]]:
    """Rows of the queue; `mine` narrows to the groups that a product manager leads, `may_decide` is such a manager."""
    memberships = MembershipSubmission.objects.filter(decided_at=None, **mine)
    asked = Justification.objects.filter(accepted_on=None, declined_on=None, **mine)
    found = _plain(memberships, "membership", F("submitted_at")).union(
        _plain(asked, "justification", F("asked_at")),
        _plain(Submission.objects.to_recommend().filter(**mine), "review", Cast("submitted_on", DateTimeField())),
        _to_decide(user, mine),
        all=True,
    )
    return [_row(*one, may_decide=may_decide) for one in found]


def _plain(waiting: QuerySet[Any], what: str, since: Any) -> QuerySet[Any, Any]:
    """The oldest of them, as tuples that fit together."""
    kind = F("kind") if waiting.model is Submission else Value("", output_field=CharField())
    told = waiting.annotate(
        what=Value(what, output_field=CharField()), about=Concat(kind, Value("")), since=since
    ).order_by("since", "pk")
    names = ("group__name", "group__reference", "group_id", "pk")
    return told.values_list("what", "about", "since", *names)[:SHOWN]


def _to_decide(user: User, mine: dict[str, Any]) -> QuerySet[Any, Any]:
    """Route and assurance managers see what is theirs to decide; everybody else reads."""
    kinds = [kind for kind, role in DECIDERS.items() if role == user.official_role]
    routes = RouteOfficial.objects.current(today()).filter(user=user).values("route")
    own = Q(kind__in=kinds, group__occupation__route__in=routes) if kinds else Q(**mine)
    said = Decision.objects.filter(submission=OuterRef("pk"), step=Step.RECOMMENDATION).values("made_at")[:1]
    waiting = Submission.objects.to_decide().filter(own)
    return _plain(waiting, "decide" if kinds else "read", Coalesce(Subquery(said), timezone.now()))


def _row(
    what: str, kind: str, since: datetime, name: str, reference: str, group: int, pk: int, *, may_decide: bool
) -> dict[str, Any]:
    words, page = PAGES[what]
    keys = {"membership": [group]}.get(what, [group, pk])
    return {
        "what": f"{SubmissionKind(kind).label} {words}" if kind else words,
        "name": name,
        "reference": reference,
        "since": since,
        "age": working_days_between(timezone.localdate(since), today()),
        "href": reverse(page, args=keys),
        "may_act": what == "decide" or (may_decide and what != "read"),
    }
