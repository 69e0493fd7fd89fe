"""How somebody hears of what is due: on the account page, and by the link of a mail."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from duties.actions.preferring import choices_of, prefer, unsubscribe
from duties.emails import UNSUBSCRIBE
from duties.forms.preferences import PreferencesForm
from duties.rules.readers import Reader
from portal.links import read


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: Request) -> HttpResponse:
    """A frequency for each urgency."""
    user = request.user
    key = (user.pk, None)
    initial = choices_of([Reader(user.pk, None, user.email, user.name)])[key]
    form = PreferencesForm(request.POST if request.method == "POST" else None, initial=dict(initial))
    if form.is_valid():
        prefer(user=user.pk, choices=form.cleaned_data)
        messages.success(request, "Your choice is saved.")
        return redirect("accounts:account")
    return render(request, "duties/preferences.html", {"form": form}, status=422 if form.is_bound else 200)


@login_not_required
@csrf_exempt  # mail programs send it by themselves (RFC 8058): the link is signed, and does this alone
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing changes until the button is pressed, or a mail program sends what the button would."""
    signed = read(UNSUBSCRIBE, token)
    if signed is None:
        raise Http404
    key, kind = signed
    if request.method == "POST":
        unsubscribe(**{kind: key})
    return render(request, "duties/unsubscribe.html", {"is_done": request.method == "POST"})
