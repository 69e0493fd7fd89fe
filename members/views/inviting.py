"""The chair's forms: invite, correct, end."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, Role
from groups.access import get_group
from groups.actions.registering import refuse_while_submitted
from groups.models import Group
from guidance.vocabulary import MembershipKind
from members.access import get_invitation, get_membership, names_like
from members.actions import invitations, memberships
from members.actions.organisations import named_in_group
from members.actions.people import people_like
from members.forms import typed
from members.forms.inviting import (
    CorrectionForm,
    EndForm,
    InvitationForm,
    shown_correction,
    shown_invitation,
)
from members.forms.organisations import initial_from
from members.models import ChairAppointment, Invitation, Membership
from portal import parameters
from portal.calendar import today
from portal.forms import Form
from portal.versions import stale_form_rows

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def invite(request: Request, pk: int, kind: str) -> HttpResponse:
    """Invite somebody; with `?me=1` the person who leads joins as well, and needs no mail for that."""
    if kind not in MembershipKind.values:
        raise Http404
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    refuse_while_submitted(group)
    may_join = not request.user.is_official and group.roles & {Role.LEAD, Role.CHAIR}
    is_own = bool(may_join and parameters.has(request, "me"))
    begun = Invitation.objects.waiting().filter(group=group, email=request.user.email).first() if is_own else None
    if begun:
        return redirect("joining:details", pk=begun.pk)
    own = {"name": request.user.name, "email": request.user.email} if is_own else {}
    initial = own | _organisation(request, group)
    form = InvitationForm(typed(request), kind=kind, group=group, initial=initial)
    if request.method == "POST" and form.is_valid():
        is_self = bool(may_join and form.cleaned_data["email"] == request.user.email)
        done = _invited(request, group, kind, form, is_self=is_self)
        if done:
            return done
    context = {"group": group, "form": form, "kind": MembershipKind(kind), "is_own": is_own}
    return render(request, "members/invite.html", context, status=422 if form.is_bound else 200)


def _organisation(request: Request, group: Group) -> dict[str, Any]:
    """What the group knows of the organisation that `?organisation=` names."""
    pk = parameters.number(request, "organisation")
    organisation = None if pk is None else named_in_group(group).filter(pk=pk).first()
    return initial_from(organisation) if organisation else {}


def _invited(request: Request, group: Group, kind: str, form: InvitationForm, *, is_self: bool) -> HttpResponse | None:
    try:
        invitation = invitations.invite(
            group=group,
            kind=kind,
            answers=form.answers(),
            by=request.user,
            now=timezone.now(),
            by_mail=not is_self,
        )
    except invitations.AlreadyThere as error:
        form.add_error("email", error.message)
        return None
    if is_self:
        return redirect("joining:details", pk=invitation.pk)
    messages.success(request, f"{invitation.name} is invited. We sent the link to {invitation.email}.")
    return redirect("overview:members", pk=group.pk)


@require_GET
def organisation_names(request: Request, pk: int) -> JsonResponse:
    """`?q=`: names to offer while one is typed: `[{"value": …, "label": …}]`; the group's own, then public ones."""
    on = today()
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=on)
    results = names_like(group, parameters.text(request, "q"), on=on)
    return JsonResponse([{"value": name, "label": name} for name in results], safe=False)


@require_GET
def people_names(request: Request, pk: int) -> JsonResponse:
    """`?q=`: the group's own people to offer while a name is typed, with what choosing one `fills` in besides."""
    on = today()
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=on)
    matches = people_like(group, parameters.text(request, "q"), on=on)
    offered = [
        {"value": existing.name, "label": f"{existing.name} ({existing.state})", "fills": existing.fills}
        for existing in matches
    ]
    return JsonResponse(offered, safe=False)


@require_http_methods(FORM_METHODS)
def edit_invitation(request: Request, pk: int, invitation_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    invitation = get_invitation(group, pk=invitation_pk)
    refuse_while_submitted(group)
    invitations.refuse_answered(invitation)
    form = InvitationForm(typed(request), kind=invitation.kind, group=group, initial=shown_invitation(invitation))
    if request.method == "POST" and form.is_valid():
        try:
            with stale_form_rows(form):
                changed = invitations.correct(
                    invitation=invitation,
                    answers=form.answers(),
                    seen=form.seen_answers(),
                    by=request.user,
                    now=timezone.now(),
                )
        except invitations.AlreadyThere as error:
            form.add_error("email", error.message)
        else:
            messages.success(request, _corrected(changed.email, has_moved=changed.email != invitation.email))
            return redirect("overview:members", pk=group.pk)
    context = {"group": group, "form": form, "invitation": invitation}
    return render(request, "members/edit_invitation.html", context, status=422 if form.is_bound else 200)


def _corrected(email: str, *, has_moved: bool) -> str:
    return f"Saved. We sent a new link to {email}; the old one is void." if has_moved else "The invitation is saved."


@require_http_methods(FORM_METHODS)
def correct(request: Request, pk: int, membership_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    membership = get_membership(group, pk=membership_pk)
    _refuse_change(membership)
    form = CorrectionForm(typed(request), kind=membership.kind, group=group, initial=shown_correction(membership))
    if request.method == "POST" and form.is_valid():
        seen = form.seen_answers()
        with stale_form_rows(form):
            memberships.correct(
                membership=membership, answers=form.answers(), seen=seen, by=request.user, now=timezone.now()
            )
        messages.success(request, f"The details of {membership.person.name} are corrected.")
        return redirect(membership)
    return _membership_page(request, "members/correct.html", group, membership, form)


@require_http_methods(FORM_METHODS)
def end(request: Request, pk: int, membership_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_END, pk=pk, on=today())
    membership = get_membership(group, pk=membership_pk)
    _refuse_change(membership)
    form = EndForm(typed(request), membership=membership)
    if request.method == "POST" and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("reason", "ended_on")}
        memberships.end(membership=membership, by=request.user, now=timezone.now(), **answers)
        messages.success(request, f"The membership of {membership.person.name} ends. We told them by email.")
        is_own = membership.person.user_id == request.user.pk
        return redirect("/home/") if is_own else redirect("overview:members", pk=group.pk)
    return _membership_page(
        request, "members/end.html", group, membership, form, is_last_chair=_is_last_chair(membership)
    )


def _is_last_chair(membership: Membership) -> bool:
    chairs = ChairAppointment.objects.leading(today()).filter(group=membership.group_id)
    return list(chairs.values_list("person", flat=True)) == [membership.person_id]


def _refuse_change(membership: Membership) -> None:
    memberships.refuse_submitted(membership, membership.group)
    memberships.refuse_ended(membership, today())


def _membership_page(
    request: Request, template: str, group: Group, membership: Membership, form: Form, **more: object
) -> HttpResponse:
    context = {"group": group, "membership": membership, "form": form, **more}
    return render(request, template, context, status=422 if form.is_bound else 200)
