"""The mailed link of an invitation: where it leads, what became of it, and how to say no."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions import ensure_user, sign_in_by_link
from joining.actions import declining
from members.actions import invitations
from members.emails import PURPOSE
from members.models import Invitation
from portal.links import read

FORM_METHODS = ["GET", "HEAD", "POST"]
GONE = 410


@login_not_required
@require_http_methods(FORM_METHODS)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link. Looking at it changes nothing but the first time it was opened; the button goes on."""
    open_invitation, closed = _open(request, token)
    if open_invitation is None:
        return closed
    if request.method != "POST":
        invitations.record_opened(invitation=open_invitation, now=timezone.now())
        context = {
            "invitation": open_invitation,
            "group": open_invitation.group,
            "decline_href": reverse("joining:decline", args=[token]),
        }
        return render(request, "joining/invitation.html", context)
    return _go_on(request, open_invitation)


@login_not_required
@require_http_methods(FORM_METHODS)
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """The person does not want to serve: asked once more, then the invitation is closed."""
    invitation, closed = _open(request, token)
    if invitation is None:
        return closed
    if request.method == "POST":
        declining.decline(invitation=invitation, now=timezone.now())
        return redirect("joining:invitation", token=token)
    context = {
        "invitation": invitation,
        "group": invitation.group,
        "back_href": reverse("joining:invitation", args=[token]),
    }
    return render(request, "joining/decline.html", context)


@login_not_required
@require_GET
def damaged(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What the address of an invitation becomes when a mail program cuts it off or adds to it."""
    return _unknown(request)


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "joining/invitation_unknown.html", status=404)


def _open(request: HttpRequest, token: str) -> tuple[Invitation | None, HttpResponse]:
    """The invitation of the link where it leads on; else None and the page that says why not."""
    results = read(PURPOSE, token)
    rows = Invitation.objects.select_related("group__occupation", "organisation", "invited_by", "revoked_by")
    invitation = rows.filter(pk=results[0]).first() if results else None
    if invitation is None or results is None:
        return None, _unknown(request)
    why_not = _why_not(invitation, results[1], request)
    if not why_not:
        return invitation, HttpResponse()
    context = {"invitation": invitation, "group": invitation.group, "why_not": why_not}
    status = _closed_status(request, why_not)
    return None, render(request, "joining/invitation_closed.html", context, status=status)


def _why_not(invitation: Invitation, nonce: str, request: HttpRequest) -> str:
    """Why the link does not lead on, or "" where it does."""
    if invitation.accepted_at:
        return "accepted"
    if invitation.revoked_at:
        return "declined" if declining.is_declined(invitation) else "revoked"
    if invitation.nonce != nonce:
        return "replaced"
    if invitation.has_expired(timezone.now()):
        return "expired"
    is_other = request.user.is_authenticated and request.user.email != invitation.email
    return "other_person" if is_other else ""


def _closed_status(request: HttpRequest, why_not: str) -> int:
    if why_not == "other_person":
        return 409 if request.method == "POST" else 200
    return 200 if why_not in ("accepted", "declined") else GONE


def _go_on(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Sign in who followed the link; who has a second factor signs in the usual way and comes back."""
    first_page = reverse("joining:details", args=[invitation.pk])
    if request.user.is_authenticated:
        return redirect(first_page)
    user, _ = ensure_user(email=invitation.email, name=invitation.name)
    if sign_in_by_link(request, user=user):
        return redirect(first_page)
    messages.info(request, "Sign in to go on. You come back to the invitation afterwards.")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': first_page})}")
