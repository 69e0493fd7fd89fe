"""Chairs and their confirmations; advice sought."""

from datetime import date
from typing import Any

from django import forms

from guidance.vocabulary import EngagementKind
from members.models import Engagement
from portal.calendar import today
from portal.forms import DateField, Form

JOINS = "joins"


class EngagementForm(Form):
    kind = forms.ChoiceField(label="Who advised?", choices=[("", "Choose one"), *EngagementKind.choices])
    organisation = forms.CharField(label="Organisation’s name (optional)", max_length=200, required=False)
    held_on = DateField(label="When was that?", error_messages={"required": "Enter the date of the advice"})
    summary = forms.CharField(
        label="What did you ask, and what was the advice?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "data-maxlength": 4000}),
    )

    def clean_held_on(self) -> date:
        held_on = self.cleaned_data["held_on"]
        if held_on > today():
            raise forms.ValidationError("The date must be today or in the past")
        return held_on


def shown_engagement(engagement: Engagement) -> dict[str, Any]:
    name = engagement.organisation.name if engagement.organisation else ""
    return {field: getattr(engagement, field) for field in ("kind", "held_on", "summary")} | {"organisation": name}
