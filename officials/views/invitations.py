"""An official's first way in: the mailed link, a password, an authenticator app."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import view_recovery_codes
from allauth.mfa.totp.views import activate_totp
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods

from accounts.actions import has_signed_in
from accounts.emails import PURPOSE
from accounts.http import Request
from accounts.models import OfficialInvitation, User
from officials.actions import invitations
from officials.forms.users import FirstSignInForm
from portal import parameters
from portal.links import read

FORM_METHODS = ["GET", "HEAD", "POST"]
GONE = 410
LONGEST_PATH = 2000  # characters


@login_not_required
@require_http_methods(FORM_METHODS)
def official_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Name and password on one page; the authenticator app comes next. Looking changes nothing."""
    invitation, why_not = _open(request, token)
    if invitation is None or why_not:
        return _closed(request, invitation, why_not)
    form = FirstSignInForm(request.POST if request.method == "POST" else None, user=invitation.user)
    if not form.is_valid():
        context = {"form": form, "invitation": invitation}
        return render(request, "officials/official_invitation.html", context, status=422 if form.is_bound else 200)
    user = invitations.accept(invitation=invitation, now=timezone.now(), **form.cleaned_data)
    return _sign_in(request, user)


def _open(request: HttpRequest, token: str) -> tuple[OfficialInvitation | None, str]:
    """The invitation of the link, and why it does not lead on ("" where it does)."""
    purpose_and_key = read(PURPOSE, token)
    people = OfficialInvitation.objects.select_related("user", "invited_by")
    official_invitation = people.filter(pk=purpose_and_key[0]).first() if purpose_and_key else None
    if official_invitation is None or purpose_and_key is None:
        return None, "unknown"
    if official_invitation.accepted_at or has_signed_in(official_invitation.user):
        return official_invitation, "accepted"
    if not official_invitation.user.is_active or not official_invitation.user.is_official:
        return official_invitation, "taken_back"
    if official_invitation.nonce != purpose_and_key[1]:
        return official_invitation, "replaced"
    if official_invitation.has_expired(timezone.now()):
        return official_invitation, "expired"
    is_other = request.user.is_authenticated and request.user != official_invitation.user
    return official_invitation, "other_person" if is_other else ""


def _closed(request: HttpRequest, official_invitation: OfficialInvitation | None, why_not: str) -> HttpResponse:
    status = {"unknown": 404, "accepted": 200, "other_person": 409 if request.method == "POST" else 200}
    context = {"invitation": official_invitation, "why_not": why_not}
    return render(request, "officials/official_invitation_closed.html", context, status=status.get(why_not, GONE))


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """The password was typed a moment ago: it is not asked for again before the app is set up."""
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, user, method="password", email=user.email, reauthenticated=True)
    response = perform_login(request, Login(user=user, email=user.email))
    return redirect("mfa_activate_totp") if request.user.is_authenticated else response


@require_http_methods(FORM_METHODS)
def set_up_app(request: Request) -> HttpResponse:
    """allauth's page. Who sets the app up has just typed its code, and is not asked for another at once.

    `?next=` is the page that was asked for; the recovery codes, which come next, lead on to it.
    """
    apps = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP)
    had = set(apps.values_list("pk", flat=True))
    response = activate_totp(request)
    app = apps.exclude(pk__in=had).first() if request.method == "POST" else None
    if app:
        record_authentication(request, request.user, method="mfa", id=app.pk, type=app.type, reauthenticated=True)
    wanted = _wanted(request)
    if app and wanted and isinstance(response, HttpResponseRedirect):
        return redirect(f"{response.url}?{urlencode({'next': wanted})}")
    return response


@require_http_methods(["GET", "HEAD"])
def recovery_codes(request: Request) -> HttpResponse:
    """allauth's page, which leads on to the page that was asked for, else to the first page."""
    response = view_recovery_codes(request)
    if isinstance(response, TemplateResponse):
        response.context_data = {**(response.context_data or {}), "next_url": _wanted(request)}
    return response


def _wanted(request: Request) -> str:
    """The page of the portal that the address names as the next one, or ""."""
    wanted = parameters.text(request, "next", most=LONGEST_PATH)
    is_own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_own else ""
