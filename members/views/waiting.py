"""Buttons for those who lead: remind and ask, send an invitation again, revoke it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from members.access import get_invitation, get_membership
from members.actions import asking, invitations
from portal.calendar import today


@require_POST
def remind(request: Request, pk: int, invitation_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_REMIND, pk=pk, on=today())
    invitation = get_invitation(group, pk=invitation_pk)
    try:
        invitations.remind(invitation=invitation, by=request.user, now=timezone.now())
    except invitations.TooSoon:
        messages.warning(request, f"{invitation.name} was written to today. You can remind them again tomorrow.")
    else:
        messages.success(request, f"We reminded {invitation.name}.")
    return redirect("overview:members", pk=pk)


@require_POST
def remind_all(request: Request, pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_REMIND, pk=pk, on=today())
    reminded, skipped = asking.remind_everyone(group=group, by=request.user, now=timezone.now())
    if reminded:
        later = f" {_people(skipped)} had been written to today already." if skipped else ""
        messages.success(request, f"We reminded {_people(reminded)}.{later}")
    elif skipped:
        messages.warning(request, "Everyone who lacks something was written to today. You can remind them tomorrow.")
    else:
        messages.info(request, "Nobody is waiting to be reminded.")
    return redirect("overview:members", pk=pk)


@require_POST
def ask(request: Request, pk: int, membership_pk: int) -> HttpResponse:
    """Ask a serving member to confirm what is missing, once a day."""
    group = get_group(request.user, Action.MEMBER_REMIND, pk=pk, on=today())
    membership = get_membership(group, pk=membership_pk)
    name = membership.person.name
    try:
        asking.ask(membership=membership, by=request.user, now=timezone.now())
    except asking.TooSoon:
        messages.warning(request, f"{name} was asked today. You can ask again tomorrow.")
    except asking.NothingMissing:
        messages.info(request, f"There is nothing to ask {name} for.")
    else:
        messages.success(request, f"We asked {name} by email to confirm what is missing.")
    return redirect(membership)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


@require_POST
def resend(request: Request, pk: int, invitation_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_REMIND, pk=pk, on=today())
    invitation = get_invitation(group, pk=invitation_pk)
    invitations.resend(invitation=invitation, by=request.user, now=timezone.now())
    messages.success(request, f"We sent a new link to {invitation.email}. The old one is void.")
    return redirect("overview:members", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: Request, pk: int, invitation_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    invitation = get_invitation(group, pk=invitation_pk)
    if request.method != "POST":
        invitations.refuse_answered(invitation)
        return render(request, "members/revoke.html", {"group": group, "invitation": invitation})
    invitations.revoke(invitation=invitation, by=request.user, now=timezone.now())
    messages.success(request, f"The invitation of {invitation.name} is revoked.")
    return redirect("overview:members", pk=pk)
