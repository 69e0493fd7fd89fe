"""What the regulator decides about members, and whom it asks for."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms

from guidance.policies import policy_for
from members.enums import MemberOutcome
from portal.forms import DateField, Form, choice_field

OUTCOMES: list[tuple[str, str]] = [
    (MemberOutcome.APPROVED, "Approve"),
    (MemberOutcome.RETURNED, "Return with a reason"),
    (MemberOutcome.DECLINED, "Decline with a reason"),
]
KEY_AND_DIGEST = "-"  # between them, in what the confirming page sends


class SelectionForm(Form):
    member = forms.MultipleChoiceField(
        label="Whom do you decide about?",
        help_text="The next page names them, and asks what you decide",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one member"},
    )
    label_sizes: ClassVar = {"member": "m"}

    def __init__(self, *args: Any, choices: list[tuple[int, str]], hints: dict[str, str], **kwargs: Any) -> None:
        """`choices`: the key and name of each member who waits; `hints` says more, by the key as text."""
        super().__init__(*args, **kwargs)
        choice_field(self, "member").choices = choices
        self.choice_hints = {"member": hints}


class MemberDecisionForm(Form):
    """`lacking`: names of those selected who lack something, and so cannot be approved."""

    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve, return or decline"},
    )
    reasons = forms.CharField(
        label="Reasons that the chair reads (needed unless you approve)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "data-maxlength": 4000}),
    )
    label_sizes: ClassVar = {"outcome": "m"}
    choice_hints: ClassVar = {
        "outcome": {
            MemberOutcome.RETURNED.value: "The chair puts it right and submits again. The person goes on serving",
            MemberOutcome.DECLINED.value: "The person serves no longer, and is told why",
        }
    }

    def __init__(self, *args: Any, lacking: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lacking = list(lacking)

    def sent(self) -> list[tuple[str, str]]:
        """What was typed, for the page that says that it came too late."""
        if not self.is_bound:
            return []
        chosen = dict(OUTCOMES).get(self.data.get("outcome", ""), "None chosen")
        return [("Decision", str(chosen)), ("Reasons", self.data.get("reasons", "") or "None given")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        outcome = data.get("outcome")
        if outcome == MemberOutcome.APPROVED and self.lacking:
            names = ", ".join(self.lacking)
            message = f"Nobody can be approved while something is missing. Return or leave out: {names}"
            self.add_error("outcome", message)
        if outcome in (MemberOutcome.RETURNED, MemberOutcome.DECLINED):
            self.ask_for("reasons", f"Say why you {'return' if outcome == 'returned' else 'decline'}")
        return data


class RequestForm(Form):
    description = forms.CharField(
        label="Whom do you ask for?",
        help_text="For example “A small employer in the North East”. Write no name of a person",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say which member you ask for"},
    )
    due_on = DateField(label="By when are they to be added? (optional)", required=False)
    label_sizes: ClassVar = {"description": "m", "due_on": "s"}

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """`on`: today."""
        super().__init__(*args, **kwargs)
        self.on = on
        days = policy_for(on).parameters.condition_days
        self.fields["due_on"].help_text = f"Without a day, within {days} days"

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and due_on <= self.on:
            raise forms.ValidationError("The date must be after today")
        return due_on


def keys_of(values: Iterable[str]) -> list[int]:
    """The keys among what an address names; nonsense is left out, each counts once."""
    results = (value.partition(KEY_AND_DIGEST)[0] for value in values)
    return list(dict.fromkeys(int(key) for key in results if key.isascii() and key.isdigit() and len(key) < 19))


def stamps_of(values: Iterable[str]) -> dict[int, str]:
    """Each member's key with the stamp that the confirming page carried."""
    pairs = (value.partition(KEY_AND_DIGEST) for value in values)
    return {int(key): seen for key, _, seen in pairs if key.isascii() and key.isdigit() and len(key) < 19}
