"""Whoever serves on a group declares interests, confirms them a year later, changes and ends them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from conflicts.access import get_own_interest
from conflicts.actions import declaring as actions
from conflicts.forms.declaring import (
    ChangeInterestForm,
    DeclarationForm,
    EndInterestForm,
    asked_to_reshape,
    shown_interest,
)
from conflicts.rules import answers_of
from conflicts.views.question_texts import about_own
from guidance.policies import statements_for
from members.access import get_own_membership
from members.forms import typed
from portal.calendar import today
from portal.edits import ConcurrentEditForm, form_digest


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: Request, pk: int) -> HttpResponse:
    """Add interests, or renew the declaration a year later."""
    on = today()
    membership = get_own_membership(request.user, pk=pk, on=on, to_change=True)
    reshape = asked_to_reshape(request.POST)
    form = DeclarationForm.reshaped(request.POST, **reshape) if reshape else DeclarationForm(typed(request))
    if request.method == "POST" and not reshape and form.is_valid():
        actions.declare(membership=membership, interests=form.interests(), by=request.user, now=timezone.now())
        messages.success(
            request, "Your declaration is on the register. It holds for a year, and then we ask you again."
        )
        return redirect("overview:mine", pk=pk)
    interests = list(actions.current_interests(membership, on))
    context = {
        "group": membership.group,
        "choice": form.choice,
        "formset": form.formset,
        "shows_interests": form.shows_interests,
        "wording": statements_for(on),
        "standing": interests,
        "question_texts": about_own(membership, interests),
    }
    return render(request, "conflicts/declare.html", context, status=422 if form.choice.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: Request, pk: int) -> HttpResponse:
    """What was declared still holds: one button, under what was declared."""
    on = today()
    membership = get_own_membership(request.user, pk=pk, on=on, to_change=True)
    actions.last_declaration(membership)
    form = ConcurrentEditForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.renew(membership=membership, seen=form.cleaned_data["seen"], by=request.user, now=timezone.now())
        messages.success(request, "Your declaration is confirmed. It holds for a year.")
        return redirect("overview:mine", pk=pk)
    interests = list(actions.current_interests(membership, on))
    context = {
        "group": membership.group,
        "form": ConcurrentEditForm(initial={"seen": actions.interests_digest(interests)}),
        "standing": interests,
        "question_texts": about_own(membership, interests),
        "wording": statements_for(on),
    }
    return render(request, "conflicts/renew.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change_interest(request: Request, pk: int, interest_pk: int) -> HttpResponse:
    membership = get_own_membership(request.user, pk=pk, on=today(), to_change=True)
    interest = get_own_interest(membership, pk=interest_pk)
    actions.refuse_ended(interest, membership.group)
    shown = shown_interest(interest) | {"seen": form_digest(answers_of(interest))}
    form = ChangeInterestForm(typed(request), initial=shown)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        actions.change_interest(
            interest=interest, answers=form.interest(), seen=seen, by=request.user, now=timezone.now()
        )
        messages.success(request, "The interest is changed. What it said before stays on record.")
        return redirect("conflicts:interest", pk=pk, interest_pk=interest_pk)
    context = {"group": membership.group, "interest": interest, "form": form}
    return render(request, "conflicts/change_interest.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end_interest(request: Request, pk: int, interest_pk: int) -> HttpResponse:
    on = today()
    membership = get_own_membership(request.user, pk=pk, on=on)
    interest = get_own_interest(membership, pk=interest_pk)
    actions.refuse_ended(interest, membership.group)
    form = EndInterestForm(
        typed(request), declared_on=interest.declaration.declared_on, latest=on, initial={"ended_on": on}
    )
    if request.method == "POST" and form.is_valid():
        ended_on = form.cleaned_data["ended_on"]
        actions.end_interest(interest=interest, ended_on=ended_on, by=request.user, now=timezone.now())
        messages.success(request, "The interest is ended. It stays on record.")
        return redirect("overview:mine", pk=pk)
    context = {"group": membership.group, "interest": interest, "form": form}
    return render(request, "conflicts/end_interest.html", context, status=422 if form.is_bound else 200)
