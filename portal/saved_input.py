"""What an invited person typed survives when their session ended before they sent it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict

from portal.form_tokens import NOT_TYPED

View = Callable[..., HttpResponse]
KEPT, MOST_KEPT = "typed_before_signing_in", 100_000  # characters


def keep_input(view: View) -> View:
    """Who sends the page without being signed in signs in and finds it again as they typed it, not saved yet.

    Only for pages that are one person's own: what is kept is shown on the same page alone, which is 404 to all others.
    """

    @login_not_required
    @wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            _keep(request)
        return redirect_to_login(request.path)

    return kept


def _keep(request: HttpRequest) -> None:
    typed = request.POST.copy()
    for name in NOT_TYPED:
        typed.pop(name, None)
    encoded = typed.urlencode()
    if len(encoded) <= MOST_KEPT:
        request.session[KEPT] = {"path": request.path, "typed": encoded}


def saved_or_empty(request: HttpRequest) -> QueryDict | None:
    """What was sent; else what was sent to this page before signing in, once, with a word that it is not saved."""
    if request.method == "POST":
        return request.POST
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    messages.warning(request, "You were signed out before this page was saved. What you typed is here: save it again.")
    return QueryDict(kept["typed"])
