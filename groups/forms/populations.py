"""Figures of an occupation's employers from a table."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from groups.rules import populations
from portal.calendar import today
from portal.edits import ConcurrentEditForm
from portal.forms import DateField

MOST_MEGABYTES = 5


class PopulationTableForm(ConcurrentEditForm):
    table = forms.FileField(
        label="The table",
        help_text=f"A CSV file of up to {MOST_MEGABYTES} MB",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choose the table"},
    )
    source = forms.CharField(
        label="Where do the figures come from?",
        max_length=500,
        help_text="For example the name of the official statistics",
        error_messages={"required": "Say where the figures come from"},
    )
    figures_on = DateField(label="Date of the figures", help_text="For example 27 3 2026")

    def __init__(self, *args: Any, occupation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.occupation = occupation
        self.shares: populations.Shares = {}

    def clean_table(self) -> UploadedFile:
        """The content decides, not the name; what is too large is never read."""
        table = self.cleaned_data["table"]
        if table.size > MOST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(f"The table must be smaller than {MOST_MEGABYTES} MB")
        try:
            self.shares = populations.read(table.read(), occupation=self.occupation)
        except populations.NotATable as problem:
            raise forms.ValidationError(problem.problems) from problem
        return table

    def clean_figures_on(self) -> Any:
        figures_on = self.cleaned_data["figures_on"]
        if figures_on > today():
            raise forms.ValidationError("The date must be today or in the past")
        return figures_on

    def answers(self) -> dict[str, Any]:
        """What `registering.save_population` takes."""
        return {name: self.cleaned_data[name] for name in ("source", "figures_on", "seen")} | {"shares": self.shares}
