"""Exceptions asked for, and what officials decide."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from groups.enums import Outcome
from members.forms.requesting import RequestedField
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


class MembershipDecisionForm(Form):
    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (Outcome.APPROVED, "Approve the membership"),
            (ASKING, "Approve, and ask for these members"),
            (Outcome.RETURNED, "Return it to the group with reasons"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve or return the membership"},
    )
    requested = RequestedField(
        label="Members to ask for (needed when you ask for members)",
        help_text="One on each line: the organisation or kind of employer, and why. For example “A small employer in"
        " the North East: a third of the occupation’s employers are there”. Write no name of a person",
        rows=4,
    )
    reasons = forms.CharField(
        label="Reasons that the group reads (needed when you return it)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reveals: ClassVar = {"outcome": {ASKING: ("requested",)}}
    choice_hints: ClassVar = {
        "outcome": {ASKING: "The group starts on its proposal, which cannot be agreed until each of them is added"}
    }

    def clean(self) -> dict[str, Any]:
        """An approval is final, so it never drops members who were typed; a return may: nothing is granted yet."""
        data = super().clean() or self.cleaned_data
        outcome = data.get("outcome")
        if outcome == Outcome.RETURNED:
            self.ask_for("reasons", "Say why you return the membership")
        if outcome == ASKING:
            self.ask_for("requested", "Say which members you ask for")
        if outcome == Outcome.APPROVED and data.get("requested"):
            self.add_error("outcome", "Choose “Approve, and ask for these members”, or empty the list of members")
        return data
