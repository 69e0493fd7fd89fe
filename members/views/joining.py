"""An invited person follows the link, answers three pages of questions and joins."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accounts.actions import ensure_user, sign_in_by_link
from conflicts.forms import SOME, DeclarationForm, asked_to_reshape
from members.access import get_own_invitation
from members.actions import invitations
from members.actions import joining as actions
from members.emails import PURPOSE
from members.forms import typed
from members.forms.joining import DetailsForm, StatementsForm, kept, shown_answers
from members.models import Invitation
from members.rules import Wording, wording_of
from oversight.policies import policy_for
from portal.calendar import add_months, today
from portal.links import read

FORM_METHODS = ["GET", "HEAD", "POST"]
GONE = 410
PAGES = 3


@login_not_required
@require_http_methods(FORM_METHODS)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link. Looking at it changes nothing but the first time it was opened; the button goes on."""
    found = read(PURPOSE, token)
    rows = Invitation.objects.select_related("group__occupation", "organisation", "invited_by")
    one = rows.filter(pk=found[0]).first() if found else None
    if one is None or found is None:
        return render(request, "members/invitation_unknown.html", status=404)
    why_not = _why_not(one, found[1], request)
    if why_not:
        context = {"invitation": one, "group": one.group, "why_not": why_not}
        return render(request, "members/invitation_closed.html", context, status=_closed_status(request, why_not))
    if request.method != "POST":
        invitations.record_opened(invitation=one, now=timezone.now())
        return render(request, "members/invitation.html", {"invitation": one, "group": one.group})
    return _go_on(request, one)


def _why_not(one: Invitation, nonce: str, request: HttpRequest) -> str:
    """Why the link does not lead on, or "" where it does."""
    if one.accepted_at:
        return "accepted"
    if one.revoked_at:
        return "revoked"
    if one.nonce != nonce:
        return "replaced"
    if one.has_expired(timezone.now()):
        return "expired"
    is_other = request.user.is_authenticated and request.user.email != one.email
    return "other_person" if is_other else ""


def _closed_status(request: HttpRequest, why_not: str) -> int:
    if why_not == "other_person":
        return 409 if request.method == "POST" else 200
    return 200 if why_not == "accepted" else GONE


def _go_on(request: HttpRequest, one: Invitation) -> HttpResponse:
    """Sign in who followed the link; who has a second factor signs in the usual way and comes back."""
    first_page = reverse("members:join_details", args=[one.pk])
    if request.user.is_authenticated:
        return redirect(first_page)
    user, _ = ensure_user(email=one.email, name=one.name)
    if sign_in_by_link(request, user=user):
        return redirect(first_page)
    messages.info(request, "Sign in to go on. You come back to the invitation afterwards.")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': first_page})}")


@require_http_methods(FORM_METHODS)
def details(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_own_invitation(request.user, pk=pk)
    on = today()
    form = DetailsForm(
        typed(request),
        kind=one.kind,
        first_day=on,
        two_years=add_months(on, 24),
        initial=shown_answers(one),
    )
    if request.method == "POST" and form.is_valid():
        _save(one, actions.DETAILS, kept(form.answers()))
        return redirect("members:join_statements", pk=pk)
    return _page(request, one, 1, form=form)


@require_http_methods(FORM_METHODS)
def statements(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_own_invitation(request.user, pk=pk)
    wording = _wording()
    form = StatementsForm(typed(request), wording=wording, kind=one.kind, initial=one.answers.get(actions.STATEMENTS))
    if request.method == "POST" and form.is_valid():
        _save(one, actions.STATEMENTS, form.cleaned_data)
        return redirect("members:join_interests", pk=pk)
    return _page(request, one, 2, form=form, wording=wording)


@require_http_methods(FORM_METHODS)
def interests(request: HttpRequest, pk: int) -> HttpResponse:
    """The last page: its button accepts the invitation. Its other buttons add and remove interests."""
    one = get_own_invitation(request.user, pk=pk)
    missing = _first_missing(one)
    if missing:
        messages.info(request, "Answer this page first.")
        return redirect(missing, pk=pk)
    reshape = asked_to_reshape(request.POST)
    if reshape:
        _save(one, actions.INTERESTS, DeclarationForm(request.POST).drafts())
        return _interests_page(request, one, DeclarationForm.reshaped(request.POST, **reshape))
    form = DeclarationForm(typed(request), **_drafts(one))
    if request.method == "POST" and form.is_valid():
        actions.accept(
            invitation=one, interests=form.interests(), wording=_wording(), by=request.user, now=timezone.now()
        )
        messages.success(request, f"You have joined {one.group.name}.")
        return redirect("members:mine", pk=one.group_id)
    return _interests_page(request, one, form)


def _interests_page(request: HttpRequest, one: Invitation, form: DeclarationForm) -> HttpResponse:
    return _page(request, one, 3, form=form.choice, formset=form.formset, wording=_wording())


def _drafts(one: Invitation) -> dict[str, Any]:
    drafts = one.answers.get(actions.INTERESTS)
    if drafts is None:
        return {}
    return {"drafts": drafts, "has_interests": SOME if drafts else ""}


def _first_missing(one: Invitation) -> str:
    """The first page without an answer, before the last; an accepted invitation needs none."""
    pages = {actions.DETAILS: "members:join_details", actions.STATEMENTS: "members:join_statements"}
    return "" if one.accepted_at else next((name for page, name in pages.items() if page not in one.answers), "")


def _save(one: Invitation, page: str, answers: Any) -> None:
    actions.save_answers(invitation=one, page=page, answers=answers, now=timezone.now())


def _wording() -> Wording:
    return wording_of(policy_for(today()).code)


def _page(request: HttpRequest, one: Invitation, number: int, *, form: Any, **more: Any) -> HttpResponse:
    """One of the pages; an invitation that cannot be accepted any more says so instead (409)."""
    if request.method != "POST":
        actions.refuse_closed(invitation=one, now=timezone.now())
    context = {"invitation": one, "group": one.group, "form": form, "number": number, "of": PAGES, **more}
    return render(request, f"members/join_{number}.html", context, status=422 if form.is_bound else 200)
