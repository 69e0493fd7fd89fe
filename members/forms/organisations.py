"""The organisation that a person works for, asked for in several forms."""

from typing import Any

from django import forms

from groups.enums import Region, Sector, SizeBand
from members.enums import OrganisationKind
from members.models import Organisation
from portal.forms import Form

DETAILS = ("kind", "sector", "size", "region", "employs_in_occupation")
UNKNOWN = [("", "Not known yet")]


def _choice(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[*UNKNOWN, *choices], required=False, **more)


class OrganisationForm(Form):
    """Base of forms with an organisation; `is_complete = True` asks for every detail that the guidance requires."""

    is_complete = False
    organisation_name = forms.CharField(label="Organisation’s name", max_length=200)
    organisation_kind = forms.ChoiceField(label="Type of organisation", choices=OrganisationKind.choices)
    organisation_sector = _choice("Main business activity", Sector.choices)
    organisation_size = _choice("Number of employees", SizeBand.choices, help_text="Of the whole organisation")
    organisation_region = _choice("Head office", Region.choices)
    organisation_employs_in_occupation = forms.BooleanField(
        label="The organisation employs people in this occupation", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_complete:
            return
        for name in ("organisation_sector", "organisation_size", "organisation_region"):
            field = self.fields[name]
            field.required = True
            field.choices = [("", "Choose one"), *field.choices[1:]]

    def organisation(self) -> dict[str, Any]:
        """The fields of an Organisation that were asked for, with its name, from a valid form."""
        asked = [name for name in ("name", *DETAILS) if f"organisation_{name}" in self.fields]
        return {name: self.cleaned_data[f"organisation_{name}"] for name in asked}


def shown(organisation: Organisation) -> dict[str, Any]:
    """The initial values of the form for an organisation that is known."""
    return {f"organisation_{name}": getattr(organisation, name) for name in ("name", *DETAILS)}
