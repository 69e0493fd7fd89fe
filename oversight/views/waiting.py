"""What waits for officials: memberships, justifications, documents, travel, matters of support; one statement."""

from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, DateTimeField, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from chairs.models import Mentoring
from conflicts.models import Interest
from groups.models import Justification, MembershipSubmission
from guidance.vocabulary import SubmissionKind
from lists.models import ListQuestion
from meetings.models import TravelClaim
from members.models import HandOver, MemberDecision, Membership
from occupations.models import RouteOfficial
from oversight.models import Mitigation, WithdrawalCase
from portal.calendar import day_of, today, working_days_between
from proposals.enums import Step
from proposals.models import Decision, Submission
from proposals.rules.progress import DECIDERS

SHOWN = 10  # of each sort
PAGES = {
    "membership": ("Membership to decide", "overview:decide"),
    "members": ("Members to decide", "members:decide"),
    "justification": ("Justification to decide", "overview:justification_decide"),
    "chair": ("Chair to confirm", "chairs:hand_over"),
    "mentor": ("Mentor to find", "chairs:chairs"),
    "listed": ("", "lists:listed"),  # how many there are is said of each
    "interest": ("Interest to handle", "conflicts:handle"),
    "travel": ("Travel claim to decide", "meetings:travel_decide"),
    "review": ("to review", "proposals:detail"),
    "decide": ("to decide", "proposals:decide"),
    "read": ("to decide", "proposals:detail"),
    "circumstances": ("Mitigating circumstances to decide", "oversight:mitigation_decide"),
    "talk": ("Withdrawal to discuss with the group", "oversight:case_discuss"),
    "case": ("Withdrawal to decide", "oversight:case_decide"),
    "map": ("Place on the map to decide", "oversight:case_map"),
}
OF_THE_GROUP = {"membership", "members", "mentor", "listed"}  # the page is the group's, not a row's
STEPS = {"talk": "Record the talk", "listed": "See and answer", "interest": "Say how it is handled"}
CAN_WAIT = {"listed"}  # the chair answers as well: nothing is overdue, and what only an official does comes first
OF_A_ROUTE = {OfficialRole.ROUTE_MANAGER, OfficialRole.ASSURANCE_MANAGER}
HANDLE_WORKING_DAYS = 10  # in which an interest is handled: the portal's own, for “in a reasonable time”
# what the route's own officials decide, and nobody else is shown as to do
DECIDED_IN_THE_ROUTE = {"decide", "circumstances", "case", "map"}


def rows(user: User, mine: dict[str, Any], *, may_decide: bool) -> list[dict[str, Any]]:
    """Rows of the queue; `mine` narrows to the groups that a product manager leads, `may_decide` is such a manager."""
    mine = mine | {"group__support_withdrawn_on": None}  # such a group changes no more
    memberships = MembershipSubmission.objects.filter(decided_at=None, **mine)
    asked = Justification.objects.filter(accepted_on=None, declined_on=None, **mine)
    results = _plain(memberships, "membership", F("submitted_at")).union(
        _plain(asked, "justification", F("asked_at")),
        _plain(HandOver.objects.to_confirm().filter(**mine), "chair", F("ready_at")),
        _plain(_mentors(mine), "mentor", F("asked_at"), group="appointment__group"),
        _plain(Submission.objects.in_review(today()).filter(**mine), "review", Cast("submitted_on", DateTimeField())),
        _plain(TravelClaim.objects.waiting().filter(**mine), "travel", F("claimed_at")),
        _interests(mine),
        _to_decide(user, mine),
        *_of_support(user, mine),
        *_of_members(mine),
        *_of_lists(mine),
        all=True,
    )
    return [_row(*row, may_decide=may_decide) for row in results]


def _mentors(mine: dict[str, Any]) -> QuerySet[Mentoring]:
    return Mentoring.objects.asked().filter(**{f"appointment__{key}": value for key, value in mine.items()})


def _interests(mine: dict[str, Any]) -> QuerySet[Any, Any]:
    """Those that the product manager handles: while there is no chair, and of a chair whom no co-chair may judge."""
    own = {f"declaration__{key}": value for key, value in mine.items()}
    interests = Interest.objects.for_manager(today()).filter(**own)
    return _plain(interests, "interest", Cast("declaration__declared_on", DateTimeField()), group="declaration__group")


def _plain(waiting: QuerySet[Any], what: str, since: Any, *, group: str = "group") -> QuerySet[Any, Any]:
    """The oldest of them, as tuples that fit together; `group` is the way from a row to its group."""
    kind = F("kind") if waiting.model is Submission else Value("", output_field=CharField())
    rows = waiting.annotate(
        what=Value(what, output_field=CharField()), about=Concat(kind, Value("")), since=since
    ).order_by("since", "pk")
    names = (f"{group}__name", f"{group}__reference", f"{group}_id", "pk")
    return rows.values_list("what", "about", "since", *names)[:SHOWN]


def _of_members(mine: dict[str, Any]) -> list[QuerySet[Any, Any]]:
    """Groups with somebody who joined after the approval, or whom the chair submitted again; the product manager's."""
    if not mine:
        return []
    single = Membership.objects.to_decide(today()).filter(group__membership_approved_on__isnull=False, **mine)
    member_decisions = MemberDecision.objects.filter(membership=OuterRef("pk"), mended_at__isnull=False).order_by(
        "-mended_at"
    )
    waits = Coalesce(Subquery(member_decisions.values("mended_at")[:1]), Cast("started_on", DateTimeField()))
    of_group = single.annotate(waits_since=waits).order_by().values("group__name", "group__reference", "group_id")
    text = CharField()
    rows = of_group.annotate(
        what=Value("members", output_field=text),
        about=Value("", output_field=text),
        since=Min("waits_since"),
        key=F("group_id"),
    )
    names = ("group__name", "group__reference", "group_id", "key")
    return [rows.order_by("since").values_list("what", "about", "since", *names)[:SHOWN]]


def _of_lists(mine: dict[str, Any]) -> list[QuerySet[Any, Any]]:
    """Groups with open questions about the employers that a published list names, and how many; the manager's own."""
    if "group__in" not in mine:
        return []
    questions = ListQuestion.objects.open().filter(**{f"listed__{key}": value for key, value in mine.items()})
    names = ("listed__group__name", "listed__group__reference", "listed__group_id")
    rows = (
        questions.order_by()
        .values(*names)
        .annotate(
            what=Value("listed", output_field=CharField()),
            about=Cast(Count("pk"), CharField()),
            since=Cast(Min("asked_on"), DateTimeField()),
            key=F("listed__group_id"),
        )
    )
    return [rows.order_by("since").values_list("what", "about", "since", *names, "key")[:SHOWN]]


def _to_decide(user: User, mine: dict[str, Any]) -> QuerySet[Any, Any]:
    """Route and assurance managers see what is theirs to decide; everybody else reads."""
    kinds = [kind for kind, role in DECIDERS.items() if role == user.official_role]
    routes = RouteOfficial.objects.acted_for(user, today()).values("route")
    own = Q(**mine) & (Q(kind__in=kinds, group__occupation__route__in=routes) if kinds else Q())
    said = Decision.objects.filter(submission=OuterRef("pk"), step=Step.RECOMMENDATION).values("made_at")[:1]
    waiting = Submission.objects.to_decide(today()).filter(own)
    return _plain(waiting, "decide" if kinds else "read", Coalesce(Subquery(said), timezone.now()))


def _of_support(user: User, mine: dict[str, Any]) -> list[QuerySet[Any, Any]]:
    """Talks are the product manager's; the rest is decided in the route, by somebody else than began it."""
    open_cases = WithdrawalCase.objects.open()
    if user.official_role not in OF_A_ROUTE:
        return [_plain(open_cases.filter(discussed_on=None, **mine), "talk", F("raised_at"))]
    routes = RouteOfficial.objects.acted_for(user, today()).values("route")
    own = {"group__occupation__route__in": routes}
    supported = own | {"group__support_withdrawn_on": None}
    asked = Mitigation.objects.filter(accepted_on=None, declined_on=None, **supported).exclude(asked_by=user)
    discussed = open_cases.filter(discussed_on__isnull=False, **supported).exclude(raised_by=user)
    return [
        _plain(asked, "circumstances", F("asked_at")),
        _plain(discussed, "case", Cast("discussed_on", DateTimeField())),
        _plain(WithdrawalCase.objects.to_map().filter(**own), "map", F("decided_at")),
    ]


def _row(
    what: str, kind: str, since: datetime, name: str, reference: str, group: int, pk: int, *, may_decide: bool
) -> dict[str, Any]:
    text, page = PAGES[what]
    if what == "listed":
        text, kind = f"{kind} {'question' if kind == '1' else 'questions'} about listed employers", ""
    keys = [group] if what in OF_THE_GROUP else [group, pk]
    age = working_days_between(day_of(since), today())
    own_clock = {"is_overdue": age > HANDLE_WORKING_DAYS} if what == "interest" else {}
    return {
        **own_clock,
        "what": f"{SubmissionKind(kind).label} {text}" if kind else text,
        "name": name,
        "reference": reference,
        "since": since,
        "since_on": day_of(since),
        "can_wait": what in CAN_WAIT,
        "age": age,
        "href": reverse(page, args=keys),
        "step": STEPS.get(what, "Read and decide"),
        "may_act": what in DECIDED_IN_THE_ROUTE or (may_decide and what != "read"),
    }
