"""The administrator's pages about officials and everybody else who signs in."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actions import has_signed_in
from accounts.http import Request
from accounts.models import User
from accounts.permissions import Action
from groups.access import require
from groups.models import Group, GroupOfficial
from occupations.models import RouteOfficial
from officials.actions import invitations
from officials.actions.accounts import NotAllowed, change_official, reset_second_factor, set_active
from officials.forms.users import InviteForm, ReasonForm, UserFilterForm, UserForm
from portal import parameters
from portal.access import or_404
from portal.calendar import today
from portal.exceptions import Conflict
from portal.lists import paginate
from portal.search import matching

FORM_METHODS = ["GET", "HEAD", "POST"]
SHOWN = 50  # of the history, and of the groups that somebody leads


@require_GET
def users(request: Request) -> HttpResponse:
    """Officials, or, when asked for, everybody else with an account."""
    require(request.user, Action.USERS_MANAGE)
    form = UserFilterForm(parameters.answers(request))
    form.is_valid()
    page = paginate(request, _users(form.cleaned_data).select_related("invitation"))
    for user in page.object_list:
        user.state, user.colour = _state(user)
    return render(request, "officials/users.html", {"form": form, "page": page})


def _users(asked: dict[str, Any]) -> QuerySet[User]:
    role = asked.get("role") or ""
    users = User.objects.filter(official_role="") if role == "none" else User.objects.exclude(official_role="")
    if role and role != "none":
        users = users.filter(official_role=role)
    return users.filter(matching(asked.get("q") or "", "name", "email")).order_by("name", "pk")


def _state(user: User) -> tuple[str, str]:
    if not user.is_active:
        return "Closed", "grey"
    invitation = getattr(user, "invitation", None)
    if invitation is None or invitation.accepted_at or user.last_login:
        return "Open", "green"
    return ("Invitation expired", "orange") if invitation.has_expired(timezone.now()) else ("Invited", "yellow")


@require_http_methods(FORM_METHODS)
def invite(request: Request) -> HttpResponse:
    require(request.user, Action.USERS_MANAGE)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = invitations.invite(by=request.user, now=timezone.now(), **form.cleaned_data)
        except (NotAllowed, Conflict) as problem:
            form.add_error("email", str(getattr(problem, "message", problem)))
        else:
            messages.success(request, f"{user.name} is invited. The link in the email works for a while, and once.")
            return redirect(user)
    return render(request, "officials/user_invite.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def user(request: Request, pk: int) -> HttpResponse:
    """One account: what it is, what it holds, what was done to it."""
    user = _get(request, pk)
    state, colour = _state(user)
    context = {
        "person": user,
        "state": state,
        "colour": colour,
        "is_own": user == request.user,
        "waits": user.is_active and user.is_official and not has_signed_in(user),
        "has_factor": is_mfa_enabled(user),
        "invitation": getattr(user, "invitation", None),
        "history": list(user.history.select_related("history_user")[:SHOWN]),
        **_held(user),
    }
    return render(request, "officials/user.html", context)


def _get(request: Request, pk: int) -> User:
    require(request.user, Action.USERS_MANAGE)
    return or_404(User.objects.select_related("invitation__invited_by").filter(pk=pk).first())


def _held(person: User) -> dict[str, Any]:
    """Routes they look after and groups they lead today, which nobody does once the account is closed."""
    on = today()
    routes = RouteOfficial.objects.current(on).filter(user=person).select_related("route").order_by("route__sequence")
    led = GroupOfficial.objects.current(on).filter(user=person).values("group")
    groups = Group.objects.filter(pk__in=led, support_withdrawn_on=None).order_by("name")
    return {"routes": list(routes), "groups": list(groups[:SHOWN]), "group_count": groups.count()}


@require_http_methods(FORM_METHODS)
def change(request: Request, pk: int) -> HttpResponse:
    """Name and role."""
    person = _get(request, pk)
    form = UserForm(
        request.POST if request.method == "POST" else None,
        initial={"name": person.name, "role": person.official_role},
    )
    if form.is_valid() and _acted(request, form, change_official, user=person, **form.cleaned_data):
        messages.success(request, "Saved.")
        return redirect(person)
    context = {"person": person, "form": form, **_held(person)}
    return render(request, "officials/user_change.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def close(request: Request, pk: int) -> HttpResponse:
    """Close an open account, or open a closed one."""
    person = _get(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    opens = not person.is_active
    if form.is_valid() and _acted(
        request, form, set_active, user=person, is_active=opens, reason=form.cleaned_data["reason"]
    ):
        messages.success(request, f"The account of {person.name} is {'open again' if opens else 'closed'}.")
        return redirect(person)
    context = {"person": person, "form": form, "opens": opens, **_held(person)}
    return render(request, "officials/user_close.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def reset_factor(request: Request, pk: int) -> HttpResponse:
    """For somebody who lost the authenticator app."""
    person = _get(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _acted(request, form, reset_second_factor, user=person, reason=form.cleaned_data["reason"]):
        messages.success(request, f"{person.name} sets up a new authenticator app at the next sign-in.")
        return redirect(person)
    return render(
        request,
        "officials/user_reset_factor.html",
        {"person": person, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_POST
def send_again(request: Request, pk: int) -> HttpResponse:
    """A new invitation; the old link is void."""
    person = _get(request, pk)
    invitations.send_again(user=person, by=request.user, now=timezone.now())
    messages.success(request, f"A new link is on its way to {person.email}. The old one is void.")
    return redirect(person)


def _acted(request: Request, form: Any, action: Any, **answers: Any) -> bool:
    """Whether the action was done; else the form says why not."""
    try:
        action(by=request.user, **answers)
    except NotAllowed as problem:
        form.add_error(None, str(problem))
        return False
    return True
