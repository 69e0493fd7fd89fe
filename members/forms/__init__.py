"""What people type about members."""

from django.http import HttpRequest, QueryDict


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form to judge: with nothing filled in, too."""
    return request.POST if request.method == "POST" else None
