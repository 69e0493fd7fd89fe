"""Forms of the portal: build on `Form`, `ModelForm` and `DateField` from here.

What a person types is stripped, brought into one form of Unicode and refused where it holds control characters; messages
are worded as GOV.UK words them. `{{ form }}` draws a form in GOV.UK's markup: see portal/rendering.py for what a form
may say about its fields.
"""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.forms.models import ModelFormMetaclass
from django.forms.utils import pretty_name

from portal.dates import DateField, DateInput, TypedDate
from portal.rendering import GovukBoundField, GovukRenderer, error_list, has_errors
from portal.text import clean_text, refuse_controls, refuse_controls_multiline
from portal.wording import reword

__all__ = [
    "DateField",
    "DateInput",
    "Form",
    "GovukBoundField",
    "GovukRenderer",
    "ModelForm",
    "TypedDate",
    "clean_text",
    "error_list",
    "has_errors",
]


class Guarded:
    """Mixin of every form: see the top of this file."""

    use_required_attribute = False  # the server words the errors, not the browser

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            guard(name, field)


class Form(Guarded, forms.Form):
    pass


class _ModelFormMetaclass(ModelFormMetaclass):
    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> type:
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(_form_field)
        return super().__new__(cls, name, bases, attrs)


class ModelForm(Guarded, forms.ModelForm, metaclass=_ModelFormMetaclass):
    """Dates are asked for in three inputs."""


def guard(name: str, field: forms.Field) -> None:
    """Word the field's errors and let its text through `refuse_controls`; done already, it changes nothing."""
    field.label = pretty_name(name) if field.label is None else field.label
    reword(field)
    if not isinstance(field, forms.CharField) or isinstance(field.widget, forms.PasswordInput):
        return
    check = refuse_controls_multiline if isinstance(field.widget, forms.Textarea) else refuse_controls
    others = [v for v in field.validators if not isinstance(v, ProhibitNullCharactersValidator) and v is not check]
    field.validators = [*others, check]


def _form_field(field: models.Field, **kwargs: Any) -> forms.Field | None:
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        kwargs = {"form_class": DateField, "widget": DateInput, **kwargs}
    return field.formfield(**kwargs)
