"""When a meeting is, who came to it, and what they answered to the check for declarations."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html

from meetings.actions.holding import Row
from meetings.enums import Check, Mode, Presence
from meetings.models import Attendance, Meeting
from members.models import Membership
from portal.forms import DateField, Form

# What a person's attendance is chosen from: presence and mode in one.
ATTENDED = {
    "in_person": ("Came, in person", Presence.CAME, Mode.IN_PERSON),
    "remote": ("Came, remotely", Presence.CAME, Mode.REMOTE),
    "apologies": ("Sent apologies", Presence.APOLOGIES, ""),
    "absent": ("Did not come", Presence.ABSENT, ""),
}


class PlanForm(Form):
    title = forms.CharField(
        label="What is the meeting about? (optional)", max_length=200, required=False, help_text="For example, Kick-off"
    )
    planned_on = DateField(label="When is the meeting, or when was it?", error_messages={"required": "Enter its date"})
    planned_time = forms.TimeField(
        label="Start time (optional)",
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        help_text="For example, 14:30",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter the time as hours and minutes, like 14:30"},
    )
    place = forms.CharField(label="Place, or link to the online meeting (optional)", max_length=500, required=False)


def shown_plan(meeting: Meeting) -> dict[str, Any]:
    time = meeting.planned_time
    return {
        "title": meeting.title,
        "planned_on": meeting.day,
        "planned_time": f"{time:%H:%M}" if time else "",
        "place": meeting.place,
    }


class AttendanceForm(Form):
    """Two questions for each person who served on the day, and the competition statement."""

    competition_statement = forms.BooleanField(
        label="The competition statement was read, or another step was taken against anti-competitive activity",
        required=False,
    )

    def __init__(self, *args: Any, people: list[Membership], kept: dict[int, Attendance], **kwargs: Any) -> None:
        """`people`: everybody who served that day; `kept`: what is recorded already, by the key of the person."""
        super().__init__(*args, **kwargs)
        self.people = people
        for one in people:
            self._add(one, kept.get(one.person_id))

    def _add(self, one: Membership, kept: Attendance | None) -> None:
        name = one.person.name
        self.fields[f"attended_{one.person_id}"] = forms.ChoiceField(
            label=_unseen(f"Attendance of {name}"),
            choices=[("", "Choose one"), *((key, words) for key, (words, _, _) in ATTENDED.items())],
            error_messages={"required": f"Select whether {name} came"},
            initial=_attended(kept),
        )
        self.fields[f"check_{one.person_id}"] = forms.ChoiceField(
            label=_unseen(f"What {name} answered to the check for declarations"),
            choices=[("", "Choose one"), *Check.choices],
            required=False,
            initial=kept.check_answer if kept else "",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for one in self.people:
            self._check(one, str(data.get(f"attended_{one.person_id}", "")), data.get(f"check_{one.person_id}"))
        answered = [data.get(f"attended_{one.person_id}") for one in self.people]
        if all(answered) and not any(ATTENDED[answer][1] == Presence.CAME for answer in answered):
            raise forms.ValidationError("Nobody came: then the meeting was not held")
        return data

    def _check(self, one: Membership, attended: str, answer: str | None) -> None:
        came = attended in ATTENDED and ATTENDED[attended][1] == Presence.CAME
        if came and not answer:
            self.add_error(f"check_{one.person_id}", f"Select what {one.person.name} answered to the check")
        if attended and not came and answer:
            text = f"{one.person.name} did not come: choose no answer to the check"
            self.add_error(f"check_{one.person_id}", text)

    def rows(self) -> dict[int, Row]:
        """As `meetings.actions.holding.record` takes them."""
        data = self.cleaned_data
        return {
            one.person_id: Row(
                *(str(part) for part in ATTENDED[data[f"attended_{one.person_id}"]][1:]), data[f"check_{one.person_id}"]
            )
            for one in self.people
        }

    def lines(self) -> list[tuple[Membership, BoundField, BoundField]]:
        """The people, each with the two questions."""
        return [(one, self[f"attended_{one.person_id}"], self[f"check_{one.person_id}"]) for one in self.people]


def _unseen(text: str) -> str:
    """The table's headings say it to who sees them."""
    return format_html('<span class="govuk-visually-hidden">{}</span>', text)


def _attended(kept: Attendance | None) -> str:
    if kept is None:
        return ""
    return str(kept.mode if kept.presence == Presence.CAME else kept.presence)
