"""Calendars by a private link, and the page on which their links are made and revoked."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from duties.actions.feeding import digest_of, make_feed, revoke_feed
from duties.forms.feeds import FeedForm
from duties.models import CalendarFeed
from duties.views.occasions import groups_of, occasions
from groups.models import Group
from portal import ical
from portal.calendar import today
from portal.links import absolute

SHOWN_ONCE = "calendar_link"  # the key in the session of a link that was made a moment ago
KEPT_SECONDS = 300  # a calendar is put together anew at most once in so long


@login_not_required
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """404 alike for a link that is wrong, revoked, or of a closed account or somebody who left the group."""
    rows = CalendarFeed.objects.filter(digest=digest_of(token), revoked_at=None, user__is_active=True)
    row = rows.select_related("user").first()
    if row is None:
        raise Http404
    on = today()
    groups = groups_of(row.user, on, row.group_id)
    if row.group_id and not groups:
        raise Http404
    key = f"calendar-{row.pk}-{on}-{'-'.join(str(group.pk) for group in groups)}"
    text = cache.get(key)
    if text is None:
        made = occasions(row.user, groups, on, only=row.group_id)
        text = ical.calendar_of(made, name=_name(groups if row.group_id else []), now=row.made_at)
        cache.set(key, text, KEPT_SECONDS)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()}"'
    response = HttpResponse(text, content_type=f"{ical.TYPE}; charset=utf-8")
    response["ETag"], response["Cache-Control"] = etag, f"private, max-age={KEPT_SECONDS}"
    response["Referrer-Policy"] = "no-referrer"
    return get_conditional_response(request, etag=etag, response=response) or response


def _name(groups: list[Group]) -> str:
    return f"Trailblazer {groups[0].reference}" if groups else "Trailblazer"


@require_http_methods(["GET", "HEAD", "POST"])
def calendars(request: Request) -> HttpResponse:
    """Each link with what it is of; a new one is shown once, on the page after the button that made it."""
    user, now = request.user, timezone.now()
    groups = {group.pk: group for group in groups_of(user, today())}
    form = FeedForm(request.POST if request.method == "POST" else None, groups=groups.values())
    if form.is_valid():
        group = groups.get(form.cleaned_data["group"] or 0)
        if form.cleaned_data["act"] == "revoke":
            revoke_feed(user=user, group=group, now=now)
            messages.success(request, "The link leads nowhere any more.")
        else:
            token = make_feed(user=user, group=group, now=now)
            request.session[SHOWN_ONCE] = absolute(reverse("duties:feed", args=[token]))
        return redirect("duties:calendars")
    made: dict[int | None, datetime] = dict(
        CalendarFeed.objects.filter(user=user, revoked_at=None).values_list("group", "made_at")
    )
    named = [("All of your groups", None), *((group.name, group.pk) for group in groups.values())]
    rows = [
        {"name": name, "key": key or "", "made_at": made.get(key), "hidden": f"for {name[0].lower()}{name[1:]}"}
        for name, key in named
    ]
    refused = form.is_bound and not form.is_valid()
    link = request.session.pop(SHOWN_ONCE, "")
    return render(request, "duties/calendars.html", {"rows": rows, "link": link}, status=422 if refused else 200)
