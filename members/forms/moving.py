"""What a member answers who works for another employer."""

from datetime import date
from typing import Any

from django import forms

from guidance.statements import OF_THE_EMPLOYER, Wording
from guidance.vocabulary import Experience, MembershipKind
from members.forms.organisations import EMPLOYS, OrganisationForm
from members.models import Membership
from members.rules import same_name
from portal.calendar import today
from portal.forms import DateField, choice_field


class NewEmployerForm(OrganisationForm):
    """Everything that hangs on the employer: since when, the job, the organisation, what is stated and agreed."""

    is_complete = True
    moved_on = DateField(
        label="First day with the new employer",
        error_messages={"required": "Enter the first day with the new employer"},
    )
    job_title = forms.CharField(label="Job title", max_length=200)
    plans_to_serve_until = DateField(
        label="Until when do you plan to serve?",
        error_messages={"required": "Enter the day until which you plan to serve"},
    )
    occupation_experience = forms.ChoiceField(
        label="Have you worked in the occupation?", choices=Experience.choices, widget=forms.RadioSelect
    )
    given = forms.MultipleChoiceField(
        label="What holds for the new employer?",
        help_text="Tick each one that is true. What you stated about yourself goes on",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("moved_on", "job_title")

    def __init__(self, *args: Any, membership: Membership, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        kind = membership.kind
        items = [item for item in (*wording.statements(kind), *wording.consents(kind)) if item.code in OF_THE_EMPLOYER]
        choice_field(self, "given").choices = [(item.code, item.text) for item in items]
        self.choice_hints = {"given": {item.code: item.hint for item in items}}
        if kind != MembershipKind.EMPLOYER:
            unasked = ("plans_to_serve_until", "occupation_experience", EMPLOYS, "given")
            for name in unasked:
                del self.fields[name]

    def clean_moved_on(self) -> date:
        moved_on, started_on = self.cleaned_data["moved_on"], self.membership.started_on
        if moved_on > today():
            raise forms.ValidationError("The day must be today or in the past. Come back on the first day")
        if moved_on < started_on:
            raise forms.ValidationError(f"The day must be {started_on:%-d %B %Y} or later, when your membership began")
        return moved_on

    def clean_organisation_name(self) -> str:
        name = self.cleaned_data["organisation_name"]
        if same_name(name) == same_name(self.membership.organisation.name):
            raise forms.ValidationError("This is the employer that you had. Enter the name of the new employer")
        return name

    def answers(self) -> dict[str, Any]:
        asked = ("job_title", "plans_to_serve_until", "occupation_experience")
        own = {name: self.cleaned_data[name] for name in asked if name in self.cleaned_data}
        return own | {"organisation": self.organisation()}
