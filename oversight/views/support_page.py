"""What the pages about a group's support share: one form a page, and the way back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.http import Request
from groups.models import Group
from guidance.policies import Source
from portal.forms import Form


def form_page(
    request: Request,
    group: Group,
    form: Form,
    *,
    title: str,
    button: str,
    lines: list[tuple[str, str]] | None = None,
    source: Source | None = None,
    warning: str = "",
) -> HttpResponse:
    """One page with one form; `lines` say what it is about, `source` the sentence of the guidance behind it."""
    context = {
        "group": group,
        "form": form,
        "title": title,
        "button": button,
        "told": [{"key": key, "value": value} for key, value in lines or []],
        "source": source,
        "warning": warning,
    }
    return render(request, "oversight/support_form.html", context, status=422 if form.is_bound else 200)


def saved(request: Request, group: Group, message: str) -> HttpResponse:
    messages.success(request, message)
    return redirect("oversight:support", pk=group.pk)
