"""The errors of forms as a page's error summary lists them."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from portal.form_rendering import GovukBoundField


def error_list(*given: Any) -> list[dict[str, str]]:
    """Every error of forms and formsets as dicts of `text` and `href` ("" where no field is to blame)."""
    return [error for form in _forms(given) for error in _errors_of(form)]


def has_errors(value: Any) -> bool:
    """True for a form, a formset or a list of them that was sent and has errors."""
    return any(form.is_bound and form.errors for form in _forms([value]) if not isinstance(form, str))


def _forms(given: Any) -> Iterator[Any]:
    for value in given:
        if isinstance(value, forms.BaseForm):
            yield value
        elif isinstance(value, forms.BaseFormSet):
            yield from value.forms
        elif isinstance(value, list | tuple):
            yield from _forms(value)


def _errors_of(form: forms.BaseForm) -> Iterator[dict[str, str]]:
    order = [*form.fields, *form.errors]  # as on the page, whatever found the error first
    for name, messages in sorted(form.errors.items(), key=lambda error: order.index(error[0])):
        bound = form[name] if name in form.fields else None
        href = f"#{bound.error_target}" if isinstance(bound, GovukBoundField) and not bound.is_hidden else ""
        for message in messages:
            yield {"text": message if isinstance(message, SafeString) else str(message), "href": href}
