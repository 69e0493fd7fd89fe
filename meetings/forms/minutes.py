"""The words of minutes, item by item; why something is missing; and what members say of them."""

from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

from meetings.actions.gaps import Gap
from meetings.models import AgendaItem
from portal.edits import ConcurrentEditForm
from portal.forms import Form, choice_field

LONGEST = 8000
WHOLE = "note_"  # the field about the whole meeting; an item's has its key after it


class NotesForm(ConcurrentEditForm):
    """A text for each item of the agenda, and one about the whole meeting; all may be left empty."""

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_sizes = {}
        self._add(WHOLE, "About the meeting as a whole (optional)", rows=4)
        for number, item in enumerate(items, 1):
            self._add(f"{WHOLE}{item.pk}", f"{number}. {item.title} (optional)", rows=6)

    def _add(self, name: str, label: str, *, rows: int) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "data-maxlength": LONGEST})
        self.fields[name] = forms.CharField(label=label, max_length=LONGEST, required=False, widget=widget)
        self.label_sizes[name] = "s"

    def notes(self) -> dict[str, str]:
        """Text by the item's key, "" for the whole."""
        named = {name: text for name, text in self.cleaned_data.items() if name.startswith(WHOLE)}
        return {name.removeprefix(WHOLE): text for name, text in named.items()}


def shown_notes(notes: dict[str, str]) -> dict[str, str]:
    return {f"{WHOLE}{key}": text for key, text in notes.items()}


class ReasonsForm(Form):
    """Why the record lacks something: a text for each gap that a reason may explain."""

    def __init__(self, *args: Any, gaps: list[Gap], **kwargs: Any) -> None:
        """`gaps`: those that may be explained."""
        super().__init__(*args, **kwargs)
        self.gaps = gaps
        for gap in gaps:
            widget = forms.Textarea(attrs={"rows": 2, "data-maxlength": 1000})
            self.fields[gap.key] = forms.CharField(
                label="Or give the reason why it is missing",
                help_text="Everybody who reads the minutes reads this",
                max_length=1000,
                widget=widget,
                error_messages={"required": f"Put it right, or give a reason: {gap.text}"},
            )

    def lines(self) -> list[tuple[Gap, BoundField]]:
        return [(gap, self[gap.key]) for gap in self.gaps]


class AnswerForm(Form):
    """Whether the minutes are right, of who was there."""

    answer = forms.ChoiceField(
        label="Are these minutes right?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether the minutes are right"},
    )
    words = forms.CharField(
        label="What is to be corrected?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-maxlength": 2000}),
    )
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    label_sizes: ClassVar = {"answer": "m"}
    reveals: ClassVar = {"answer": {"no": ("words",)}}

    def __init__(self, *args: Any, may_agree: bool, **kwargs: Any) -> None:
        """`may_agree`: only employer members who came agree; others may ask for a correction."""
        super().__init__(*args, **kwargs)
        agree = [("yes", "Yes, I agree to them")] if may_agree else []
        choice_field(self, "answer").choices = [*agree, ("no", "No, something is to be corrected")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "no":
            self.ask_for("words", "Enter what is to be corrected")
        return data

    def answers(self) -> dict[str, Any]:
        """As `meetings.actions.minutes_answers.answer` takes them."""
        agrees = self.cleaned_data["answer"] == "yes"
        return {
            "agrees": agrees,
            "text": "" if agrees else self.cleaned_data["words"],
            "seen": self.cleaned_data["seen"],
        }


class CorrectionForm(Form):
    words = forms.CharField(
        label="What became of it?",
        help_text="For example: corrected under item 3. Everybody who reads the minutes reads this",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "data-maxlength": 2000}),
        error_messages={"required": "Enter what became of the correction"},
    )
    label_sizes: ClassVar = {"words": "m"}


class AgreedForm(Form):
    """Who agreed the minutes in a later meeting."""

    people = forms.TypedMultipleChoiceField(
        label="Who agreed the minutes?",
        help_text="Select all who did. Each of them is told that you recorded it",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select who agreed the minutes"},
    )
    label_sizes: ClassVar = {"people": "m"}

    def __init__(self, *args: Any, people: dict[int, str], **kwargs: Any) -> None:
        """`people`: key and name of the employer members who came to that meeting."""
        super().__init__(*args, **kwargs)
        choice_field(self, "people").choices = [*people.items()]
