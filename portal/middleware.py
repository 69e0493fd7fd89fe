from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivatePages:
    """Pages of somebody signed in are kept by no browser and no proxy (nobody finds them with "back" after signing out).

    A view that sets Cache-Control itself is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response and _is_signed_in(request, response):
            response["Cache-Control"] = "no-store, private"
        return response


def _is_signed_in(request: HttpRequest, response: HttpResponse) -> bool:
    """False after a failure of the server: then the session may be out of reach, and asking would fail again."""
    return response.status_code < 500 and hasattr(request, "user") and request.user.is_authenticated
