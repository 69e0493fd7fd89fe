from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from portal.calendar import is_working_day
from portal.forms import DateField, Form


class LongerForm(Form):
    until = DateField(
        label="When will it be done?",
        help_text="A working day",
        error_messages={"required": "Enter the date by which it will be done"},
    )
    reason = forms.CharField(
        label="Why it takes longer",
        help_text="The other side reads this",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why it takes longer"},
    )

    def __init__(self, *args: Any, due_on: date, on: date, **kwargs: Any) -> None:
        """`due_on`: by when it is due now; `on`: today."""
        super().__init__(*args, **kwargs)
        self.earliest = max(due_on, on)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= self.earliest:
            raise forms.ValidationError(f"The date must be after {self.earliest:%-d %B %Y}")
        if not is_working_day(until):
            raise forms.ValidationError("The date must be a working day: no weekend, no bank holiday")
        return until
