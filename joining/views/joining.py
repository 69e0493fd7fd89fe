"""An invited person answers three pages of questions and joins."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from conflicts.forms.declaring import SOME, DeclarationForm, asked_to_reshape
from conflicts.views.question_texts import about_joining
from guidance.policies import policy_for, statements_for
from guidance.statements import Wording
from joining.actions import joining as actions
from joining.forms.returning_person import ReturningPersonForm, is_enough
from members.access import get_own_invitation
from members.emails import link_of
from members.forms.answers import DetailsForm, StatementsForm, kept, shown_answers
from members.models import Invitation, Membership
from portal import parameters
from portal.calendar import add_months, today
from portal.saved_input import keep_input, saved_or_empty
from portal.templatetags.portal import govuk_date

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGES = 3
TEMPLATES = {1: "joining/details.html", 2: "joining/statements.html", 3: "joining/interests.html"}


@keep_input
@require_http_methods(FORM_METHODS)
def details(request: Request, pk: int) -> HttpResponse:
    """What is known from another group is shown and not asked again, unless the person wants to change it."""
    invitation = get_own_invitation(request.user, pk=pk)
    membership = None if parameters.has(request, "change") else _returning_person(request, invitation)
    form = _details_form(saved_or_empty(request), invitation, membership)
    if request.method == "POST" and form.is_valid():
        _save(invitation, actions.DETAILS, kept(form.answers()))
        return redirect("joining:statements", pk=pk)
    return _page(request, invitation, 1, form=form, returning=membership)


def _returning_person(request: Request, invitation: Invitation) -> Membership | None:
    """The person's newest membership of another group, where it tells all that is asked for."""
    others = Membership.objects.filter(person__user=request.user).exclude(group=invitation.group)
    membership = others.select_related("person", "organisation").order_by("-started_on", "-pk").first()
    return membership if membership is not None and is_enough(membership, invitation) else None


def _details_form(data: QueryDict | None, invitation: Invitation, membership: Membership | None) -> DetailsForm:
    on = today()
    about: dict[str, Any] = {"kind": invitation.kind, "first_day": on, "two_years": _two_years(on)}
    if membership is None:
        return DetailsForm(data, initial=shown_answers(invitation), **about)
    answered = shown_answers(invitation) if actions.DETAILS in invitation.answers else None
    return ReturningPersonForm(data, membership=membership, initial=answered, **about)


@keep_input
@require_http_methods(FORM_METHODS)
def statements(request: Request, pk: int) -> HttpResponse:
    invitation = get_own_invitation(request.user, pk=pk)
    wording = _wording()
    answered = invitation.answers.get(actions.STATEMENTS)
    form = StatementsForm(saved_or_empty(request), wording=wording, kind=invitation.kind, initial=answered)
    if request.method == "POST" and form.is_valid():
        _save(invitation, actions.STATEMENTS, form.cleaned_data)
        return redirect("joining:interests", pk=pk)
    return _page(request, invitation, 2, form=form, wording=wording, unmet_until=_unmet_until(invitation))


@keep_input
@require_http_methods(FORM_METHODS)
def interests(request: Request, pk: int) -> HttpResponse:
    """The last page: its button accepts the invitation. Its other buttons add and remove interests."""
    invitation = get_own_invitation(request.user, pk=pk)
    missing = _first_missing(invitation)
    if missing:
        messages.info(request, "Answer this page first.")
        return redirect(missing, pk=pk)
    reshape = asked_to_reshape(request.POST)
    if reshape:
        _save(invitation, actions.INTERESTS, DeclarationForm(request.POST).drafts())
        return _interests_page(request, invitation, DeclarationForm.reshaped(request.POST, **reshape))
    form = DeclarationForm(saved_or_empty(request), **_drafts(invitation))
    if request.method == "POST" and form.is_valid():
        actions.accept(
            invitation=invitation, interests=form.interests(), wording=_wording(), by=request.user, now=timezone.now()
        )
        messages.success(request, f"You have joined {invitation.group.name}.")
        return redirect("overview:mine", pk=invitation.group_id)
    return _interests_page(request, invitation, form)


def _interests_page(request: Request, invitation: Invitation, form: DeclarationForm) -> HttpResponse:
    wording, ticked = _wording(), invitation.answers.get(actions.STATEMENTS, {})
    context = {
        "formset": form.formset,
        "shows_interests": form.shows_interests,
        "wording": wording,
        "unticked": wording.lacking(invitation.kind, [code for codes in ticked.values() for code in codes]),
        "unmet_until": _unmet_until(invitation),
        "question_texts": about_joining(invitation.answers.get(actions.DETAILS, {}).get("organisation")),
    }
    return _page(request, invitation, 3, form=form.choice, **context)


def _unmet_until(invitation: Invitation) -> str:
    """Until when the person plans to serve, and what would be long enough, where it is too short."""
    until, enough = invitation.answers.get(actions.DETAILS, {}).get("plans_to_serve_until"), _two_years(today())
    if not until or until >= enough.isoformat():
        return ""
    return (
        f"You plan to serve until {govuk_date(date.fromisoformat(until))}. "
        f"The guidance asks for two years, until {govuk_date(enough)} or later."
    )


def _two_years(first_day: date) -> date:
    return add_months(first_day, 12 * policy_for(first_day).parameters.service_years)


def _drafts(invitation: Invitation) -> dict[str, Any]:
    drafts = invitation.answers.get(actions.INTERESTS)
    if drafts is None:
        return {}
    return {"drafts": drafts, "has_interests": SOME if drafts else ""}


def _first_missing(invitation: Invitation) -> str:
    """The first page without an answer, before the last; an accepted invitation needs none."""
    pages = {actions.DETAILS: "joining:details", actions.STATEMENTS: "joining:statements"}
    return (
        ""
        if invitation.accepted_at
        else next((name for page, name in pages.items() if page not in invitation.answers), "")
    )


def _save(invitation: Invitation, page: str, answers: Any) -> None:
    actions.save_answers(invitation=invitation, page=page, answers=answers, now=timezone.now())


def _wording() -> Wording:
    return statements_for(today())


def _page(request: Request, invitation: Invitation, number: int, *, form: Any, **more: Any) -> HttpResponse:
    """One of the pages; an invitation that cannot be accepted any more says so instead (409)."""
    if request.method != "POST":
        actions.refuse_closed(invitation=invitation, now=timezone.now())
    own = {"invitation": invitation, "group": invitation.group, "number": number, "of": PAGES}
    context = {**own, "form": form, "decline_href": f"{link_of(invitation)}decline/", **more}
    is_refused = request.method == "POST" and form.is_bound
    return render(request, TEMPLATES[number], context, status=422 if is_refused else 200)
