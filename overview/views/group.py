"""The group's page: one screen tells its state."""

from datetime import date

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.enums import OfficialRole
from accounts.http import Request
from accounts.permissions import LEADERS, SERVING, Action, Role, can
from conflicts.access import sees_register
from conflicts.models import Declaration, Interest
from conflicts.rules import waiting_for
from groups import access
from groups.actions import confirming
from groups.enums import STAGE_COLOURS, Outcome
from groups.models import Group, MembershipSubmission, announced_absences, leading
from guidance.clocks import is_overdue
from guidance.duties.groups import group_answer
from guidance.policies import capacity_limit
from guidance.stage import Stage
from guidance.vocabulary import Severity, Status
from members.findings import rows
from members.models import ChairAppointment, MemberDecision, Membership
from oversight.views import risks
from overview.views.timeline import latest
from overview.views.turn import turn_row
from portal.calendar import today

PEOPLE_SHOWN = 25


@require_GET
def detail(request: Request, pk: int) -> HttpResponse:
    """Stage, next gate with blockers, clock, people, declarations, what happened last; a fixed number of statements."""
    on = today()
    group = access.get_group(request.user, Action.GROUP_VIEW, pk=pk, on=on)
    answer = group_answer(group.pk, on)
    result = answer.result
    group.stage = result.stage
    members = serving(group, on)
    justifications = list(group.justifications.select_related("decided_by"))
    advice = {f.rule for f in result.findings if f.severity == Severity.ADVISED and f.status == Status.NOT_MET}
    lines = rows(group, result, {*result.blockers, *advice}, members=members, justifications=justifications)
    if not (sees_missing := can(group.roles, Action.MISSING_VIEW)):
        for row in lines:
            row.people = []  # how many, and not who
    context = {
        "group": group,
        "colour": STAGE_COLOURS[group.stage],
        "result": result,
        "turn": turn_row(answer.due),
        "blockers": [row for row in lines if row.code in result.blockers],
        "advice": [row for row in lines if row.code in advice],
        "risks": risks.rows(result),
        "capacity": capacity_limit() if request.user.is_official else None,
        **_details(group, on),
        "chairs": [m for m in members if m.is_chair],
        "employers": [m for m in members if m.kind == "employer"],
        "others": [m for m in members if m.kind != "employer"],
        "shown": members[:PEOPLE_SHOWN],
        **_who_leads(group, on),
        "regulator_email": settings.REGULATOR_CONTACT_EMAIL,
        "returned": last_return(group),
        "open_justifications": [j for j in justifications if j.is_open],
        "timeline": latest(group, with_interests=can(group.roles, Action.REGISTER_VIEW)),
        "waiting": waiting_for(request.user, group, on) if can(group.roles, Action.CHAIR_INTEREST_HANDLE) else 0,
        "sees_missing": sees_missing,
        "may": _may(group),
    }
    return render(request, "overview/group.html", context)


# Who acts for the regulator towards a group, and what waits where nobody does.
SEATS = {
    OfficialRole.PRODUCT_MANAGER: "The group’s queries go to every product manager until then; the rest waits.",
    OfficialRole.ROUTE_MANAGER: "Nobody can decide on its proposals and standards until then.",
    OfficialRole.ASSURANCE_MANAGER: "Nobody can decide on its end-point assessment plan until then.",
}


def seats(group: Group, on: date) -> list[dict[str, object]]:
    """Each official's role towards the group, who has it, and what waits while nobody does."""
    leads = leading(group, on)
    return [{"label": role.label, "people": leads[role], "waits": text} for role, text in SEATS.items()]


def _who_leads(group: Group, on: date) -> dict[str, object]:
    """Each seat with its officials; and, for chairs and officials, when the product manager is away for long."""
    who_leads = seats(group, on)
    hears_of_leave = group.roles & (LEADERS | {Role.OFFICIAL})
    return {
        "seats": who_leads,
        "has_vacancy": not all(seat["people"] for seat in who_leads),
        "away": announced_absences(group, on) if hears_of_leave else [],
    }


def _details(group: Group, on: date) -> dict[str, object]:
    due_on = confirming.due_on(group, on)
    return {"details_due_on": due_on, "are_details_overdue": is_overdue(due_on, on)}


def last_return(group: Group) -> MembershipSubmission | None:
    """The newest return with its reasons, while the group is to act on it."""
    if group.stage != Stage.MEMBERSHIP_RETURNED:
        return None
    return group.membership_submissions.filter(outcome=Outcome.RETURNED).select_related("decided_by").last()


def serving(group: Group, on: date) -> list[Membership]:
    """Who serves on the day, with `declared_on` (newest), `interest_count` (current), `is_chair`, `is_returned`."""
    own = {"group": OuterRef("group"), "person": OuterRef("person")}
    newest = Declaration.objects.filter(**own, declared_on__lte=on).order_by("-declared_on").values("declared_on")[:1]
    held = Interest.objects.current(on).filter(declaration__group=own["group"], declaration__person=own["person"])
    number = held.order_by().values("declaration__person").annotate(n=Count("pk")).values("n")
    chairs = ChairAppointment.objects.leading(on).filter(**own)
    serving = Membership.objects.current(on).filter(group=group).select_related("person", "organisation")
    content = {
        "declared_on": Subquery(newest),
        "interest_count": Coalesce(Subquery(number), 0),
        "is_chair": Exists(chairs),
        "is_returned": Exists(MemberDecision.objects.open_returns().filter(membership=OuterRef("pk"))),
    }
    return list(serving.annotate(**content).order_by("person__name", "pk"))


def _may(group: Group) -> dict[str, bool]:
    """What the page offers to this person."""
    return {
        "edit": can(group.roles, Action.GROUP_EDIT),
        "see_register": sees_register(group),
        "decide": can(group.roles, Action.MEMBERSHIP_DECIDE) and group.stage == Stage.MEMBERSHIP_SUBMITTED,
        "ask": can(group.roles, Action.JUSTIFICATION_ASK),
        "justify": can(group.roles, Action.JUSTIFICATION_DECIDE),
        "see_history": can(group.roles, Action.GROUP_HISTORY),
        "is_serving": bool(SERVING & group.roles),
    }
