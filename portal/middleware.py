from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from portal import jobs
from portal.errors import conflict
from portal.exceptions import Conflict, StaleForm, Versions
from portal.form_tokens import content_of, key_of, sent_token
from portal.models import SentForm

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


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


def _rows(answers: Versions) -> list[dict[str, str]]:
    if isinstance(answers, Mapping):
        raise TypeError("Answers by the names of fields: call the action within portal.versions.in_words_of")
    return [{"key": key, "value": value} for key, value in answers]


class AssessesBeforeAnswers:
    """What a form changed of a group is assessed before its answer: the next page tells what is due now.

    A request that changes many groups leaves them to a worker.
    """

    MOST_TASKS = 4  # three groups, and what is due of none

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        with jobs.run_before_answer(settings.ASSESS_GROUP, settings.ASSESS_GENERAL, at_most=self.MOST_TASKS):
            return self.get_response(request)


class _Request(HttpRequest):
    """What `FormsSavedOnce` keeps of a request between its methods."""

    transaction_of_view: ExitStack
    sent_form: SentForm
    sent_form_by: int | None
    sent_form_failed: bool


class FormsSavedOnce:
    """A form that is sent twice is saved once; the second answer leads to where the first did, and says so.

    What a view does with a form that has a token happens in one transaction, which begins with a row for the token: a
    second sending at the same moment waits for the first at the unique key. The row stays where the view leads on (a
    redirect: it is saved). Any other answer uses nothing up, and an error takes back all that was done.

    Views of packages (signing in, the support pages) do without. So does a form without a token: it comes from a page
    that was open when the portal was renewed, and to refuse it would lose what was typed there.
    """

    PACKAGES = ("allauth", "django")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: _Request) -> HttpResponse:
        with ExitStack() as transaction_of_view:
            request.transaction_of_view = transaction_of_view
            response = self.get_response(request)
            if sent := getattr(request, "sent_form", None):
                self._keep_answer(request, sent, response)
        return response

    def process_view(
        self, request: _Request, view: Callable[..., HttpResponse], arguments: Any, named: Any
    ) -> HttpResponse | None:
        token = sent_token(request)
        if not token or view.__module__.partition(".")[0] in self.PACKAGES:
            return None
        content = content_of(request)
        request.transaction_of_view.enter_context(transaction.atomic())
        try:
            answer = {"content": content, "sent_at": timezone.now()}
            sent, is_first = SentForm.objects.get_or_create(key=key_of(request, token), defaults=answer)
        except OperationalError as error:
            if isinstance(error.__cause__, LockNotAvailable):
                return _still_being_saved(request)
            raise
        if not is_first:
            return _saved_before(request, sent, is_changed=sent.content != content)
        request.sent_form, request.sent_form_by = sent, request.user.pk
        return None

    def process_exception(self, request: _Request, exception: Exception) -> None:
        request.sent_form_failed = True  # the page that says so is yet to be made

    def _keep_answer(self, request: _Request, sent: SentForm, response: HttpResponse) -> None:
        """Who was signed in by the form has to be so by a second sending, too: nothing is kept of it."""
        if hasattr(request, "sent_form_failed") or response.status_code >= 500:
            transaction.set_rollback(True)
        elif "Location" in response and request.user.pk == request.sent_form_by:
            sent.result = response["Location"]
            sent.save(update_fields=["result"])
        else:
            sent.delete()


def _saved_before(request: HttpRequest, sent: SentForm, *, is_changed: bool) -> HttpResponse:
    if is_changed:
        messages.warning(request, "You sent this form before. What you changed in it since then is not saved.")
    else:
        messages.info(request, "You sent this form twice. It is saved once.")
    return redirect(sent.result)


def _still_being_saved(request: HttpRequest) -> HttpResponse:
    return conflict(
        request,
        title="We are still saving this",
        message="You sent this form twice, and the first time is not finished. Wait a moment before you look.",
        next_href=settings.LOGIN_REDIRECT_URL if request.user.is_authenticated else "/",
        next_text="Go to the first page",
    )
