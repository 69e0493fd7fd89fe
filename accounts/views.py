from typing import NamedTuple

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import actions
from accounts.forms import NameForm
from accounts.models import User


class Row(NamedTuple):
    key: str
    what: str  # what the link's verb changes, for those who hear the link alone
    value: str
    verb: str
    url_name: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/account.html", {"rows": _rows(request.user)})


@require_http_methods(["GET", "POST"])
def change_name(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "GET" or not form.is_valid():
        return render(request, "accounts/change_name.html", {"form": form}, status=422 if form.is_bound else 200)
    actions.rename(user=request.user, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, "Your name has been changed.")
    return redirect("accounts:account")


def _rows(user: User) -> list[Row]:
    """What the page says of the account, each with the page that changes it."""
    factor = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).first()
    password = ("Set", "Change", "account_change_password")
    if not user.has_usable_password():
        password = ("None: a code is sent to you by email", "Set", "account_set_password")
    second = ("Authenticator app", "Change") if factor else ("None", "Set up")
    return [
        Row("Name", "name", user.name, "Change", "accounts:change_name"),
        Row("Email address", "email address", user.email, "Change", "account_email"),
        Row("Password", "password", *password),
        Row("Second factor", "second factor", *second, "mfa_index"),
        Row("Signed in on", "where you are signed in", "This and other devices", "See", "usersessions_list"),
    ]
