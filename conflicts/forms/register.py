"""What is asked of the register, from the URL."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from portal.forms import DateField, Form

WAITING, BARS, NOTHING = "waiting", "bars", "none"
HANDLED = [
    ("", "Any handling"),
    (WAITING, "To be handled"),
    (BARS, "Bars from something"),
    (NOTHING, "Nothing is needed"),
]


class RegisterForm(Form):
    """Every field may be left out; dates lie in the past."""

    q = forms.CharField(
        label="Name, organisation or words", required=False, max_length=200, widget=forms.TextInput({"type": "search"})
    )
    handled = forms.ChoiceField(label="Handling", choices=HANDLED, required=False)
    on = DateField(label="As at", required=False)
    since = DateField(label="Changes since", required=False)

    label_sizes: ClassVar = {"on": "s", "since": "s"}

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_on(self) -> date | None:
        return self._in_the_past("on")

    def clean_since(self) -> date | None:
        return self._in_the_past("since")

    def _in_the_past(self, name: str) -> date | None:
        value = self.cleaned_data[name]
        if value and value > self.today:
            raise forms.ValidationError("The date must be today or in the past")
        return value
