"""Chairs and their confirmations; advice sought."""

from datetime import date
from typing import Any

from django import forms

from members.actions.chairs import MOST_CHAIRS
from members.enums import EngagementKind
from members.models import Engagement, Membership
from members.rules import Wording
from portal.calendar import today
from portal.forms import DateField, Form


class ChairsForm(Form):
    chairs = forms.TypedMultipleChoiceField(
        label="Who chairs the group?",
        help_text="Select one chair, or two co-chairs",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select one chair, or two co-chairs"},
    )
    label_sizes = {"chairs": "m"}

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        """`members`: the current employer members, with person and organisation."""
        super().__init__(*args, **kwargs)
        self.people = {membership.person_id: membership.person for membership in members}
        self.fields["chairs"].choices = [
            (one.person_id, f"{one.person.name}, {one.organisation.name}") for one in members
        ]

    def clean_chairs(self) -> list[int]:
        chairs = self.cleaned_data["chairs"]
        if len(chairs) > MOST_CHAIRS:
            raise forms.ValidationError(f"Select no more than two; you selected {len(chairs)}")
        return chairs

    def chosen(self) -> list[Any]:
        return [self.people[person_id] for person_id in self.cleaned_data["chairs"]]


class ChairConfirmForm(Form):
    """Neither must be ticked: what is left out is a finding, and what was given before is taken back."""

    has_no_interest = forms.BooleanField(required=False)
    agrees_to_publication = forms.BooleanField(required=False)

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["has_no_interest"].label = "I confirm that I meet this requirement"
        self.fields["agrees_to_publication"].label = f"I {wording.chair_publication.replace('your', 'my')}"


class EngagementForm(Form):
    kind = forms.ChoiceField(label="Who advised?", choices=[("", "Choose one"), *EngagementKind.choices])
    organisation = forms.CharField(label="Organisation’s name (optional)", max_length=200, required=False)
    held_on = DateField(label="When was that?", error_messages={"required": "Enter the date of the advice"})
    summary = forms.CharField(
        label="What did you ask, and what was the advice?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "data-maxlength": 4000}),
    )

    def clean_held_on(self) -> date:
        held_on = self.cleaned_data["held_on"]
        if held_on > today():
            raise forms.ValidationError("The date must be today or in the past")
        return held_on


def shown_engagement(engagement: Engagement) -> dict[str, Any]:
    name = engagement.organisation.name if engagement.organisation else ""
    return {field: getattr(engagement, field) for field in ("kind", "held_on", "summary")} | {"organisation": name}
