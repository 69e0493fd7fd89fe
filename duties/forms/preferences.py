from __future__ import annotations

from typing import Any

from django import forms

from duties.enums import Frequency
from guidance.duties.registry import Urgency
from portal.forms import Form

QUESTIONS = {
    Urgency.URGENT: ("Urgent things", "Decisions and answers that others wait for, and votes"),
    Urgency.NORMAL: ("What is due within weeks", "Such as declarations of interests and minutes"),
    Urgency.LONG: ("What takes months", "Such as a proposal, a standard, or a milestone"),
    Urgency.QUIET: ("What has no hurry", "Such as questions about listed employers"),
}
OF_URGENT = (Frequency.AT_ONCE, Frequency.DAILY)


class PreferencesForm(Form):
    """A question for each urgency, named by its letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for urgency, (label, hint) in QUESTIONS.items():
            offered = OF_URGENT if urgency == Urgency.URGENT else Frequency
            self.fields[urgency.value] = forms.ChoiceField(
                label=label,
                help_text=hint,
                choices=[(choice.value, choice.label) for choice in offered],
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose how you hear of this: {label.lower()}"},
            )
