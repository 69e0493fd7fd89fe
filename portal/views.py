"""The public pages that every service has."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

# the accessibility statement: set anew with each review, and with each test of all pages
STATEMENT_PREPARED_ON = date(2026, 11, 29)
STATEMENT_REVIEWED_ON = date(2026, 11, 29)
PAGES_TESTED_ON = date(2026, 11, 29)
LAWFUL_BASES = (
    (
        "Supporting and approving groups: their members, documents, meetings, votes and register of interests",
        "Public task, article 6(1)(e)",
    ),
    ("Answering an enquiry or a question", "Public task, article 6(1)(e)"),
    ("Publishing your employer’s name, or your contact details as chair", "Your consent, article 6(1)(a)"),
    ("Writing to you about more than your group", "Your consent, article 6(1)(a)"),
    ("Keeping the service safe: sign-in, second factors, who changed what", "Public task, article 6(1)(e)"),
    ("Paying what members claim for travel", "Public task, article 6(1)(e)"),
)


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to tell of a weakness."""
    expires = timezone.now() + timedelta(days=180)
    text = f"Contact: mailto:{settings.SUPPORT_EMAIL}\nExpires: {expires:%Y-%m-%dT00:00:00Z}\nPreferred-Languages: en\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """In the words of the model statement for public sector bodies; the dates are of the last test of these pages."""
    context = {
        "address": settings.BASE_URL,
        "prepared_on": STATEMENT_PREPARED_ON,
        "reviewed_on": STATEMENT_REVIEWED_ON,
        "tested_on": PAGES_TESTED_ON,
    }
    return render(request, "pages/accessibility.html", context)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "controller": settings.CONTROLLER_NAME,
        "address": settings.CONTROLLER_ADDRESS,
        "privacy_email": settings.PRIVACY_EMAIL,
        "uses": LAWFUL_BASES,
        "retention_years": settings.RETENTION_YEARS,
        "link_days": settings.LINK_VALID_DAYS,
        "upload_days": settings.UPLOAD_KEPT_DAYS,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        "cookies": cookies(),
    }
    return render(request, "pages/privacy.html", context)


def cookies() -> list[dict[str, str]]:
    """Every cookie that the portal sets: its name, what for, and until when a browser keeps it."""
    hours, months = settings.SESSION_COOKIE_AGE // 3600, settings.CSRF_COOKIE_AGE // (30 * 24 * 3600)
    return [
        {
            "name": settings.SESSION_COOKIE_NAME,
            "purpose": "Keeps you signed in, and remembers the address of an enquiry until it is confirmed",
            "until": f"You close the browser or sign out, at most {hours} hours",
        },
        {
            "name": settings.CSRF_COOKIE_NAME,
            "purpose": "Makes sure that a form was sent from this service and not from another website",
            "until": f"{months} months",
        },
        {
            "name": "messages",
            "purpose": "Carries what the next page tells you, such as that something is saved",
            "until": "The next page is shown, or you close the browser",
        },
    ]
