"""Who left for an item of the agenda, and who of them came back."""

from typing import Any

from django import forms

from portal.forms import Form, choice_field


def _people(label: str, help_text: str) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, help_text=help_text, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )


def recorded_before() -> forms.TypedMultipleChoiceField:
    """Who was recorded when the form was shown: only they can be taken off, by being shown and not selected."""
    return forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)


class OutForm(Form):
    recorded = recorded_before()
    left = _people("Who left the meeting for this item?", "Select all that apply. They are not counted in its motions")
    back = _people("Who of them came back after it?", "Leave this empty until they are back")
    label_sizes = {"left": "m", "back": "m"}
    small = {"left", "back"}

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        """`people`: key and name of those who came to the meeting."""
        super().__init__(*args, **kwargs)
        self.names = dict(people)
        for name in ("left", "back", "recorded"):
            choice_field(self, name).choices = people

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        never_left = set(data.get("back", [])) - set(data.get("left", []))
        if never_left:
            names = " and ".join(self.names[person] for person in sorted(never_left))
            self.add_error("back", f"{names} can come back only after leaving: select them above, too")
        return data
