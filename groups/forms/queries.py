"""Questions to the regulator and their answers."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from portal.forms import DateField, Form


class QueryForm(Form):
    subject = forms.CharField(
        label="What is it about?",
        max_length=200,
        error_messages={"required": "Enter in a few words what the question is about"},
    )
    question = forms.CharField(
        label="Your question",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "data-maxlength": 4000}),
        error_messages={"required": "Enter your question"},
    )


class RequestForm(QueryForm):
    """A question of the product manager to the group."""

    due_on = DateField(label="By when do you need an answer? (optional)", required=False)
    label_sizes: ClassVar = {"due_on": "s"}

    def __init__(self, *args: Any, on: date, respond_by: date, **kwargs: Any) -> None:
        """`on`: today; `respond_by`: when the answer is due without a day."""
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["due_on"].help_text = f"If you leave it empty, it is due by {respond_by:%-d %B %Y}"

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and due_on <= self.on:
            raise forms.ValidationError("The date must be after today")
        return due_on


class AnswerForm(Form):
    ANSWER, LONGER = "answer", "longer"
    outcome = forms.ChoiceField(
        label="What do you do?",
        choices=[(ANSWER, "Answer it"), (LONGER, "Advise that it takes longer")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you answer or advise that it takes longer"},
    )
    answer = forms.CharField(
        label="Your answer", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    until = DateField(label="When will you have answered?", required=False)
    reason = forms.CharField(
        label="Why it takes longer", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    label_sizes: ClassVar = {"outcome": "m"}
    reveals: ClassVar = {"outcome": {ANSWER: ("answer",), LONGER: ("until", "reason")}}

    def __init__(self, *args: Any, due_on: date, on: date, **kwargs: Any) -> None:
        """`due_on`: until when the answer is due now; `on`: today."""
        super().__init__(*args, **kwargs)
        self.due_on, self.on = due_on, on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") == self.ANSWER:
            self.ask_for("answer", "Enter your answer")
        if data.get("outcome") == self.LONGER:
            self.ask_for("until", "Enter the date by which you will have answered")
            self.ask_for("reason", "Say why it takes longer")
            self._check_until(data.get("until"))
        return data

    def _check_until(self, until: date | None) -> None:
        if until and (until <= self.due_on or until < self.on):
            self.add_error("until", f"The date must be after {max(self.due_on, self.on):%-d %B %Y}")
