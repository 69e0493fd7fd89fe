"""The organisation that a person works for, asked for in several forms."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from groups.forms.tasks import yes_no
from groups.models import Group
from guidance.vocabulary import OrganisationKind, Region, Sector, SizeBand
from members.actions.organisations import named_in_group
from members.models import Organisation
from members.rules import closest
from members.rules.activities import division_choices, section_of
from members.rules.regions import region_of
from portal.forms import Form, choice_field

DETAILS = ("kind", "sector", "division", "size", "region", "employs_in_occupation")
ANOTHER = "-"
EMPLOYS = "organisation_employs_in_occupation"
UNKNOWN = [("", "Not known yet")]
CHOOSE = {
    "organisation_sector": "Select main business activity",
    "organisation_region": "Select head office, or enter its postcode",
}
COMPLETE = {
    "organisation_sector": Sector.choices,
    "organisation_size": SizeBand.choices,
    "organisation_region": Region.choices,
}


def _choice(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[*UNKNOWN, *choices], required=False, **more)


class OrganisationForm(Form):
    """Base of forms with an organisation; `is_complete = True` asks for every detail that the guidance requires."""

    is_complete = False
    organisation_name = forms.CharField(label="Organisation’s name", max_length=200)
    organisation_same = forms.ChoiceField(
        label="Is it one of these, which the group knows already?", widget=forms.RadioSelect, required=False
    )
    organisation_kind = forms.ChoiceField(label="Type of organisation", choices=OrganisationKind.choices)
    organisation_sector = _choice("Main business activity", Sector.choices)
    organisation_division = forms.ChoiceField(
        label="SIC division (optional)",
        help_text="The first two digits of the SIC code that the organisation gave to Companies House",
        choices=[("", "Choose one"), *division_choices()],
        required=False,
        widget=forms.Select({"data-autocomplete": True}),
    )
    organisation_size = _choice("Number of employees", SizeBand.choices, help_text="Of the whole organisation")
    organisation_postcode = forms.CharField(
        label="Head office postcode (optional)",
        help_text="It gives the region, unless you choose one below. The postcode itself is not kept",
        max_length=10,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "postal-code"}),
    )
    organisation_region = _choice("Region of the head office", Region.choices)
    organisation_employs_in_occupation = yes_no(
        "Does the organisation employ people in this occupation?",
        help_text="Leave it unanswered if you do not know",
        error="Say whether the organisation employs people in this occupation",
        required=False,
    )
    inline: ClassVar = {EMPLOYS}

    def __init__(self, *args: Any, group: Group | None = None, **kwargs: Any) -> None:
        """With a `group`, names that it knows are offered while typing, and asked about where they are nearly equal."""
        super().__init__(*args, **kwargs)
        self._offer(group)
        if not self.is_complete:
            return
        self.fields["organisation_size"].required = True
        self._must_say_whether_it_employs()
        for name, choices in COMPLETE.items():
            choice_field(self, name).choices = [("", "Choose one"), *choices]

    def _must_say_whether_it_employs(self) -> None:
        """Of who answers for the own employer."""
        self.fields[EMPLOYS].required, self.fields[EMPLOYS].help_text = True, ""

    def _offer(self, group: Group | None) -> None:
        close: list[str] = []
        if group is not None:
            url = reverse("members:organisation_names", args=[group.pk])
            self.fields["organisation_name"].widget.attrs["data-autocomplete-url"] = url
            typed = str(self.data.get("organisation_name", ""))[:200]
            close = closest(typed, named_in_group(group).values_list("name", flat=True)) if typed else []
        if not close:
            del self.fields["organisation_same"]
            return
        names = [(name, f"Yes, {name}") for name in close]
        choice_field(self, "organisation_same").choices = [*names, (ANOTHER, "No, it is another organisation")]

    def clean_organisation_same(self) -> str:
        """Asked only where something is nearly the same."""
        same = self.cleaned_data["organisation_same"]
        if not same:
            raise forms.ValidationError("Say whether it is an organisation that the group knows")
        if same != ANOTHER:
            self.cleaned_data["organisation_name"] = same
        return same

    def clean_organisation_postcode(self) -> str:
        postcode = self.cleaned_data["organisation_postcode"]
        if postcode and region_of(postcode) is None:
            raise forms.ValidationError("Enter a postcode of the United Kingdom, like M1 2AB, or choose the region")
        return postcode

    def clean(self) -> dict[str, Any]:
        """The division gives the section, the postcode the region, where these are not chosen."""
        cleaned = super().clean() or self.cleaned_data
        section = section_of(cleaned.get("organisation_division", ""))
        region = region_of(cleaned.get("organisation_postcode", ""))
        if section and cleaned.get("organisation_sector") not in ("", section):
            wrong = f"This division belongs to section {section}, not to the one you chose"
            self.add_error("organisation_division", wrong)
        for name, given in (("organisation_sector", section), ("organisation_region", region)):
            cleaned[name] = cleaned.get(name) or given or ""
            if self.is_complete and not cleaned[name] and not self.errors.get(name):
                self.add_error(name, CHOOSE[name])
        return cleaned

    def organisation(self) -> dict[str, Any]:
        """The fields of an Organisation that were asked for, with its name, from a valid form.

        What nobody knows yet takes nothing away from what is known.
        """
        asked = [name for name in ("name", *DETAILS) if f"organisation_{name}" in self.fields]
        content = {name: self.cleaned_data[f"organisation_{name}"] for name in asked}
        return (
            content if self.is_complete else {name: value for name, value in content.items() if value not in ("", None)}
        )


def initial_from(organisation: Organisation) -> dict[str, Any]:
    """The initial values of the form for an organisation that is known."""
    return {f"organisation_{name}": getattr(organisation, name) for name in ("name", *DETAILS)}
