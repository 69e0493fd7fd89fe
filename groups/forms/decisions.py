"""Exceptions asked for, and what officials decide."""

from typing import Any

from django import forms

from groups.enums import Outcome
from portal.forms import Form


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


class MembershipDecisionForm(Form):
    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (Outcome.APPROVED, "Approve the membership"),
            (Outcome.RETURNED, "Return it to the group with reasons"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve or return the membership"},
    )
    reasons = forms.CharField(
        label="Reasons that the group reads (needed when you return it)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") == Outcome.RETURNED:
            self.ask_for("reasons", "Say why you return the membership")
        return data
