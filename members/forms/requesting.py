"""The members whom an official asks a group to add, as they are typed."""

from typing import Any

from django import forms

MOST_REQUESTED = 10


class RequestedField(forms.CharField):
    """One member on each line; cleans to their descriptions, each once, in the order in which they were typed.

    Refuses more than MOST_REQUESTED of them.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": kwargs.pop("rows", 3)}), **kwargs
        )

    def clean(self, value: Any) -> list[str]:
        typed = (line.strip() for line in super().clean(value).splitlines())
        lines = list(dict.fromkeys(line for line in typed if line))
        if len(lines) > MOST_REQUESTED:
            raise forms.ValidationError(f"Ask for {MOST_REQUESTED} members at most")
        return lines
