"""When a meeting is, who came to it, and what they answered to the check for declarations."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html

from conflicts.enums import Perception
from conflicts.forms.declaring import InterestForm
from groups.forms.tasks import yes_no
from meetings.actions.attendance import Row
from meetings.enums import Check, Mode, Presence
from meetings.models import Attendance, Meeting
from members.models import Membership
from portal.forms import DateField, Form, choice_field

# What a person's attendance is chosen from: presence and mode in one.
ATTENDED = {
    "in_person": ("Came, in person", Presence.CAME, Mode.IN_PERSON),
    "remote": ("Came, remotely", Presence.CAME, Mode.REMOTE),
    "apologies": ("Sent apologies", Presence.APOLOGIES, ""),
    "absent": ("Did not come", Presence.ABSENT, ""),
}
NOT_ASKED = "Not asked"  # who did not come


class PlanForm(Form):
    title = forms.CharField(
        label="What is the meeting about? (optional)", max_length=200, required=False, help_text="For example, Kick-off"
    )
    planned_on = DateField(
        label="When is the meeting, or when was it?", error_messages={"required": "Enter the date of the meeting"}
    )
    planned_time = forms.TimeField(
        label="Start time (optional)",
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        help_text="For example, 14:30",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter the time as hours and minutes, like 14:30"},
    )
    planned_until = forms.TimeField(
        label="End time (optional)",
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter the time as hours and minutes, like 16:00"},
    )
    place = forms.CharField(label="Place, or link to the online meeting (optional)", max_length=500, required=False)
    label_sizes = dict.fromkeys(("title", "planned_on", "planned_time", "planned_until", "place"), "s")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("planned_time"), data.get("planned_until")
        if end and not start and "planned_time" not in self.errors:
            self.add_error("planned_time", "Enter when the meeting starts, or leave out when it ends")
        elif start and end and end <= start:
            self.add_error("planned_until", "The end must be after the start")
        if start and data.get("planned_on") and not _exists(data["planned_on"], start):
            self.add_error("planned_time", "Clocks go forward in that hour: enter a time after it")
        return data


def _exists(day: date, hour: time) -> bool:
    """False for the hour that is left out when summer time begins."""
    meant = timezone.make_aware(datetime.combine(day, hour))
    return timezone.localtime(meant.astimezone(UTC)).time() == hour


class CancelForm(Form):
    reason = forms.CharField(
        label="Why is the meeting called off?",
        max_length=2000,
        help_text="Everybody who was told of the meeting reads this",
        widget=forms.Textarea(attrs={"rows": 4, "data-maxlength": 2000}),
        error_messages={"required": "Enter why the meeting is called off"},
    )
    label_sizes = {"reason": "m"}


def shown_plan(meeting: Meeting) -> dict[str, Any]:
    start, end = meeting.planned_time, meeting.planned_until
    return {
        "title": meeting.title,
        "planned_on": meeting.day,
        "planned_time": f"{start:%H:%M}" if start else "",
        "planned_until": f"{end:%H:%M}" if end else "",
        "place": meeting.place,
    }


class AttendanceForm(Form):
    """Two questions for each person who served on the day, and the competition statement."""

    inline: ClassVar = {"competition_statement"}

    competition_statement = yes_no(
        "Was the competition statement read, or another step taken against anti-competitive activity?",
        help_text="Without an answer it stays as it is recorded so far",
        required=False,
    )
    also_there = forms.CharField(
        label="Who else was there? (optional)",
        max_length=500,
        required=False,
        help_text="People who do not serve on the group, such as the product manager or a guest, with their role",
    )

    def __init__(
        self,
        *args: Any,
        people: list[Membership],
        kept: dict[int, Attendance],
        apologies: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        """`people`: everybody who served that day; `kept`: what is recorded already, by the key of the person;
        `apologies`: the keys of those who sent them before the meeting."""
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            self._add(person, kept.get(person.person_id), has_apologies=person.person_id in apologies)

    def _add(self, membership: Membership, kept: Attendance | None, *, has_apologies: bool) -> None:
        name = membership.person.name
        self.fields[f"attended_{membership.person_id}"] = forms.ChoiceField(
            label=_unseen(f"Attendance of {name}"),
            choices=[("", "Choose one"), *((key, text) for key, (text, _, _) in ATTENDED.items())],
            error_messages={"required": f"Select whether {name} came"},
            initial=_attended(kept) or ("apologies" if has_apologies else ""),
        )
        self.fields[f"check_{membership.person_id}"] = forms.ChoiceField(
            label=_unseen(f"What {name} answered to the check for declarations"),
            choices=[("", NOT_ASKED), *Check.choices],
            required=False,
            initial=kept.check_answer if kept else "",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for person in self.people:
            self._check(
                person, str(data.get(f"attended_{person.person_id}", "")), data.get(f"check_{person.person_id}")
            )
        answered = [str(data.get(f"attended_{person.person_id}", "")) for person in self.people]
        if all(answered) and not any(ATTENDED[answer][1] == Presence.CAME for answer in answered):
            raise forms.ValidationError("Nobody came: then the meeting was not held")
        return data

    def _check(self, membership: Membership, attended: str, answer: str | None) -> None:
        came = attended in ATTENDED and ATTENDED[attended][1] == Presence.CAME
        if came and not answer:
            self.add_error(
                f"check_{membership.person_id}", f"Select what {membership.person.name} answered to the check"
            )
        if attended and not came and answer:
            text = f"{membership.person.name} did not come: select “{NOT_ASKED}” for the check"
            self.add_error(f"check_{membership.person_id}", text)

    def rows(self) -> dict[int, Row]:
        """As `meetings.actions.attendance.record` takes them."""
        return {person.person_id: self._row(person.person_id) for person in self.people}

    def _row(self, person: int) -> Row:
        _, presence, mode = ATTENDED[self.cleaned_data[f"attended_{person}"]]
        return Row(str(presence), str(mode), self.cleaned_data[f"check_{person}"])

    def lines(self) -> list[tuple[Membership, BoundField, BoundField]]:
        """The people, each with the two questions."""
        return [
            (person, self[f"attended_{person.person_id}"], self[f"check_{person.person_id}"]) for person in self.people
        ]


def _unseen(text: str) -> str:
    """The table's headings say it to who sees them."""
    return format_html('<span class="govuk-visually-hidden">{}</span>', text)


def _attended(kept: Attendance | None) -> str:
    if kept is None:
        return ""
    return str(kept.mode if kept.presence == Presence.CAME else kept.presence)


class SaidInterestForm(InterestForm):
    """An interest that somebody declared in the meeting, written down by the chair."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by_employment"].label = "Do they have this interest only because they are employed there?"
        self.fields["by_employment"].help_text = "For example, they own shares that their employer gave them"
        self.fields["began_on"].label = "Since when do they have this interest? (optional)"
        self.fields["began_on"].help_text = "Where the day is not known, enter the first of the month"
        self.fields["perception"].label = "How could it affect their work on the group?"
        choice_field(self, "perception").choices = [(key, _of_others(text)) for key, text in Perception.choices]
        self.fields["description"].help_text = "In their words: what they own, do or are tied to"


def _of_others(text: str) -> str:
    return text.replace("my decisions", "their decisions")
