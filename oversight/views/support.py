"""A group's support: which reasons for withdrawing it stand, and what was said and decided about them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from groups.emails import feedback_aim
from groups.models import Concern
from guidance import assessment
from guidance.policies import policy_for
from guidance.vocabulary import RiskCode
from oversight import access
from oversight.actions import concerns, mitigations
from oversight.forms.support import CloseConcernForm, ConcernForm, DecideMitigationForm, MitigationForm, ResponseForm
from oversight.models import RiskFlag
from oversight.views import risks
from oversight.views.risk_notes import with_notes
from oversight.views.support_entries import day_text, entries
from oversight.views.support_page import form_page, saved
from portal import parameters
from portal.calendar import today
from portal.lists import paginate

METHODS = ["GET", "HEAD", "POST"]


@require_GET
def support(request: Request, pk: int) -> HttpResponse:
    """The risks that stand, then cases, concerns and circumstances, what is open first."""
    on = today()
    group = get_group(request.user, Action.SUPPORT_VIEW, pk=pk, on=on)
    results, is_alive = entries(group, request.user, on), group.support_withdrawn_on is None
    active, earlier = with_notes(group, risks.rows(assessment.assess(group.pk, on)) if is_alive else [])
    context = {
        "group": group,
        "risks": active,
        "earlier_notes": earlier,
        "page": paginate(request, results),
        "may_raise": is_alive and can(group.roles, Action.CONCERN_RAISE),
        "may_ask": is_alive and can(group.roles, Action.MITIGATION_ASK),
        "may_open_case": is_alive
        and can(group.roles, Action.WITHDRAWAL_RAISE)
        and not any(entry.is_open for entry in results if entry.is_case),
    }
    return render(request, "oversight/support.html", context)


# --- concerns --------------------------------------------------------------------------------------------------------
@require_http_methods(METHODS)
def raise_concern(request: Request, pk: int) -> HttpResponse:
    group = get_group(request.user, Action.CONCERN_RAISE, pk=pk, on=today())
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        concerns.raise_concern(group=group, **form.cleaned_data, by=request.user, now=timezone.now())
        return saved(request, group, "The concern is raised. The group is told.")
    return form_page(request, group, form, title="Raise a concern", button="Raise the concern")


@require_http_methods(METHODS)
def answer_concern(request: Request, pk: int, concern_pk: int) -> HttpResponse:
    """The group says what it has to say."""
    group = get_group(request.user, Action.CONCERN_ANSWER, pk=pk, on=today())
    concern = access.get_concern(group, pk=concern_pk)
    concerns.refuse_closed(concern)
    form = ResponseForm(request.POST or None, initial={"response": concern.response})
    if request.method == "POST" and form.is_valid():
        concerns.respond(concern=concern, **form.cleaned_data, by=request.user, now=timezone.now())
        return saved(request, group, f"Your answer is sent. {feedback_aim()}")
    source = policy_for(today()).reason(RiskCode(f"risk.{concern.kind}"))
    lines = _lines_about(concern)[:2]
    return form_page(
        request, group, form, title="Answer a concern", button="Save your answer", lines=lines, source=source
    )


@require_http_methods(METHODS)
def close_concern(request: Request, pk: int, concern_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.CONCERN_RAISE, pk=pk, on=today())
    concern = access.get_concern(group, pk=concern_pk)
    concerns.refuse_closed(concern)
    form = CloseConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        concerns.close(concern=concern, **form.cleaned_data, by=request.user, now=timezone.now())
        return saved(request, group, "The concern is closed. The group is told.")
    lines = _lines_about(concern)
    return form_page(request, group, form, title="Close a concern", button="Close the concern", lines=lines)


def _lines_about(concern: Concern) -> list[tuple[str, str]]:
    said = concern.response or "Nothing yet"
    return [("Concern", concern.get_kind_display()), ("What was seen", concern.reason), ("What the group says", said)]


# --- mitigating circumstances ----------------------------------------------------------------------------------------
@require_http_methods(METHODS)
def ask_mitigation(request: Request, pk: int) -> HttpResponse:
    """The chair asks, or the product manager proposes."""
    on = today()
    group = get_group(request.user, Action.MITIGATION_ASK, pk=pk, on=on)
    open_risks = list(RiskFlag.objects.open().filter(group=group).values_list("risk", flat=True))
    chosen = parameters.text(request, "risk") or (open_risks[0] if len(open_risks) == 1 else None)
    form = MitigationForm(request.POST or None, open_risks=open_risks, on=on, initial={"risk": chosen})
    if request.method == "POST" and form.is_valid():
        mitigations.ask(group=group, **form.cleaned_data, by=request.user, now=timezone.now())
        next_step = "Those who decide are told." if request.user.is_official else feedback_aim()
        return saved(request, group, f"The circumstances are put forward. {next_step}")
    return form_page(
        request,
        group,
        form,
        title="Put mitigating circumstances forward",
        button="Put them forward",
        source=policy_for(on).reason(RiskCode.PROPOSAL_LATE),
    )


@require_http_methods(METHODS)
def decide_mitigation(request: Request, pk: int, mitigation_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MITIGATION_DECIDE, pk=pk, on=today())
    mitigation = access.get_mitigation(group, pk=mitigation_pk)
    mitigations.refuse_to_decide(mitigation, request.user)
    form = DecideMitigationForm(request.POST or None, is_past=mitigation.until < today())
    if request.method == "POST" and form.is_valid():
        mitigations.decide(
            mitigation=mitigation,
            is_accepted=form.cleaned_data["decision"] == "accept",
            answer=form.cleaned_data["answer"],
            by=request.user,
            now=timezone.now(),
        )
        return saved(request, group, "Your decision is saved. The group is told.")
    lines = [
        ("Reason for withdrawing support", mitigation.get_risk_display()),
        ("Circumstances", mitigation.reason),
        ("Put forward", f"{mitigation.asked_by or 'The group'}, {day_text(mitigation.asked_at)}"),
        ("To hold until", day_text(mitigation.until)),
    ]
    title = "Decide mitigating circumstances"
    return form_page(request, group, form, title=title, button="Save your decision", lines=lines)
