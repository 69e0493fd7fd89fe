"""The first page of whoever signed in: their groups, what is asked of them, how far each group is."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.models import User
from accounts.permissions import Role
from chairs.models import Participation
from conflicts.models import Interest
from groups.access import groups_of, roles_in
from groups.enums import EnquiryState, Side
from groups.models import Enquiry, MembershipSubmission, Query, WorkPlan
from guidance import messages
from guidance.policies import proposal_due_on
from guidance.stage import Stage
from guidance.vocabulary import Status
from meetings.actions.voters import waiting_for
from meetings.models import Motion
from members.actions.ledger import reconfirmation_due
from members.models import HandOver, Invitation, MemberDecision, Membership
from oversight.models import Finding
from overview.views.list_questions import list_questions
from overview.views.meeting_requests import meeting_requests
from portal.calendar import today

SHOWN = 50
BLOCKERS = Prefetch("findings", Finding.objects.filter(is_blocker=True, subject=None), to_attr="blockers")
SUBMISSIONS = Prefetch(
    "membership_submissions", MembershipSubmission.objects.order_by("-submitted_at"), to_attr="submitted"
)
PLANS = Prefetch(
    "work_plans", WorkPlan.objects.proposed().filter(proposed_side=Side.REGULATOR), to_attr="plans_to_answer"
)
QUERIES = Prefetch(
    "queries", Query.objects.waiting().filter(side=Side.REGULATOR).order_by("due_on", "pk"), to_attr="queries_to_answer"
)
BROUGHT = BLOCKERS, SUBMISSIONS, PLANS, QUERIES


@login_not_required
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The public's first page: what this is, and the way for each kind of visitor."""
    return render(request, "overview/start.html")


@require_GET
def home(request: Request) -> HttpResponse:
    user = request.user
    if user.is_official:
        return redirect("oversight:dashboard")
    own = groups_of(user, today()).select_related("assessment")
    groups: list[Any] = list(own.prefetch_related(*BROUGHT)[:SHOWN])
    asked = _asked(user, [group.pk for group in groups])
    meetings = meeting_requests(user, [group.pk for group in groups])
    for group in groups:
        group.roles = roles_in(user, group)
    waiting = _interests_waiting(user, [group.pk for group in groups if Role.CHAIR in group.roles])
    for group_id, item in _reconfirmations(user):
        asked[group_id].append(item)
    returned = _returned([group.pk for group in groups])
    listed = list_questions([group.pk for group in groups if group.support_withdrawn_on is None])
    for motion in waiting_for(user, today()):
        asked[motion.group_id].insert(0, _vote_asked(motion))
    for participation in Participation.objects.asked_of(user, today()):
        asked[participation.group_id].append(_asked_to_join(participation))
    for hand_over in HandOver.objects.of(user, today()):
        asked[hand_over.group_id].append(_change_row(hand_over, user))
    for group in groups:
        group.assessed = getattr(group, "assessment", None)
        group.proposal_due_on = _proposal_due_on(group)
        group.is_overdue = group.proposal_due_on is not None and group.proposal_due_on < today()
        group.is_leading = bool({"chair", "lead"} & set(group.roles))
        if group.stage == Stage.WITHDRAWN:
            group.asked, group.steps = [], []
            continue
        group.asked = asked[group.pk] + waiting[group.pk] + meetings[group.pk]
        group.steps = returned[group.pk] + _steps(group) + listed.get(group.pk, []) if group.is_leading else []
    context = {
        "groups": groups,
        "invitations": _invitations(user),
        "enquiries": Enquiry.objects.filter(user=user)
        .exclude(state=EnquiryState.ACCEPTED)
        .select_related("occupation", "group")[:SHOWN],
    }
    return render(request, "overview/home.html", context)


def _proposal_due_on(group: Any) -> date | None:
    """As last assessed; a group that was not yet assessed is a new one. None where no proposal is owed."""
    if group.stage == Stage.WITHDRAWN:
        return None
    return group.assessed.proposal_due_on if group.assessed else proposal_due_on(group.first_contact_on, today())


def _steps(group: Any) -> list[dict[str, str]]:
    """What a chair does next, in words with one link each; the group came with what BROUGHT names."""
    check, tasks = reverse("overview:check", args=[group.pk]), reverse("overview:tasks", args=[group.pk])
    queries = [_query_asked(query) for query in group.queries_to_answer]
    if group.stage == Stage.MEMBERSHIP_SUBMITTED:
        when = f"{timezone.localtime(group.submitted[0].submitted_at):%-d %B %Y}"
        text = f"{settings.REGULATOR_NAME} considers the membership since {when}"
        return [*queries, {"text": text, "href": check}]
    steps = [*queries, *(_plan_asked(plan) for plan in group.plans_to_answer)]
    if group.stage == Stage.MEMBERSHIP_RETURNED:
        when = f"{timezone.localtime(group.submitted[0].decided_at):%-d %B %Y}"
        steps.append({"text": f"Returned on {when}: read the reasons and submit again", "href": tasks})
    elif not group.blockers and group.stage == Stage.REGISTERING:
        steps.append({"text": "Every requirement is met: submit the membership", "href": check})
    sentences = [messages.sentence(f.rule, f.status, f.args) for f in group.blockers]
    return steps + [{"text": text, "href": f"{group.get_absolute_url()}#blockers"} for text in sentences]


def _returned(group_ids: list[int]) -> dict[int, list[dict[str, str]]]:
    """Members whom the regulator returned, as steps of whoever leads the group; one statement."""
    given_back = MemberDecision.objects.open_returns().filter(membership__group__in=group_ids)
    steps: dict[int, list[dict[str, str]]] = defaultdict(list)
    for decision in given_back.select_related("membership__person").order_by("decided_at")[:SHOWN]:
        when = f"{timezone.localtime(decision.decided_at):%-d %B %Y}"
        text = f"{decision.membership.person.name} was returned on {when}: read why and submit again"
        href = decision.membership.get_absolute_url()
        steps[decision.membership.group_id].append({"text": text, "href": href})
    return steps


def _query_asked(query: Query) -> dict[str, str]:
    text = f"{settings.REGULATOR_NAME} asks “{query.subject}”: answer by {query.due_on:%-d %B %Y}"
    return {"text": text, "href": query.get_absolute_url()}


def _plan_asked(plan: WorkPlan) -> dict[str, str]:
    when = f"{timezone.localtime(plan.proposed_at):%-d %B %Y}"
    text = f"{settings.REGULATOR_NAME} proposed a work plan on {when}: agree to it or ask for changes"
    return {"text": text, "href": reverse("overview:work_plan_answer", args=[plan.group_id, plan.pk])}


def _asked(user: User, group_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    """What is open about this person in each group, in words; one statement."""
    open_findings = Finding.objects.filter(group__in=group_ids, subject__user=user, status=Status.NOT_MET)
    asked: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for finding in open_findings:
        detail = messages.detail(finding.rule, finding.status, finding.args)
        title = messages.title(finding.rule, finding.status, finding.args)
        page = "chairs:chairs" if messages.fix(finding.rule) == "chairs" else "overview:mine"
        href = reverse(page, args=[finding.group_id])
        asked[finding.group_id].append({"title": title, "detail": detail, "href": href})
    return asked


def _interests_waiting(user: User, chaired: list[int]) -> dict[int, list[dict[str, Any]]]:
    """Interests that a chair is to handle, by group, in the form of `_asked`; the own ones are for others."""
    interests = Interest.objects.waiting(today()).filter(declaration__group__in=chaired)
    others = interests.exclude(declaration__person__user=user).values_list("declaration__group", flat=True)
    waiting: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for group_id, number in Counter(others).items():
        detail = "1 waits for you to say how it is handled" if number == 1 else f"{number} wait for you to handle them"
        href = reverse("conflicts:register", args=[group_id])
        waiting[group_id] = [{"title": "Declared interests", "detail": detail, "href": href}]
    return waiting


def _vote_asked(motion: Motion) -> dict[str, str]:
    last_day = f"until {motion.closes_on:%-d %B %Y}" if motion.closes_on else "in the meeting"
    title = "A vote is open for you"
    return {"title": title, "detail": f"{motion.get_subject_display()}, {last_day}", "href": motion.get_absolute_url()}


def _reconfirmations(user: User) -> Iterator[tuple[int, dict[str, str]]]:
    """What this person gave under words that have changed since; two statements."""
    on = today()
    own = list(Membership.objects.current(on).filter(person__user=user))
    again = reconfirmation_due(own, on)
    for membership in own:
        if number := len(again[membership.pk]):
            what = "1 of your confirmations was" if number == 1 else f"{number} of your confirmations were"
            detail = f"{what} worded anew: read and answer again"
            href = reverse("members:mine_statements", args=[membership.group_id])
            yield membership.group_id, {"title": "New words of the guidance", "detail": detail, "href": href}


def _asked_to_join(participation: Participation) -> dict[str, str]:
    collaboration = participation.collaboration
    detail = f"{collaboration.name}: agree or decline"
    return {"title": "Working with other groups", "detail": detail, "href": collaboration.get_absolute_url()}


def _change_row(hand_over: HandOver, user: User) -> dict[str, str]:
    if hand_over.successor and hand_over.successor.user_id == user.pk and hand_over.waits_for_acceptance:
        detail = f"{hand_over.summary} from {hand_over.takes_place_on:%-d %B %Y}: accept or decline"
        return {"title": "You are proposed as chair", "detail": detail, "href": hand_over.get_absolute_url()}
    detail = f"{hand_over.summary} on {hand_over.takes_place_on:%-d %B %Y}: see the checklist"
    return {"title": "A change of chair", "detail": detail, "href": hand_over.get_absolute_url()}


def _invitations(user: User) -> list[Invitation]:
    waiting = Invitation.objects.waiting().filter(email=user.email).select_related("group", "organisation")
    return list(waiting[:SHOWN])
