"""Pages that only the demo has: every mail, and the codes of the officials' second factor."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from demo import mailbox
from demo.state import read_state
from portal import parameters
from portal.lists import paginate

CODE_LIVES = 30  # seconds


@login_not_required
@require_safe
@never_cache
def mailbox_page(request: HttpRequest) -> HttpResponse:
    search = parameters.text(request, "to", most=254)
    page = paginate(request, mailbox.letters(search))
    return render(request, "demo/mailbox.html", {"page_obj": page, "search": search})


@login_not_required
@require_safe
@never_cache
def letter(request: HttpRequest, name: str) -> HttpResponse:
    results = mailbox.letter_of(name)
    if not results:
        raise Http404("There is no such message")
    return render(request, "demo/letter.html", {"letter": results})


@login_not_required
@require_safe
@never_cache
def codes(request: HttpRequest) -> HttpResponse:
    counter, gone = divmod(int(time.time()), CODE_LIVES)
    officials = [
        {**account, "code": format_hotp_value(hotp_value(account["totp_secret"], counter))}
        for account in read_state().get("accounts", [])
        if account.get("totp_secret")
    ]
    return render(request, "demo/codes.html", {"officials": officials, "seconds": CODE_LIVES - gone})
