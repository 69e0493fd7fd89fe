"""What an official decides about two organisations or people that may be the same."""

from collections.abc import Collection
from typing import Any

from django import forms

from duplicates.models import Pair, called
from portal.forms import Form, choice_field

FIRST, SECOND, DIFFERENT = "first", "second", "different"


class JudgeForm(Form):
    """`keepable`: those of the two that a merge may keep; none where they cannot be merged."""

    decision = forms.ChoiceField(
        label="What are they?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they are"},
    )
    label_sizes = {"decision": "m"}

    def __init__(self, *args: Any, pair: Pair, keepable: Collection[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        merges = [
            (value, f"The same: merge them, and keep “{called(side)}” with its details")
            for value, side in ((FIRST, pair.first), (SECOND, pair.second))
            if side in keepable
        ]
        different = (DIFFERENT, "Not the same, or better left apart: do not propose them again")
        choice_field(self, "decision").choices = [*merges, different]
