from typing import Any, ClassVar

from django import forms

from groups.enums import Outcome
from groups.forms.decisions import ASKING
from members.forms.requesting import RequestedField
from portal.forms import Form


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
