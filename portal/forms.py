"""Forms of the portal: build on `Form`, `ModelForm` and `DateField` from here.

What a person types is stripped, brought into one form of Unicode and refused where it holds control characters;
messages are worded as GOV.UK words them. `{{ form }}` draws a form in GOV.UK's markup: portal/form_rendering.py says
what a form may say about its fields.
"""

from typing import Any

from django import forms
from django.db import models
from django.forms.models import ModelFormMetaclass

from portal.dates import DateField, DateInput, TypedDate
from portal.form_errors import error_list, has_errors
from portal.form_rendering import GovukBoundField, GovukRenderer
from portal.text import clean_text

__all__ = [
    "DateField",
    "DateInput",
    "Form",
    "GovukBoundField",
    "GovukRenderer",
    "ModelForm",
    "TypedDate",
    "choice_field",
    "clean_text",
    "error_list",
    "has_errors",
    "model_choice_field",
]


class _Asks(forms.BaseForm):
    def ask_for(self, name: str, message: str) -> None:
        """An error at a field that another answer makes necessary and that is empty; for `clean`."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)


class Form(_Asks, forms.Form):
    use_required_attribute = False  # the server words the errors, not the browser


class _ModelFormMetaclass(ModelFormMetaclass):
    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> type:
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(_form_field)
        return super().__new__(cls, name, bases, attrs)


class ModelForm(_Asks, forms.ModelForm, metaclass=_ModelFormMetaclass):
    """Dates are asked for in three inputs."""

    use_required_attribute = False


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field of the form that offers choices, so that they can be given; TypeError for any other field."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    return field


def model_choice_field(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    """A field of the form that offers rows, so that they can be given; TypeError for any other field."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} offers no rows")
    return field


def _form_field(field: models.Field, **kwargs: Any) -> forms.Field | None:
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        kwargs = {"form_class": DateField, "widget": DateInput, **kwargs}
    return field.formfield(**kwargs)
