"""Between which days a group's changes are asked for; the address says it."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from guidance import messages
from guidance.policies import every_policy
from portal.calendar import add_days
from portal.forms import DateField, Form

FROM, TO = "from", "to"
WEEK = 7


def first_day() -> date:
    """On which the first policy came."""
    return every_policy()[0].in_force_from


class ChangesForm(Form):
    """What is left out is a week ago, and today."""

    to = DateField(label="To", required=False)

    label_sizes: ClassVar = {FROM: "s", TO: "s"}

    def __init__(self, asked: QueryDict, *, on: date) -> None:
        self.on, self.usual = on, {FROM: add_days(on, -WEEK), TO: on}
        super().__init__(asked)
        self.fields = {FROM: DateField(label="From", required=False), **self.fields}  # a word of Python's
        left_out = {
            name: self.usual[name]
            for name, field in self.fields.items()
            if field.widget.value_omitted_from_data(asked, {}, name)
        }
        if FROM in left_out and TO not in left_out:
            to = self.fields[TO].widget.value_from_datadict(asked, {}, TO)
            left_out[FROM] = self._week_before(to)
        self.data = {**asked.dict(), **left_out}

    def clean_from(self) -> date:
        return self._allowed(FROM)

    def clean_to(self) -> date:
        return self._allowed(TO)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if FROM in cleaned and TO in cleaned and cleaned[FROM] > cleaned[TO]:
            self.add_error(FROM, "From must be the same as or before To")
        return cleaned

    def _allowed(self, name: str) -> date:
        day: date = self.cleaned_data[name] or self.usual[name]
        label = self.fields[name].label
        if day > self.on:
            raise forms.ValidationError(f"{label} must be today or in the past")
        if day < first_day():
            raise forms.ValidationError(
                f"{label} must be {messages.day(first_day())} or later, when the first policy came"
            )
        return day

    def _week_before(self, to: Any) -> date:
        """A week before the day asked for, where it is one."""
        try:
            day = self.fields[TO].to_python(to)
        except forms.ValidationError:
            day = None
        return max(add_days(day or self.on, -WEEK), first_day())
