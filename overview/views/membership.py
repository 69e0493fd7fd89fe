"""Check answers, submit the membership, ask for exceptions; approve or return it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action, can
from groups import access
from groups.actions import justifications, looking, registering
from groups.emails import feedback_aim
from groups.enums import Outcome
from groups.forms.decisions import JustificationDecisionForm, JustificationForm, LookForm
from groups.models import EmployerPopulation, Group, MembershipSubmission
from guidance import assessment
from guidance import messages as guidance_messages
from guidance.assessment import AssessmentResult
from guidance.policies import policy_for
from guidance.stage import Stage
from guidance.vocabulary import Dimension, MembershipKind, Severity, SizeBand
from members.actions import approval as actions
from members.findings import blocker_rows, rows
from members.forms.approval import MembershipDecisionForm
from members.models import ChairAppointment, Membership
from overview.views import changes
from overview.views.group import last_return, serving
from overview.views.representation import chart_of
from portal import parameters
from portal.calendar import today
from portal.exceptions import NotReady


@require_GET
def check(request: Request, pk: int) -> HttpResponse:
    group = access.get_group(request.user, Action.GROUP_EDIT, pk=pk, on=today())
    return _check_page(request, group)


def _check_page(request: Request, group: Group, status: int = 200) -> HttpResponse:
    on = today()
    result = assessment.assess(group.pk, on)
    group.stage = result.stage
    members = Membership.objects.current(on).filter(group=group).select_related("person", "organisation")
    chairs = ChairAppointment.objects.current(on).filter(group=group).select_related("person")
    context = {
        "group": group,
        "result": result,
        "blockers": blocker_rows(group, result),
        "members": sorted(members, key=lambda m: (m.kind != "employer", m.person.name)),
        "chairs": chairs,
        "population": registering.population_answers(group),
        "may_submit": can(group.roles, Action.GROUP_SUBMIT),
        "returned": last_return(group),
        "is_open": group.stage in {Stage.REGISTERING, Stage.MEMBERSHIP_RETURNED},
    }
    return render(request, "overview/check.html", context, status=status)


@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    group = access.get_group(request.user, Action.GROUP_SUBMIT, pk=pk, on=today())
    try:
        actions.submit(group=group, by=request.user, now=timezone.now())
    except NotReady:
        return _check_page(request, group, status=422)
    return redirect("overview:submitted", pk=group.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Request, pk: int) -> HttpResponse:
    """The product manager approves or returns the membership."""
    on, shown_at = today(), timezone.now()
    group = access.get_group(request.user, Action.MEMBERSHIP_DECIDE, pk=pk, on=on)
    submission = group.membership_submissions.filter(decided_at=None).select_related("submitted_by").first()
    if submission is None:
        raise actions.nothing_to_decide(group)
    form = MembershipDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _decided(request, group, form)
        except NotReady:
            form.add_error("outcome", "It cannot be approved while the rules listed here are not met")
    result = assessment.assess(group.pk, on)
    members = serving(group, on)
    chairs = [m.person.name for m in members if m.is_chair]
    justifications_given = list(group.justifications.select_related("decided_by"))
    context = {
        "group": group,
        "form": form,
        "result": result,
        "submission": submission,
        "blockers": blocker_rows(group, result),
        "members": sorted(members, key=lambda m: (m.kind != "employer", m.person.name)),
        "chairs": chairs,
        "chairs_title": "Co-chairs" if len(chairs) == 2 else "Chair",
        "summary": _summary(members),
        "waiting": [j for j in justifications_given if j.is_open],
        "accepted": [j for j in justifications_given if j.accepted_on],
        **_scrutiny(group, result),
        **_changed(request, group, submission),
        "look_form": LookForm(initial={"shown_at": shown_at.isoformat()}),
    }
    return render(request, "overview/decide.html", context, status=422 if form.is_bound else 200)


@require_POST
def look(request: Request, pk: int) -> HttpResponse:
    """The official has seen what the page lists as changed; the page lists what changes from then on."""
    group = access.get_group(request.user, Action.MEMBERSHIP_DECIDE, pk=pk, on=today())
    form, now = LookForm(request.POST), timezone.now()
    if form.is_valid():
        looking.look(group=group, by=request.user, shown_at=form.cleaned_data["shown_at"], now=now)
        messages.success(request, "Noted. From now on the page lists what changes after this look.")
    else:
        messages.warning(request, "Nothing is noted: the form did not say when you saw the page. Read it again.")
    return redirect("overview:decide", pk=group.pk)


def _changed(request: Request, group: Group, submission: MembershipSubmission) -> dict[str, Any]:
    """What is other than when this official looked last, or when the regulator decided last if that is later.

    `?since=decision` asks for all that changed since the decision.
    """
    earlier = group.membership_submissions.exclude(pk=submission.pk).exclude(decided_at=None)
    previous = earlier.select_related("decided_by").order_by("decided_at", "pk").last()
    decided_at = previous.decided_at if previous else None
    own = group.membership_looks.filter(looked_by=request.user).first()
    is_newer = own is not None and (decided_at is None or own.looked_at > decided_at)
    looked_at = own.looked_at if own and is_newer and parameters.text(request, "since") != "decision" else None
    since = looked_at or decided_at
    return {
        "previous": previous,
        "looked_at": looked_at,
        "sections": changes.since(group, since) if since else [],
    }


def _scrutiny(group: Group, result: AssessmentResult) -> dict[str, Any]:
    """The occupation's employers beside the group's, and who was asked for before."""
    return {
        "population": EmployerPopulation.objects.filter(group=group).first(),
        "charts": [chart_of(result, dimension) for dimension in Dimension],
        "material": guidance_messages.percent(result.policy.parameters.material_share),
        "asked": list(group.requested_members.open(today())),
    }


def _summary(members: list[Membership]) -> dict[str, int]:
    """The membership in numbers, for the one who decides."""
    employers = [m for m in members if m.kind == MembershipKind.EMPLOYER]
    organisations = {m.organisation_id: m.organisation for m in employers}.values()
    return {
        "employers": len(employers),
        "organisations": len(organisations),
        "small": sum(o.size in {SizeBand.MICRO, SizeBand.SMALL} for o in organisations),
        "others": len(members) - len(employers),
        "sectors": len({o.sector for o in organisations if o.sector}),
        "regions": len({o.region for o in organisations if o.region}),
        "unsized": sum(not o.size for o in organisations),
        "unsaid": sum(not (o.sector and o.region) for o in organisations),
        "interests": sum(m.interest_count for m in members),
        "undeclared": sum(m.declared_on is None for m in members),
    }


def _decided(request: Request, group: Group, form: MembershipDecisionForm) -> HttpResponse:
    outcome, requested = form.cleaned_data["outcome"], form.cleaned_data["requested"]
    decision = {"group": group, "reasons": form.cleaned_data["reasons"], "by": request.user, "now": timezone.now()}
    if outcome == Outcome.RETURNED:
        actions.return_(**decision)
    else:
        actions.approve(**decision, requested=requested)
    asked = f" {len(requested)} member{pluralize(requested)} asked for." if requested else ""
    messages.success(request, f"Your decision is saved.{asked} The group’s chairs are told.")
    return redirect(group)


@require_http_methods(["GET", "HEAD", "POST"])
def justify(request: Request, pk: int, rule: str) -> HttpResponse:
    """The chair says why an expected rule should be passed."""
    on = today()
    group = access.get_group(request.user, Action.JUSTIFICATION_ASK, pk=pk, on=on)
    policy_rule = next((r for r in policy_for(on).rules if r.code == rule and r.severity == Severity.EXPECTED), None)
    if policy_rule is None:
        raise Http404
    waiting = group.justifications.filter(rule=rule, accepted_on=None, declined_on=None).first()
    form = JustificationForm(request.POST or None, initial={"reason": waiting.reason if waiting else ""})
    if request.method == "POST" and form.is_valid():
        justifications.ask(
            group=group, rule=rule, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        )
        messages.success(request, f"Your reason is sent, to be accepted or declined. {feedback_aim()}")
        return redirect("overview:check", pk=group.pk)
    result = assessment.assess(group.pk, on)
    context = {"group": group, "form": form, "row": rows(group, result, [rule])[0], "waiting": waiting}
    return render(request, "overview/justify.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def decide_justification(request: Request, pk: int, justification_pk: int) -> HttpResponse:
    group = access.get_group(request.user, Action.JUSTIFICATION_DECIDE, pk=pk, on=today())
    justification = access.get_justification(group=group, pk=justification_pk)
    justifications.refuse_decided(justification)
    title = guidance_messages.requirement(justification.rule)
    form = JustificationDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        justifications.decide(
            justification=justification,
            is_accepted=form.cleaned_data["decision"] == "accept",
            answer=form.cleaned_data["answer"],
            title=title,
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Your answer is saved. The group is told.")
        return redirect(group)
    result = assessment.assess(group.pk, today())
    context = {
        "group": group,
        "justification": justification,
        "form": form,
        "title": title,
        "row": next(iter(rows(group, result, [justification.rule])), None),
    }
    return render(request, "overview/justification_decide.html", context, status=422 if form.is_bound else 200)
