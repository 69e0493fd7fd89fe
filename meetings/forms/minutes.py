"""The words of minutes, item by item; and when they were agreed."""

from datetime import date
from typing import Any

from django import forms

from groups.forms.tasks import StampedForm
from meetings.models import AgendaItem, Meeting
from portal.forms import DateField, Form

LONGEST = 8000
WHOLE = "note_"  # the field about the whole meeting; an item's has its key after it


class NotesForm(StampedForm):
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


class AgreeForm(Form):
    agreed_on = DateField(
        label="When did the group agree the minutes?", error_messages={"required": "Enter the day they were agreed"}
    )
    agreed_in = forms.ChoiceField(label="In which meeting? (optional)", required=False)
    label_sizes = {"agreed_on": "m", "agreed_in": "m"}

    def __init__(self, *args: Any, meeting: Meeting, later: list[Meeting], latest: date, **kwargs: Any) -> None:
        """`later`: meetings of the group held after this one; `latest`: the last day that may be entered."""
        super().__init__(*args, **kwargs)
        self.meeting, self.latest = meeting, latest
        self.later = {str(one.pk): one for one in later}
        named = [(key, f"{one.name} of {one.day:%-d %B %Y}") for key, one in self.later.items()]
        self.fields["agreed_in"].choices = [("", "In none: the members agreed them otherwise"), *named]

    def clean_agreed_on(self) -> date:
        day = self.cleaned_data["agreed_on"]
        if day < self.meeting.day:
            raise forms.ValidationError("The day must not be before the meeting")
        if day > self.latest:
            raise forms.ValidationError("The day must be today or in the past")
        return day

    def answers(self) -> dict[str, Any]:
        """As `meetings.actions.minutes.agree` takes them."""
        return {
            "agreed_on": self.cleaned_data["agreed_on"],
            "agreed_in": self.later.get(self.cleaned_data["agreed_in"]),
        }
