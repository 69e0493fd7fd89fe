"""The request of a page behind sign-in, for the type checker."""

from django.http import HttpRequest

from accounts.models import User


class Request(HttpRequest):
    """A request of somebody who is signed in: `LoginRequiredMiddleware` lets no other through.

    Pages that anybody may open (`login_not_required`) take an `HttpRequest`, whose user may be nobody.
    """

    user: User
