"""Drafts handed in for feedback: the chair hands in and takes back, the product manager answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action
from groups.emails import answer_by
from members.forms import typed
from portal.calendar import today
from proposals import access
from proposals.actions import hand_ins as actions
from proposals.forms.hand_ins import FeedbackForm, HandInForm

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def hand_in(request: Request, pk: int, submission_pk: int) -> HttpResponse:
    submission = access.get_submission(
        request.user, Action.DRAFT_HAND_IN, pk=pk, submission_pk=submission_pk, on=today()
    )
    now = timezone.now()
    actions.refuse_to_hand_in(submission, now)
    form = HandInForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.hand_in(submission=submission, **form.cleaned_data, by=request.user, now=now)
        day = f"{answer_by(now):%-d %B %Y}"
        messages.success(request, f"The draft is handed in. We aim to give feedback by {day}, and you hear by email.")
        return redirect(submission)
    context = {"group": submission.group, "submission": submission, "form": form, "answer_by": answer_by(now)}
    return render(request, "proposals/hand_in.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def answer(request: Request, pk: int, submission_pk: int, hand_in_pk: int) -> HttpResponse:
    submission = access.get_submission(
        request.user, Action.DRAFT_ANSWER, pk=pk, submission_pk=submission_pk, on=today()
    )
    draft = access.get_hand_in(submission, pk=hand_in_pk)
    actions.refuse_closed(draft)
    form = FeedbackForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.answer(draft=draft, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "Your feedback is sent. The group is told.")
        return redirect(submission)
    context = {"group": submission.group, "submission": submission, "draft": draft, "form": form}
    context["due_on"] = answer_by(draft.handed_in_at)
    return render(request, "proposals/hand_in_answer.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_back(request: Request, pk: int, submission_pk: int, hand_in_pk: int) -> HttpResponse:
    submission = access.get_submission(
        request.user, Action.DRAFT_HAND_IN, pk=pk, submission_pk=submission_pk, on=today()
    )
    draft = access.get_hand_in(submission, pk=hand_in_pk)
    actions.take_back(draft=draft, by=request.user, now=timezone.now())
    messages.success(request, "The draft is taken back. The product manager is told.")
    return redirect(submission)
