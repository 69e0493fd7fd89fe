from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import actions
from accounts.forms import NameForm
from accounts.http import Request
from accounts.models import User


@require_GET
def account(request: Request) -> HttpResponse:
    return render(request, "accounts/account.html", {"rows": _rows(request.user)})


@require_http_methods(["GET", "POST"])
def change_name(request: Request) -> HttpResponse:
    person = User.objects.get(pk=request.user.pk)  # so that a refused name does not show elsewhere on the page
    form = NameForm(request.POST if request.method == "POST" else None, instance=person)
    if not form.is_valid():
        return render(request, "accounts/change_name.html", {"form": form}, status=422 if form.is_bound else 200)
    actions.rename(user=person, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, "Your name has been changed.")
    return redirect("accounts:account")


def _rows(user: User) -> list[dict[str, object]]:
    """What the page says of the account, each with the page that changes it."""
    factor = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).first()
    password = ("Set", "Change", "account_change_password")
    if not user.has_usable_password():
        password = ("None: a code is sent to you by email", "Set", "account_set_password")
    second = ("Authenticator app", "Change") if factor else ("None", "Set up")
    rows = [
        _row("Name", user.name, "Change", "accounts:change_name"),
        _row("Email address", user.email, "Change", "account_email"),
        _row("Password", *password),
        _row("Second factor", *second, "mfa_index"),
        _row("Where you are signed in", "This and other devices", "See", "usersessions_list"),
    ]
    rows.append(_row("Emails", "How you hear of what is due", "Choose", "duties:preferences"))
    rows.append(_row("Calendars", "Meetings and what is due, for your calendar program", "See", "duties:calendars"))
    if user.is_official:
        rows.append(_row("Days away", "When you are away, and who covers", "See", "officials:absences"))
    return rows


def _row(key: str, value: str, verb: str, url_name: str) -> dict[str, object]:
    action = {"href": reverse(url_name), "text": verb, "hidden": key.lower()}
    return {"key": key, "value": value, "actions": [action]}
