"""Officials work here only with a second factor, used in this very session, and a verified e-mail address."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User

# what is open until the gate is passed: the way out, help, and the page that the step in question needs
ALWAYS_OPEN = frozenset(
    {"account_logout", "admin:logout", "account_confirm_email", "account_email_verification_sent"}
    | {"help", "accessibility", "privacy"}
)
ASK_FOR_CODE = "mfa_reauthenticate"
ASK_FOR_ADDRESS = "account_email"
SET_UP_FACTOR = "mfa_activate_totp"
# confirming a password must not open the address or the factor of someone who has a factor and has not shown it
OPEN_AT = {
    ASK_FOR_CODE: frozenset({"mfa_reauthenticate"}),
    ASK_FOR_ADDRESS: frozenset({"account_email", "account_reauthenticate", "mfa_reauthenticate"}),
    SET_UP_FACTOR: frozenset({"mfa_activate_totp", "account_reauthenticate"}),
}
TEXTS = {
    ASK_FOR_CODE: "Enter a code from your authenticator app to go on.",
    ASK_FOR_ADDRESS: "Confirm your email address to go on.",
    SET_UP_FACTOR: "Your role asks for a second factor. Set one up to go on.",
}


class OfficialsNeedSecondFactor:
    """Runs a view for an official only when nothing is missing; static files and error pages have no view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user = request.user
        view_name = request.resolver_match.view_name if request.resolver_match else ""
        if not user.is_authenticated or not user.needs_second_factor or view_name in ALWAYS_OPEN:
            return None
        step = missing_step(request, user)
        if step is None or view_name in OPEN_AT[step]:
            return None
        return _refusal(request, step)


def missing_step(request: HttpRequest, user: User) -> str | None:
    """The name of the page that the official must pass first, or None.

    The code comes first: who has a factor and has not shown it changes nothing, not even the address. A record
    counts only while the authenticator it names is still the person's, so that a reset ends what it had opened.
    """
    factors = dict(Authenticator.objects.filter(user=user).values_list("pk", "type"))
    has_factor = any(kind != Authenticator.Type.RECOVERY_CODES for kind in factors.values())
    if has_factor and not _session_used(request, user, factors):
        return ASK_FOR_CODE
    if not EmailAddress.objects.filter(user=user, verified=True).exists():
        return ASK_FOR_ADDRESS
    return None if has_factor else SET_UP_FACTOR


def _session_used(request: HttpRequest, user: User, factors: dict[int, str]) -> bool:
    records = get_authentication_records(request, user)
    return any(record["method"] == "mfa" and record.get("id") in factors for record in records)


def _refusal(request: HttpRequest, step: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"detail": TEXTS[step]}, status=403)
    messages.info(request, TEXTS[step])
    url = reverse(step)
    if request.method in {"GET", "HEAD"}:  # a form that was sent cannot be sent again by a redirect
        url += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(url)


def _wants_json(request: HttpRequest) -> bool:
    accepts_only_json = request.accepts("application/json") and not request.accepts("text/html")
    return request.path.startswith("/api/") or accepts_only_json
