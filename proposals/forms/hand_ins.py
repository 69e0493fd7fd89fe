"""A draft is handed in for feedback, and gets it."""

from django import forms

from portal.forms import Form


class HandInForm(Form):
    note = forms.CharField(
        label="What do you want feedback on? (optional)",
        max_length=4000,
        required=False,
        help_text="For example, sections that you are not sure of",
        widget=forms.Textarea(attrs={"rows": 4, "data-maxlength": 4000}),
    )


class FeedbackForm(Form):
    text = forms.CharField(
        label="Your feedback",
        max_length=8000,
        help_text="On the draft as a whole. You can comment on single sections where you read it",
        widget=forms.Textarea(attrs={"rows": 8, "data-maxlength": 8000}),
        error_messages={"required": "Enter your feedback"},
    )
