"""Questions of a group to its product manager."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action, can
from groups import access
from groups.actions import queries as actions
from groups.emails import answer_by
from groups.enums import QueryState
from groups.forms.queries import AnswerForm, QueryForm
from groups.models import Group, Query
from portal import parameters
from portal.calendar import today
from portal.lists import paginate, sorting

FORM_METHODS = ["GET", "HEAD", "POST"]
SORTS = {"asked": "asked_at", "due": "due_on", "subject": "subject"}


@require_GET
def query_list(request: Request, pk: int) -> HttpResponse:
    on = today()
    group = access.get_group(request.user, Action.GROUP_VIEW, pk=pk, on=on)
    state = parameters.choice(request, "state", QueryState.values)
    queries = group.queries.in_state(state) if state else group.queries.all()
    page = paginate(request, queries.select_related("asked_by").order_by(*sorting(request, SORTS, "-asked")))
    for query in page.object_list:
        query.overdue = query.is_overdue(on)
    context = {
        "group": group,
        "page": page,
        "state": state,
        "states": QueryState.choices,
        "may_ask": can(group.roles, Action.QUERY_ASK),
    }
    return render(request, "groups/queries.html", context)


@require_http_methods(FORM_METHODS)
def ask(request: Request, pk: int) -> HttpResponse:
    group = access.get_group(request.user, Action.QUERY_ASK, pk=pk, on=today())
    form = QueryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _asked(request, group, form, None)
    context = {"group": group, "form": form, "answer_by": answer_by(None)}
    return render(request, "groups/query_ask.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def follow_up(request: Request, pk: int, query_pk: int) -> HttpResponse:
    """A further question after an answer; the answered one is closed with it."""
    group = access.get_group(request.user, Action.QUERY_ASK, pk=pk, on=today())
    follows = access.get_query(group=group, pk=query_pk)
    actions.refuse_unless(follows, QueryState.ANSWERED)
    form = QueryForm(request.POST if request.method == "POST" else None, initial={"subject": follows.subject})
    if form.is_valid():
        return _asked(request, group, form, follows)
    context = {"group": group, "form": form, "follows": follows, "answer_by": answer_by(None)}
    return render(request, "groups/query_ask.html", context, status=422 if form.is_bound else 200)


def _asked(request: Request, group: Group, form: QueryForm, follows: Query | None) -> HttpResponse:
    query = actions.ask(group=group, follows=follows, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(
        request, f"Your question is sent. We aim to answer by {query.due_on:%-d %B %Y}, and you hear by email."
    )
    return redirect(query)


@require_http_methods(FORM_METHODS)
def query(request: Request, pk: int, query_pk: int) -> HttpResponse:
    """One question with all that was said; who may answer does so here."""
    on = today()
    group = access.get_group(request.user, Action.GROUP_VIEW, pk=pk, on=on)
    query = access.get_query(group=group, pk=query_pk)
    if request.method == "POST":
        access.require_answerer(request.user, group, on=on)
        actions.refuse_unless(query, QueryState.OPEN, QueryState.LONGER)
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, due_on=query.due_on, on=on)
    if form.is_valid():
        return _answered(request, query, form)
    context = {
        "group": group,
        "query": query,
        "form": form,
        "is_overdue": query.is_overdue(on),
        "follow_ups": query.followed_by.all(),
        "may_answer": query.is_waiting and access.may_answer(request.user, group, on=on),
        "may_ask": can(group.roles, Action.QUERY_ASK),
    }
    return render(request, "groups/query.html", context, status=422 if form.is_bound else 200)


def _answered(request: Request, query: Query, form: AnswerForm) -> HttpResponse:
    said: dict[str, Any] = form.cleaned_data
    by, now = request.user, timezone.now()
    if said["outcome"] == form.ANSWER:
        actions.answer(query=query, answer=said["answer"], by=by, now=now)
        messages.success(request, "Your answer is sent.")
    else:
        actions.advise_longer(query=query, until=said["until"], reason=said["reason"], by=by, now=now)
        messages.success(request, "The group is told until when it takes.")
    return redirect(query)


@require_POST
def close(request: Request, pk: int, query_pk: int) -> HttpResponse:
    group = access.get_group(request.user, Action.QUERY_ASK, pk=pk, on=today())
    actions.close(query=access.get_query(group=group, pk=query_pk), by=request.user, now=timezone.now())
    messages.success(request, "The question is closed.")
    return redirect("groups:queries", pk=pk)
