"""The product manager records a briefing, and finds an experienced chair as mentor."""

from datetime import date
from typing import Any

from django import forms

from members.models import ChairAppointment, Person
from portal.calendar import today
from portal.forms import DateField, Form, choice_field


class BriefingForm(Form):
    held_on = DateField(label="When was the briefing?", error_messages={"required": "Enter the date of the briefing"})
    note = forms.CharField(
        label="What was it about? (optional)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_held_on(self) -> date:
        held_on = self.cleaned_data["held_on"]
        if held_on > today():
            raise forms.ValidationError("The date must be today or in the past")
        return held_on


class MentorForm(Form):
    """A chair of the route, from the list, or one of another route by their address."""

    mentor = forms.TypedChoiceField(
        label="An experienced chair of the same route",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="They have chaired another group for a year or more",
    )
    email = forms.EmailField(label="Or the email address of one of another route", max_length=254, required=False)
    agreed = forms.BooleanField(
        label="Both agreed that each is told the other’s name and email address",
        error_messages={"required": "Ask both before you put them in touch"},
    )

    def __init__(self, *args: Any, experienced: list[ChairAppointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {appointment.person_id: appointment.person for appointment in experienced}
        choices = {
            appointment.person_id: f"{appointment.person.name}, {appointment.group.name}" for appointment in experienced
        }
        choice_field(self, "mentor").choices = [("", "Choose one"), *choices.items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        email = data.get("email", "").lower()
        person = self.people.get(data.get("mentor") or 0) or Person.objects.filter(email=email or None).first()
        if person is None and not self.errors.keys() & {"mentor", "email"}:
            self.add_error("email" if email else "mentor", "Choose an experienced chair, or enter the address of one")
        return data | {"person": person}
