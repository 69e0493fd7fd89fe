"""Concerns, mitigating circumstances and the withdrawal of support."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from groups.forms.decisions import JustificationDecisionForm
from guidance.vocabulary import ConcernKind, RiskCode
from oversight.enums import CaseOutcome, MapOutcome
from oversight.models import Mitigation
from portal.forms import DateField, Form, choice_field


def _text(label: str, missing: str, *, rows: int = 5, help_text: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows, "data-maxlength": 4000}),
        error_messages={"required": missing},
    )


def _choice(label: str, choices: Any, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": missing}
    )


class ConcernForm(Form):
    kind = _choice("What is the concern about?", ConcernKind.choices, "Choose what the concern is about")
    reason = _text(
        "What have you seen?",
        "Say what you have seen",
        help_text="The group reads this, and can answer it.",
    )


class ResponseForm(Form):
    response = _text(
        "What does the group say to it?",
        "Say what the group has to say to it",
        help_text="Your product manager reads this. You can change it until the concern is closed.",
    )


class CloseConcernForm(Form):
    answer = _text("What came of it?", "Say what came of it", help_text="The group reads this.")


class RiskNoteForm(Form):
    text = _text(
        "What is done about it?",
        "Say what is done about it",
        help_text="The group reads this. For example, what you agreed with the chair, and by when.",
    )


class MitigationForm(Form):
    risk = _choice("Which reason do the circumstances mitigate?", (), "Choose a reason")
    reason = _text(
        "What are the circumstances?",
        "Say what the circumstances are",
        help_text="What happened, and why the group will be back on its way by the day below.",
    )
    until = DateField(label="Until when should they hold?", help_text="The last day, for example 27 3 2027")

    def __init__(self, *args: Any, open_risks: list[str], on: date, **kwargs: Any) -> None:
        """`open_risks` are the risks that there are now; without any, all can be chosen."""
        super().__init__(*args, **kwargs)
        self.on = on
        codes = [code for code in RiskCode if code in open_risks] or list(RiskCode)
        choice_field(self, "risk").choices = [(code.value, code.label) for code in codes]

    def clean_until(self) -> date:
        return _not_past(self.cleaned_data["until"], self.on)


class DecideMitigationForm(JustificationDecisionForm):
    """Likewise for circumstances: accept, or decline with an answer."""

    decision = _choice(
        "What do you decide?", [("accept", "Accept"), ("decline", "Decline")], "Choose accept or decline"
    )

    def __init__(self, *args: Any, is_past: bool, **kwargs: Any) -> None:
        """`is_past`: the day until which they were to hold has passed; then they can only be declined."""
        super().__init__(*args, **kwargs)
        if is_past:
            choice_field(self, "decision").choices = [("decline", "Decline")]
            self.fields["decision"].help_text = "The day until which they were to hold has passed."


class CaseForm(Form):
    choice_hints: Mapping[str, Mapping[str, str]]  # given by the page

    reason = _choice("For which reason of the guidance?", RiskCode.choices, "Choose a reason")
    evidence = _text(
        "What is the evidence?",
        "Say what the evidence is",
        rows=8,
        help_text="The group reads this before you talk about it.",
    )

    def __init__(self, *args: Any, held: Mapping[str, Mitigation], **kwargs: Any) -> None:
        """`held`: by reason, the accepted circumstances that hold today; no case can be opened for such a reason."""
        super().__init__(*args, **kwargs)
        self.held = held

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if reason in self.held:
            raise forms.ValidationError(
                f"Mitigating circumstances were accepted for this reason until {self.held[reason].until:%-d %B %Y},"
                " that day included. Choose another reason, or wait until they have ended"
            )
        return reason


class DiscussionForm(Form):
    discussed_on = DateField(label="On which day did you discuss it with the group?")
    discussed_with = forms.CharField(
        label="Who took part?",
        help_text="Names, for the group and for the regulator",
        max_length=500,
        error_messages={"required": "Say who took part"},
    )
    discussion = _text("What was said?", "Say what was said", rows=8, help_text="The group reads this.")

    def __init__(self, *args: Any, raised_on: date, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.raised_on, self.on = raised_on, on

    def clean_discussed_on(self) -> date:
        day: date = self.cleaned_data["discussed_on"]
        if day > self.on:
            raise forms.ValidationError("The day of the talk must be today or in the past")
        if day < self.raised_on:
            raise forms.ValidationError(
                f"The day of the talk must be on or after {self.raised_on:%-d %B %Y}, when the case was raised"
            )
        return day


class CaseDecisionForm(Form):
    reveals: ClassVar = {"outcome": {CaseOutcome.MITIGATE.value: ("until",)}}

    outcome = _choice("What do you decide?", CaseOutcome.choices, "Choose what you decide")
    decision = _text("Reasons that the group reads", "Give the reasons", rows=8)
    until = DateField(
        label="Until when do the mitigating circumstances hold?",
        help_text="Only where support continues with mitigating circumstances",
        required=False,
    )

    def __init__(self, *args: Any, on: date, held: Mitigation | None = None, **kwargs: Any) -> None:
        """`held`: accepted circumstances that excuse the reason of the case today."""
        super().__init__(*args, **kwargs)
        self.on, self.held = on, held

    def clean_outcome(self) -> str:
        outcome: str = self.cleaned_data["outcome"]
        if self.held and outcome == CaseOutcome.WITHDRAW:
            raise forms.ValidationError(
                f"Mitigating circumstances were accepted for this reason until {self.held.until:%-d %B %Y},"
                " that day included. Support cannot be withdrawn for it before they have ended"
            )
        return outcome

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") == CaseOutcome.MITIGATE and "until" not in self.errors:
            if not data.get("until"):
                self.add_error("until", "Enter the last day on which the circumstances hold")
            elif data["until"] < self.on:
                self.add_error("until", "The last day must be today or later")
        return data


class MapForm(Form):
    outcome = _choice("What becomes of the occupation?", MapOutcome.choices, "Choose what becomes of the occupation")
    reason = _text("Reasons", "Give the reasons")


def _not_past(day: date, on: date) -> date:
    if day < on:
        raise forms.ValidationError("The last day must be today or later")
    return day
