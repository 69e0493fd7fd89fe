"""Chairs begin a collaboration, ask other groups in, and propose who chairs them all."""

from typing import Any

from django import forms

from groups.models import Group
from members.models import Person
from portal.forms import Form, choice_field


class BeginForm(Form):
    name = forms.CharField(
        label="What do you call it?", max_length=200, help_text="For example “Groups of the food industry”"
    )
    purpose = forms.CharField(
        label="What do the groups do together?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AskForm(Form):
    reference = forms.CharField(
        label="Reference of the group",
        max_length=20,
        help_text="As on its public page, for example TB1001. Its chair is asked to agree",
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )

    def __init__(self, *args: Any, published: Any, **kwargs: Any) -> None:
        """`published`: the groups that everybody may know of."""
        super().__init__(*args, **kwargs)
        self.published = published
        self.group: Group | None = None

    def clean_reference(self) -> str:
        reference = self.cleaned_data["reference"].upper()
        self.group = self.published.filter(reference=reference).first()
        if self.group is None:
            raise forms.ValidationError("No published group has this reference. Look for it in the list of groups")
        return reference


class OverArchingForm(Form):
    person = forms.TypedChoiceField(
        label="Who should coordinate the groups?",
        coerce=int,
        widget=forms.RadioSelect,
        help_text="A chair of one of the groups, or an employer member of yours",
        error_messages={"required": "Choose who should coordinate the groups"},
    )

    def __init__(self, *args: Any, people: dict[Person, str], **kwargs: Any) -> None:
        """`people`: who can be proposed, with the group of each."""
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        choice_field(self, "person").choices = [
            (person.pk, f"{person.name}, {group}") for person, group in people.items()
        ]

    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]
