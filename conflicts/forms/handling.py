"""How an interest is handled."""

from typing import Any, ClassVar

from django import forms

from conflicts.enums import LIMITED, Measure, Subject
from portal.edits import ConcurrentEditForm
from portal.forms import Form

ALL, SOME = "all", "some"


class HandlingForm(ConcurrentEditForm):
    measure = forms.ChoiceField(
        label="What does the group do about it?",
        choices=Measure.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the group does about the interest"},
    )
    scope = forms.ChoiceField(
        label="What does that concern?",
        help_text="Answer this when the person does not vote or leaves the meeting",
        choices=[(ALL, "Everything that the group decides"), (SOME, "Only some subjects")],
        widget=forms.RadioSelect,
        required=False,
    )
    subjects = forms.MultipleChoiceField(
        label="Subjects", choices=Subject.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(
        label="Why?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "data-maxlength": 4000}),
        help_text="The person reads this, and so does everyone who sees the register",
        error_messages={"required": "Give the reason"},
    )

    label_sizes: ClassVar = {"measure": "m", "scope": "m", "subjects": "s", "reason": "m"}
    reveals: ClassVar = {"scope": {SOME: ("subjects",)}}
    choice_hints: ClassVar = {
        "measure": {
            Measure.NONE: "The interest is known, and the person takes part in everything",
            Measure.NO_VOTE: "They may speak, and their vote is not asked for",
            Measure.LEAVE_FOR_ITEM: "They neither speak nor vote, and are out of the room",
            Measure.STEP_DOWN: "They do not vote any more. End the membership or the role of chair as well",
        }
    }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("measure") not in LIMITED:
            return data | {"subjects": []}
        if not data.get("scope"):
            self.add_error("scope", "Select what it concerns")
        elif data["scope"] == SOME and not data.get("subjects"):
            self.add_error("subjects", "Select at least one subject")
        elif data["scope"] == ALL:
            data["subjects"] = []
        return data

    def answers(self) -> dict[str, Any]:
        """As `conflicts.actions.handling.handle` takes them."""
        data = self.cleaned_data
        content = {
            "subjects": [Subject(subject) for subject in data["subjects"]],
            "reason": data["reason"],
            "seen": data["seen"],
        }
        return {"measure": Measure(data["measure"]), **content}


class SharingForm(Form):
    is_shared = forms.TypedChoiceField(choices=[("True", "Yes"), ("False", "No")], coerce=lambda value: value == "True")
