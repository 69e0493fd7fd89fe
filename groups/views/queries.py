"""Questions of a group to its product manager, and of the product manager to the group."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action, can
from groups import access
from groups.actions import queries as actions
from groups.emails import answer_by
from groups.enums import QueryState, Side
from groups.forms.queries import AnswerForm, QueryForm, RequestForm
from groups.models import Group, Query
from portal import parameters
from portal.calendar import today
from portal.lists import paginate, sorting

FORM_METHODS = ["GET", "HEAD", "POST"]
TITLES = {Side.GROUP: "Ask a question", Side.REGULATOR: "Ask the group a question"}
SORTS = {"asked": "asked_at", "due": "due_by", "subject": "subject"}


@require_GET
def query_list(request: Request, pk: int) -> HttpResponse:
    """The questions of both sides."""
    on = today()
    group = access.get_group(request.user, Action.GROUP_VIEW, pk=pk, on=on)
    state = parameters.choice(request, "state", QueryState.values)
    side = parameters.choice(request, "side", Side.values)
    queries = group.queries.in_state(state) if state else group.queries.with_due_day()
    queries = queries.filter(side=side) if side else queries
    page = paginate(request, queries.select_related("asked_by").order_by(*sorting(request, SORTS, "-asked")))
    for query in page.object_list:
        query.overdue = query.is_overdue(on)
    context = {
        "group": group,
        "page": page,
        "state": state,
        "states": QueryState.choices,
        "side": side,
        "sides": Side.choices,
        "is_filtered": bool(state or side),
        "may_ask": can(group.roles, Action.QUERY_ASK),
        "may_request": can(group.roles, Action.QUERY_REQUEST),
    }
    return render(request, "groups/queries.html", context)


@require_http_methods(FORM_METHODS)
def ask(request: Request, pk: int) -> HttpResponse:
    """The group asks its product manager."""
    return _ask(request, access.get_group(request.user, Action.QUERY_ASK, pk=pk, on=today()), Side.GROUP, None)


@require_http_methods(FORM_METHODS)
def request_answer(request: Request, pk: int) -> HttpResponse:
    """The product manager asks the group."""
    return _ask(request, access.get_group(request.user, Action.QUERY_REQUEST, pk=pk, on=today()), Side.REGULATOR, None)


@require_http_methods(FORM_METHODS)
def follow_up(request: Request, pk: int, query_pk: int) -> HttpResponse:
    """A further question after an answer, by the side that asked; the answered one is closed with it."""
    group = access.get_group(request.user, Action.GROUP_VIEW, pk=pk, on=today())
    follows = access.get_query(group=group, pk=query_pk)
    access.require_asker(group, follows)
    actions.refuse_unless(follows, QueryState.ANSWERED)
    return _ask(request, group, Side(follows.side), follows)


def _ask(request: Request, group: Group, side: Side, follows: Query | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = _form(data, side, {"subject": follows.subject} if follows else {})
    if form.is_valid():
        return _asked(request, group, form, side, follows)
    title = "Ask a further question" if follows else TITLES[side]
    context = {"group": group, "form": form, "follows": follows, "side": side, "title": title}
    context["answer_by"] = answer_by(None)
    return render(request, "groups/query_ask.html", context, status=422 if form.is_bound else 200)


def _form(data: QueryDict | None, side: Side, initial: dict[str, str]) -> QueryForm:
    if side == Side.GROUP:
        return QueryForm(data, initial=initial)
    return RequestForm(data, initial=initial, on=today(), respond_by=actions.respond_by(today()))


def _asked(request: Request, group: Group, form: QueryForm, side: Side, follows: Query | None) -> HttpResponse:
    act = actions.ask if side == Side.GROUP else actions.ask_group
    query = act(group=group, follows=follows, by=request.user, now=timezone.now(), **form.cleaned_data)
    day = f"{query.due_on:%-d %B %Y}"
    if side == Side.GROUP:
        messages.success(request, f"Your question is sent. We aim to answer by {day}, and you hear by email.")
    else:
        messages.success(request, f"Your question is sent to the chairs. An answer is due by {day}.")
    return redirect(query)


@require_http_methods(FORM_METHODS)
def query(request: Request, pk: int, query_pk: int) -> HttpResponse:
    """One question with all that was said; who may answer does so here."""
    on = today()
    group = access.get_group(request.user, Action.GROUP_VIEW, pk=pk, on=on)
    query = access.get_query(group=group, pk=query_pk)
    if request.method == "POST":
        access.require_answerer(request.user, query, group, on=on)
        actions.refuse_unless(query, QueryState.OPEN, QueryState.LONGER)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.answer(query=query, answer=form.cleaned_data["answer"], by=request.user, now=timezone.now())
        messages.success(request, "Your answer is sent.")
        return redirect(query)
    may_answer = query.is_waiting and access.may_answer(request.user, query, group, on=on)
    context = {
        "group": group,
        "query": query,
        "form": form,
        "is_overdue": query.is_overdue(on),
        "follow_ups": query.followed_by.all(),
        "extensions": query.extensions().select_related("advised_by"),
        "may_answer": may_answer,
        "duty": _duty(query, group) if may_answer else None,
        "may_ask": access.may_ask(group, query),
    }
    return render(request, "groups/query.html", context, status=422 if form.is_bound else 200)


def _duty(query: Query, group: Group) -> Any:
    """The duty to answer it (duties.models.Duty), to say there that it takes longer; None for whom it does not name."""
    if not can(group.roles, Action.QUERY_ANSWER if query.side == Side.GROUP else Action.QUERY_RESPOND):
        return None
    return group.duties.filter(subject=f"query/{query.pk}", ended_on=None).first()


@require_POST
def close(request: Request, pk: int, query_pk: int) -> HttpResponse:
    """By the side that asked."""
    group = access.get_group(request.user, Action.GROUP_VIEW, pk=pk, on=today())
    query = access.get_query(group=group, pk=query_pk)
    access.require_asker(group, query)
    actions.close(query=query, by=request.user, now=timezone.now())
    messages.success(request, "The question is closed.")
    return redirect("groups:queries", pk=pk)
