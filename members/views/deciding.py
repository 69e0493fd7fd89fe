"""The product manager decides about members, one or a selection, and asks for some; the chair submits again."""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from groups.models import Group
from guidance.assessment import AssessmentResult, assess
from guidance.vocabulary import Approval
from members.access import get_membership
from members.actions import deciding as actions
from members.actions import requesting
from members.actions.unmet_requirements import in_short, unmet_requirements_of
from members.enums import MemberOutcome
from members.forms import typed
from members.forms.deciding import (
    KEY_AND_DIGEST,
    MemberDecisionForm,
    RequestForm,
    SelectionForm,
    keys_of,
    stamps_of,
)
from members.models import MemberDecision, Membership
from portal import parameters
from portal.calendar import today
from portal.lists import paginate

FORM_METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 50


@dataclass
class Row:
    """A member who waits for a decision: what is missing, in words, and what was decided before."""

    membership: Membership
    missing: list[str]
    before: list[MemberDecision] = field(default_factory=list)

    @property
    def value(self) -> str:
        """What the confirming page sends: the key, and a stamp of what it showed."""
        return f"{self.membership.pk}{KEY_AND_DIGEST}{actions.seen(self.membership)}"

    @property
    def why(self) -> str:
        """Why this member waits."""
        if self.membership.approval == Approval.DRAFT:
            return f"Joined on {self.membership.started_on:%-d %B %Y}, after the membership was approved"
        moments = [member_decision.mended_at for member_decision in self.before if member_decision.mended_at]
        again = f"Submitted again on {timezone.localtime(moments[-1]):%-d %B %Y}" if moments else ""
        return again or "Submitted with the membership"

    @property
    def summary(self) -> str:
        """In one line: why, and what is missing."""
        return ". ".join([self.why, f"Missing: {'; '.join(self.missing)}" if self.missing else "Nothing is missing"])


@require_GET
def waiting(request: Request, pk: int) -> HttpResponse:
    """Everyone who waits for a decision, to select from."""
    return _waiting_page(request, get_group(request.user, Action.MEMBERSHIP_DECIDE, pk=pk, on=today()))


def _waiting_page(request: Request, group: Group, *, is_empty: bool = False) -> HttpResponse:
    on = today()
    results = Membership.objects.to_decide(on).filter(group=group)
    results = results.select_related("person", "organisation").prefetch_related("decisions__decided_by")
    page = paginate(request, results.order_by("person__name", "pk"), PER_PAGE)
    result = assess(group.pk, on)
    group.stage = result.stage
    rows = [_row(membership, result) for membership in page.object_list]
    choices = [(row.membership.pk, f"{row.membership.person.name}, {row.membership.organisation.name}") for row in rows]
    everyone = [key for key, _ in choices] if parameters.text(request, "select") == "all" else []
    form = SelectionForm(
        {} if is_empty and rows else None,
        choices=choices,
        hints={str(row.membership.pk): row.summary for row in rows},
        initial={"member": everyone},
    )
    context = {"group": group, "page": page, "form": form, "everyone": everyone}
    return render(request, "members/decide.html", context, status=422 if is_empty else 200)


def _row(membership: Membership, result: AssessmentResult) -> Row:
    return Row(membership, in_short(unmet_requirements_of(membership, result)), list(membership.decisions.all()))


@require_http_methods(FORM_METHODS)
def confirm(request: Request, pk: int) -> HttpResponse:
    """The page names everyone selected; its form decides about all of them, or about nobody."""
    on = today()
    group = get_group(request.user, Action.MEMBERSHIP_DECIDE, pk=pk, on=on)
    values = request.POST.getlist("member") if request.method == "POST" else parameters.several(request, "member")
    keys = keys_of(values)
    if not keys:
        return _waiting_page(request, group, is_empty=True)
    result = assess(group.pk, on)
    group.stage = result.stage
    rows = [_row(membership, result) for membership in actions.waiting(group, keys, on)]
    lacking = [row.membership.person.name for row in rows if row.missing]
    form = MemberDecisionForm(typed(request), lacking=lacking)
    if request.method == "POST" and form.is_valid():
        return _decided(request, group, stamps_of(values), form)
    if len(rows) < len(keys):
        actions.refuse(group, set(keys) - {row.membership.pk for row in rows}, mine=form.sent())
    context = {"group": group, "rows": rows, "form": form, "lacking": lacking}
    return render(request, "members/decide_confirm.html", context, status=422 if form.is_bound else 200)


def _decided(request: Request, group: Group, stamps: dict[int, str], form: MemberDecisionForm) -> HttpResponse:
    outcome = MemberOutcome(form.cleaned_data["outcome"])
    decisions = actions.decide(
        group=group,
        chosen=stamps,
        outcome=outcome,
        reasons=form.cleaned_data["reasons"],
        by=request.user,
        now=timezone.now(),
    )
    whom = decisions[0].membership.person.name if len(decisions) == 1 else f"{len(decisions)} members"
    verb = "is" if len(decisions) == 1 else "are"
    messages.success(request, f"{whom} {verb} {outcome.label.lower()}. The group’s chairs are told.")
    return redirect("members:decide", pk=group.pk)


@require_POST
def submit_again(request: Request, pk: int, membership_pk: int) -> HttpResponse:
    """The chair has put right what a member was returned for."""
    group = get_group(request.user, Action.GROUP_SUBMIT, pk=pk, on=today())
    membership = get_membership(group, pk=membership_pk)
    actions.submit_again(membership=membership, by=request.user, now=timezone.now())
    messages.success(request, f"{membership.person.name} is submitted again. {settings.REGULATOR_NAME} has been told.")
    return redirect(membership)


@require_http_methods(FORM_METHODS)
def request_member(request: Request, pk: int) -> HttpResponse:
    """The product manager asks for a member, as a condition of agreeing the proposal."""
    group = get_group(request.user, Action.MEMBERSHIP_DECIDE, pk=pk, on=today())
    form = RequestForm(typed(request), on=today())
    if request.method == "POST" and form.is_valid():
        requesting.ask(group=group, **form.cleaned_data, by=request.user, now=timezone.now(), is_notified=True)
        messages.success(request, "The member is asked for. The group’s chairs are told.")
        return redirect("overview:members", pk=pk)
    asked = list(group.requested_members.select_related("membership__person"))
    context = {"group": group, "form": form, "asked": asked}
    return render(request, "members/request.html", context, status=422 if form.is_bound else 200)
