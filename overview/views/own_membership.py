"""A member's own page for one group: what is held, stated, agreed to and declared, each with the way to change it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from conflicts.models import Declaration, Interest
from guidance.assessment import assess
from guidance.policies import statements_for
from guidance.statements import Wording
from guidance.vocabulary import MembershipKind
from members.access import get_own_membership
from members.actions import memberships as actions
from members.actions import moving
from members.actions.ledger import reconfirmation_due
from members.actions.unmet_requirements import unmet_requirements_of
from members.forms import typed
from members.forms.answers import OwnDetailsForm, shown_membership
from members.forms.moving import NewEmployerForm
from members.models import Membership
from members.views.giving import in_force_rows, leading_term
from overview.views.member_rows import findings_of
from portal.calendar import add_months, today
from portal.versions import stale_form_rows

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_GET
def own_membership(request: Request, pk: int) -> HttpResponse:
    on = today()
    membership = get_own_membership(request.user, pk=pk, on=on)
    result = assess(pk, on)
    declared = Declaration.objects.filter(group=membership.group, person=membership.person)
    interests = Interest.objects.select_related("organisation", "declaration").with_handlings(on).order_by("-pk")
    appointment, wording = leading_term(membership, on), statements_for(on)
    again = reconfirmation_due([membership], on)[membership.pk]
    is_employer = membership.kind == MembershipKind.EMPLOYER
    context = {
        "group": membership.group,
        "membership": membership,
        "obliged": "Members must" if is_employer else f"{membership.get_kind_display()}s must",
        "appointment": appointment,
        "findings": [finding for finding in findings_of(membership, result) if not finding["is_met"]],
        "missing": unmet_requirements_of(membership, result),
        "again": again,
        "new_words_on": wording.in_force_from,
        "given": _given(
            membership,
            wording,
            {reconfirmation.item.code for reconfirmation in again},
            is_chair=appointment is not None,
        ),
        "last_declared": declared.first(),
        "interests": interests.filter(declaration__in=declared),
        "on": on,
        "is_over": membership.group.support_withdrawn_on is not None,
    }
    return render(request, "overview/own_membership.html", context)


def _given(membership: Membership, wording: Wording, again: set[str], *, is_chair: bool) -> list[dict[str, object]]:
    """Each statement and consent that is asked for, with the day since when it stands (None: it does not).

    `is_replaced`: another that was given is enough; `is_reconfirmation_due`: it stands under other words.
    """
    given_on = {row.code: row.given_on for row in in_force_rows(membership)}
    asked = [*wording.statements(membership.kind), *wording.consents(membership.kind, is_chair=is_chair)]
    return [
        {
            "words": item.text,
            "since": given_on.get(item.code),
            "is_reconfirmation_due": item.code in again,
            "is_replaced": wording.is_replaced(membership.kind, item.code, given_on),
        }
        for item in asked
    ]


@require_http_methods(FORM_METHODS)
def details(request: Request, pk: int) -> HttpResponse:
    membership = get_own_membership(request.user, pk=pk, on=today(), to_change=True)
    form = OwnDetailsForm(
        typed(request),
        kind=membership.kind,
        first_day=membership.started_on,
        two_years=add_months(membership.started_on, 24),
        initial=shown_membership(membership),
    )
    if request.method == "POST" and form.is_valid():
        answers, seen = form.answers(), form.seen_answers()
        with stale_form_rows(form):
            actions.change_own_details(
                membership=membership, answers=answers, seen=seen, by=request.user, now=timezone.now()
            )
        messages.success(request, "Your details are saved.")
        return redirect("overview:mine", pk=pk)
    context = {"group": membership.group, "form": form}
    return render(request, "overview/own_membership_details.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def employer(request: Request, pk: int) -> HttpResponse:
    """The person works for another employer now; then interests are asked about anew."""
    on = today()
    membership = get_own_membership(request.user, pk=pk, on=on, to_change=True)
    wording = statements_for(on)
    form = NewEmployerForm(typed(request), membership=membership, wording=wording)
    if request.method == "POST" and form.is_valid():
        moving.change_employer(
            membership=membership,
            moved_on=form.cleaned_data["moved_on"],
            answers=form.answers(),
            given=form.cleaned_data.get("given", []),
            wording=wording,
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Your new employer is saved. One question is left: do your interests still hold?")
        return redirect("conflicts:declare", pk=pk)
    context = {"group": membership.group, "membership": membership, "form": form}
    return render(request, "overview/own_membership_employer.html", context, status=422 if form.is_bound else 200)
