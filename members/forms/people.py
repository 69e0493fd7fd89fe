"""What the guidance leaves to people to give: telephone number and job description."""

from typing import Any

from django import forms

from members.rules.phones import is_phone
from portal.text import plain_dashes

LONGEST_DESCRIPTION = 4_000


class PhoneField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"autocomplete": "tel", "class": "govuk-input--width-20"})
        content: dict[str, Any] = {
            "label": "Telephone number (optional)",
            "max_length": 40,
            "required": False,
            "widget": widget,
        }
        super().__init__(**content | kwargs)

    def clean(self, value: str) -> str:
        phone = plain_dashes(super().clean(value))
        if phone and not is_phone(phone):
            raise forms.ValidationError("Enter a telephone number, like 020 7946 0000 or +44 808 157 0192")
        return phone


def job_description_field() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "data-maxlength": LONGEST_DESCRIPTION})
    return forms.CharField(
        label="Job description (optional)", required=False, max_length=LONGEST_DESCRIPTION, widget=widget
    )
