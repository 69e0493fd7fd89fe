"""Two versions of a form, side by side, in the words of the form."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django import forms

from portal.exceptions import StaleForm, Versions

OPTIONAL = " (optional)"
Answers = Mapping[str, Any]


@contextmanager
def stale_form_rows(
    form: forms.BaseForm, shown: Callable[[Answers], Answers] = lambda answers: answers
) -> Iterator[None]:
    """Both versions of a StaleForm, raised within by an action, become rows of the form's labels and texts.

    `shown` makes of the answers what the fields show of them, where this is something else, as a percentage of a share.
    """
    try:
        yield
    except StaleForm as stale:
        stale.theirs, stale.mine = (_rows(form, side, shown) for side in (stale.theirs, stale.mine))
        raise


def _rows(form: forms.BaseForm, answers: Versions, shown: Callable[[Answers], Answers]) -> Versions:
    return rows(form, shown(answers)) if isinstance(answers, Mapping) else answers


def rows(form: forms.BaseForm, answers: Answers) -> list[tuple[str, str]]:
    """Label and text of each answer that a field of the form asks for, in the form's order."""
    asked = [bound_field for bound_field in form if not bound_field.is_hidden and bound_field.name in answers]
    return [
        (label_of(form, bound_field.name), _text(form, bound_field.name, answers[bound_field.name]))
        for bound_field in asked
    ]


def label_of(form: forms.BaseForm, name: str) -> str:
    """The field's label, after what it belongs to (`form.belongs_to`, by name) where the label does not say it."""
    label = str(form[name].label).removesuffix(OPTIONAL)
    part = getattr(form, "belongs_to", {}).get(name)
    return f"{part}: {label}" if part else label


def _text(form: forms.BaseForm, name: str, value: Any) -> str:
    text = "; ".join(_shown_value(form.fields[name], item) for item in (value if isinstance(value, list) else [value]))
    suffix = getattr(form, "suffixes", {}).get(name, "")
    return f"{text}{suffix}" if text else "Not answered"


def _shown_value(field: forms.Field, value: Any) -> str:
    """As a reader knows it: the words of a choice, yes and no, a date in full."""
    if value is None or value == "":
        return ""
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ()) if key != ""}
    if str(value) in choices:
        return choices[str(value)]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return f"{value:%-d %B %Y}" if isinstance(value, date) else str(value)
