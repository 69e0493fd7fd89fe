"""Exceptions asked for, and what officials decide."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from portal.dates import FIRST_YEAR
from portal.forms import Form


class LookForm(Form):
    shown_at = forms.CharField(widget=forms.HiddenInput, max_length=40)  # the moment as of which the page was written

    def clean_shown_at(self) -> datetime:
        """As the page wrote it; nobody types it."""
        try:
            shown_at = parse_datetime(self.cleaned_data["shown_at"])
        except ValueError:
            shown_at = None
        if shown_at is None or is_naive(shown_at) or shown_at.year < FIRST_YEAR:
            raise forms.ValidationError("Open the page again")
        return shown_at


class JustificationForm(Form):
    reason = forms.CharField(
        label="Why should the regulator accept the group as it is?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say why the regulator should accept the group as it is"},
    )


class JustificationDecisionForm(Form):
    decision = forms.ChoiceField(
        label="Do you accept this justification?",
        choices=[("accept", "Accept"), ("decline", "Decline")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose accept or decline"},
    )
    answer = forms.CharField(
        label="Answer that the group reads (needed when you decline)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("decision") == "decline":
            self.ask_for("answer", "Say why you decline")
        return data


ASKING = "asking"  # approved, subject to members who are asked for
