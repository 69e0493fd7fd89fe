from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse

from portal.errors import conflict
from portal.exceptions import Conflict, StaleForm


class PrivatePages:
    """Pages of somebody signed in are kept by no browser and no proxy (so "back" shows nothing after signing out).

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


class ConflictsAsPages:
    """An action out of order, or a form that somebody else saved first, answers with the 409 page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Conflict):
            return None
        versions = {}
        if isinstance(exception, StaleForm):
            versions = {"theirs": _rows(exception.theirs), "yours": _rows(exception.mine)}
        return conflict(
            request,
            title="Not saved" if versions else "This cannot be done now",
            message=exception.message,
            state=exception.state,
            by=exception.by,
            at=exception.at,
            next_href=exception.next_href,
            next_text=exception.next_text,
            **versions,
        )


def _rows(answers: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in answers]
