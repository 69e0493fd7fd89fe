"""A person says whether what was recorded for them is so."""

from django import forms

from meetings.enums import Answer
from portal.forms import Form


class AnswerForm(Form):
    """The button that was pressed is the answer; each form stands on its own beside others of the page."""

    about = forms.CharField(max_length=20, widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=Answer.choices, widget=forms.HiddenInput)
    words = forms.CharField(
        label="What is right? (optional)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-maxlength": 1000}),
    )
