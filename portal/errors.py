"""Error pages. Those of a broken server need no database, no session and no context processors."""

import sys
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from portal.context import plain

RETRY_AFTER = 30  # seconds
BARE = (
    "<!DOCTYPE html><html lang='en-GB'><title>{title}</title>"
    "<main><h1>{title}</h1><p>Try again later. If you typed something, it may not have been saved.</p></main></html>"
)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; shows the exception's own text where a view gave one, because it says why."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


@login_not_required
def missing_page(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"next_href": request.path}, status=403)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 with Retry-After when the database is out of reach."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return HttpResponse(_without_request("500.html", "Sorry, there is a problem with the service"), status=500)


@login_not_required
def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the service will be back by itself."""
    text = _without_request("503.html", "Sorry, the service is unavailable")
    return HttpResponse(text, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})


def conflict(
    request: HttpRequest,
    *,
    title: str,
    message: str,
    state: str = "",
    by: object = "",
    at: datetime | None = None,
    next_href: str = "",
    next_text: str = "",
    **more: object,
) -> HttpResponse:
    """The page for what somebody else has done meanwhile, with status 409.

    `state` is what is so now, `by` and `at` who made it so and when, `next_href` and `next_text` where to go on. More
    keywords reach templates/409.html: `yours` and `theirs` (lists of dicts `key`, `value`) show both versions.
    """
    context = {"title": title, "message": message, "state": state, "by": by, "at": at}
    links = {"next_href": next_href, "next_text": next_text or "Continue"}
    return render(request, "409.html", {"yours": [], "theirs": [], **context, **links, **more}, status=409)


def _without_request(template: str, title: str) -> str:
    """The template's text; a bare page when even that fails (say, static files were not collected)."""
    try:
        return loader.get_template(template).render(plain())
    except Exception:  # the last resort must not fail
        return BARE.format(title=title)
