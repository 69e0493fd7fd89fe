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
    answer = forms.CharField(
        label="Your answer",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Enter your answer"},
    )
