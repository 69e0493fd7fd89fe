"""What an official decides about two organisations that may be the same."""

from typing import Any

from django import forms

from members.models import LikelyDouble
from portal.forms import Form

FIRST, SECOND, DIFFERENT = "first", "second", "different"


class JudgeForm(Form):
    decision = forms.ChoiceField(
        label="What are they?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they are"},
    )
    label_sizes = {"decision": "m"}

    def __init__(self, *args: Any, double: LikelyDouble, may_merge: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        merges = [
            (FIRST, f"The same: merge them, and keep “{double.first.name}” with its details"),
            (SECOND, f"The same: merge them, and keep “{double.second.name}” with its details"),
        ]
        different = (DIFFERENT, "Not the same, or better left apart: do not propose them again")
        self.fields["decision"].choices = [*(merges if may_merge else []), different]
