"""What a group says of itself while it registers."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from guidance.vocabulary import CATEGORIES, Dimension
from portal.edits import ConcurrentEditForm

YES_NO = [("True", "Yes"), ("False", "No")]
SHARE_TOLERANCE = Decimal(1)  # percentage points, as the coverage test allows


def yes_no(label: str, *, help_text: str = "", error: str = "", required: bool = True) -> forms.TypedChoiceField:
    """A question that is not answered until somebody answers it: True, False, or None where it may stay unanswered."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=YES_NO,
        coerce=lambda value: value == "True",
        empty_value=None,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": error},
    )


class OccupationForm(ConcurrentEditForm):
    name = forms.CharField(
        label="Name of the group",
        max_length=200,
        help_text="Usually the name of the occupation",
        error_messages={"required": "Enter the name of the group"},
    )
    regulated = yes_no(
        "Is the occupation regulated?",
        help_text="A regulator decides who may work in it",
        error="Say whether the occupation is regulated",
    )
    professional_status = yes_no(
        "Does a professional body award professional status for it?",
        error="Say whether a professional body awards professional status",
    )

    inline: ClassVar = {"regulated", "professional_status"}


class RunningForm(ConcurrentEditForm):
    charges_fee = yes_no(
        "Does the group charge an admission or membership fee?",
        help_text="Trailblazer groups must not have an admission or membership fee",
        error="Say whether the group charges a fee",
    )
    capacity = yes_no(
        "Does the group have the capacity to complete the work?",
        help_text="To avoid delays in development or revision work",
        error="Say whether the group has the capacity to complete the work",
    )
    drafting = yes_no(
        "Do the group’s employers take responsibility for drafting decisions?",
        help_text="Others may advise; final decisions rest with the employers in the group",
        error="Say whether the employers take responsibility for drafting decisions",
    )
    apprenticeship_count = forms.IntegerField(
        label="How many apprenticeships does the group develop or maintain?",
        min_value=0,
        max_value=999,
        help_text="Count this one",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many apprenticeships the group develops or maintains",
            "invalid": "Enter a whole number, like 1",
        },
    )

    inline: ClassVar = {"charges_fee", "capacity", "drafting"}


class PopulationForm(ConcurrentEditForm):
    """Percentages of the occupation's employers by size, sector and region."""

    source = forms.CharField(
        label="Where do the figures come from?",
        max_length=500,
        help_text="For example a survey of employers, or official statistics, with its date",
        error_messages={"required": "Say where the figures come from"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.belongs_to: dict[str, str] = {}
        for dimension, choices in CATEGORIES.items():
            for value, label in choices.choices:
                self.fields[f"{dimension.value}_{value}"] = _percentage(label)
                self.belongs_to[f"{dimension.value}_{value}"] = dimension.label
        self.suffixes = dict.fromkeys(self.fields.keys() - {"source", "seen"}, "%")

    def rows(self, dimension: Dimension) -> list[forms.BoundField]:
        return [self[f"{dimension.value}_{value}"] for value in CATEGORIES[dimension].values]

    def tables(self) -> list[tuple[Dimension, list[forms.BoundField]]]:
        return [(dimension, self.rows(dimension)) for dimension in Dimension]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for dimension in Dimension:
            self._check_total(dimension, data)
        return data

    def _check_total(self, dimension: Dimension, data: dict[str, Any]) -> None:
        names = [f"{dimension.value}_{value}" for value in CATEGORIES[dimension].values]
        given = [data[name] for name in names if data.get(name) is not None]
        total = sum(given, Decimal(0))
        if given and not any(name in self.errors for name in names) and abs(total - 100) > SHARE_TOLERANCE:
            label = dimension.label.lower()
            self.add_error(
                names[0], f"The figures by {label} add up to {total.normalize():f}%; they must add up to 100%"
            )

    def shares(self) -> dict[Dimension, dict[str, Decimal]]:
        """The figures as shares between 0 and 1; categories left empty are left out."""
        return {
            dimension: {
                value: percentage / 100
                for value in CATEGORIES[dimension].values
                if (percentage := self.cleaned_data.get(f"{dimension.value}_{value}")) is not None
            }
            for dimension in Dimension
        }


def _percentage(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
        error_messages={
            "invalid": f"{label}: enter a percentage, like 12.5",
            "max_value": f"{label}: a percentage is 100 or less",
            "min_value": f"{label}: a percentage is 0 or more",
            "max_decimal_places": f"{label}: enter at most two decimal places",
        },
    )
