"""The pages of a case about withdrawing support: raise, record the talk, decide, decide about the map."""

from collections.abc import Iterable, Mapping

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from guidance.policies import Policy, policy_for
from guidance.vocabulary import RiskCode
from oversight import access
from oversight.actions import withdrawals
from oversight.forms.support import CaseDecisionForm, CaseForm, DiscussionForm, MapForm
from oversight.models import Mitigation, RiskFlag, WithdrawalCase
from oversight.views.support import METHODS
from oversight.views.support_entries import day_text
from oversight.views.support_page import form_page, saved
from portal.calendar import today

FINAL = "Once support is withdrawn, nothing about the group can be changed, and its public page says so."


@require_http_methods(METHODS)
def raise_case(request: Request, pk: int) -> HttpResponse:
    on = today()
    group = get_group(request.user, Action.WITHDRAWAL_RAISE, pk=pk, on=on)
    withdrawals.refuse_second(group)
    risk_flags = RiskFlag.objects.open().filter(group=group).values_list("risk", flat=True)
    held = withdrawals.holding(group, on)
    form = CaseForm(request.POST or None, held=held, initial={"reason": _first_reason(risk_flags, held)})
    policy = policy_for(on)
    form.choice_hints = {"reason": {code.value: _hint(policy, code, held) for code in RiskCode}}
    if request.method == "POST" and form.is_valid():
        withdrawals.raise_case(group=group, **form.cleaned_data, by=request.user, now=timezone.now())
        return saved(request, group, "The case is open. The group is told; discuss it with them next.")
    return form_page(
        request,
        group,
        form,
        title="Consider withdrawing support",
        button="Open the case",
        warning="You discuss it with the group, then somebody else decides.",
    )


def _first_reason(open_risks: Iterable[str], held: Mapping[str, Mitigation]) -> str | None:
    return next((risk for risk in open_risks if risk not in held), None)


def _hint(policy: Policy, code: RiskCode, held: Mapping[str, Mitigation]) -> str:
    """The guidance's words, and until when the reason cannot be chosen."""
    text = f"“{policy.reason(code).sentence}”"
    if code not in held:
        return text
    return f"Mitigated until {held[code].until:%-d %B %Y}, and no case before that day has passed. {text}"


@require_http_methods(METHODS)
def discuss(request: Request, pk: int, case_pk: int) -> HttpResponse:
    on = today()
    group = get_group(request.user, Action.WITHDRAWAL_RAISE, pk=pk, on=on)
    case = access.get_case(group, pk=case_pk)
    withdrawals.refuse_decided(case)
    names = ("discussed_on", "discussed_with", "discussion")
    form = DiscussionForm(
        request.POST or None,
        raised_on=timezone.localdate(case.raised_at),
        on=on,
        initial={name: getattr(case, name) for name in names},
    )
    if request.method == "POST" and form.is_valid():
        withdrawals.discuss(case=case, **form.cleaned_data, by=request.user, now=timezone.now())
        return saved(request, group, "The talk is recorded. Those who decide are told.")
    title = "Record the talk with the group"
    return form_page(request, group, form, title=title, button="Save the talk", lines=_lines_about(case))


@require_http_methods(METHODS)
def decide(request: Request, pk: int, case_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.WITHDRAWAL_DECIDE, pk=pk, on=today())
    case = access.get_case(group, pk=case_pk)
    withdrawals.refuse_decision(case, request.user)
    held = withdrawals.holding(group, today()).get(case.reason)
    form = CaseDecisionForm(request.POST or None, on=today(), held=held)
    if request.method == "POST" and form.is_valid():
        withdrawals.decide(case=case, **form.cleaned_data, by=request.user, now=timezone.now())
        return saved(request, group, "Your decision is saved. The group is told.")
    title, lines = "Decide about support", _lines_about(case)
    return form_page(request, group, form, title=title, button="Save your decision", lines=lines, warning=FINAL)


@require_http_methods(METHODS)
def decide_map(request: Request, pk: int, case_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.WITHDRAWAL_DECIDE, pk=pk, on=today())
    case = access.get_case(group, pk=case_pk)
    withdrawals.refuse_map(case)
    form = MapForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdrawals.decide_map(case=case, **form.cleaned_data, by=request.user, now=timezone.now())
        return saved(request, group, "Your decision about the map is saved.")
    lines = [
        ("Occupation", group.occupation.label),
        ("Decision", case.get_outcome_display()),
        ("Why", case.decision),
    ]
    title = "Decide about the occupation’s place on the map"
    return form_page(request, group, form, title=title, button="Save your decision", lines=lines)


def _lines_about(case: WithdrawalCase) -> list[tuple[str, str]]:
    talk = "Not yet"
    if case.discussed_on:
        talk = f"{day_text(case.discussed_on)}, with {case.discussed_with}: {case.discussion}"
    return [
        ("Reason", case.get_reason_display()),
        ("Evidence", case.evidence),
        ("Raised", f"{case.raised_by}, {day_text(case.raised_at)}"),
        ("Discussed with the group", talk),
    ]
