"""What every page shows around its content: names, navigation, footer links."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

Item = dict[str, object]
FOOTER = (("help", "Help"), ("accessibility", "Accessibility statement"), ("privacy", "Privacy"))


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor. Apps add navigation items by settings.NAVIGATION: dotted names of functions that take the
    request and return dicts of `href` and `text` (and `current`, which is worked out where it is missing; one with
    `is_home` takes the place of "Home")."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    items = _signed_in(request) if signed_in else _signed_out()
    return {
        **plain(),
        "home_url": settings.LOGIN_REDIRECT_URL if signed_in else "/",
        "navigation": _mark_current(items, request.path),
        "sign_out_url": reverse("account_logout") if signed_in else "",
    }


def plain() -> dict[str, object]:
    """The same names without a request: for pages that must not touch the database or the session."""
    return {
        "service_name": settings.SERVICE_NAME,
        "regulator_name": settings.REGULATOR_NAME,
        "support_email": settings.SUPPORT_EMAIL,
        "phase": "Prototype" if settings.DEMO else "Beta",
        "home_url": "/",
        "navigation": [],
        "sign_out_url": "",
        "footer_links": [{"href": _url(name), "text": text} for name, text in FOOTER],
    }


def _signed_out() -> list[Item]:
    return [{"href": "/", "text": "Home"}, {"href": reverse("account_login"), "text": "Sign in"}]


def _signed_in(request: HttpRequest) -> list[Item]:
    added = [item for function in _added_by_apps() for item in function(request)]
    home: Item = {"href": settings.LOGIN_REDIRECT_URL, "text": "Home"}
    has_home = any(item.get("is_home") for item in added)
    return [
        *([] if has_home else [home]),
        *added,
        {"href": _url("accounts:account"), "text": "Account"},
    ]


def _added_by_apps() -> list[Callable[[HttpRequest], list[Item]]]:
    return [import_string(name) for name in getattr(settings, "NAVIGATION", ())]


def _mark_current(items: list[Item], path: str) -> list[Item]:
    return [{"current": item["href"] == path, **item} for item in items]


def _url(name: str) -> str:
    """The page's address; the home page where the portal runs without that page (a small set of URLs in a test)."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return "/"
