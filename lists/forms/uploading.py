"""The list of members that somebody uploads, and what is asked before it is confirmed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lists.rules.member_rows import read_members
from lists.rules.tables import MOST_BYTES
from lists.rules.workbooks import MOST_ROWS, NotReadable
from members.enums import EmployerChange
from portal.documents import safe_name
from portal.edits import form_digest
from portal.forms import Form

MOST_MEGABYTES = MOST_BYTES // (1024 * 1024)


class UploadForm(Form):
    """Once valid, `rows` holds what the file says, each row judged by itself."""

    list = forms.FileField(
        label="The list",
        help_text=f"An XLSX or CSV file of up to {MOST_ROWS:,} people and {MOST_MEGABYTES} MB",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "Select the file with the list", "empty": "The selected file is empty"},
    )
    label_sizes = {"list": "m"}

    def clean_list(self) -> UploadedFile:
        """The content decides, not the name; what is too large is never read."""
        uploaded = self.cleaned_data["list"]
        if uploaded.size > MOST_BYTES:
            raise forms.ValidationError(f"The selected file must be smaller than {MOST_MEGABYTES} MB")
        content = uploaded.read()
        try:
            self.rows = read_members(content)
        except NotReadable as error:
            raise forms.ValidationError(str(error)) from error
        self.name = safe_name(uploaded.name, "xlsx" if content.startswith(b"PK") else "csv")
        return uploaded


NAMED = 3  # of the members concerned
HINTS = {
    EmployerChange.RENAMED: "What was stated for the employer goes on under the new name",
    EmployerChange.NEW_JOB: "Nothing of the row is saved. We ask the member by email what holds for the new employer",
}


class EmployersForm(Form):
    """What each change of employer means that the list brings for members: `changes` as `confirming` gives them."""

    def __init__(self, *args: Any, changes: Mapping[tuple[str, str], list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = {
            f"employer-{form_digest({'before': before, 'after': after})}": (before, after) for before, after in changes
        }
        self.choice_hints = {name: dict(HINTS) for name in self.pairs}
        for name, (before, after) in self.pairs.items():
            self.fields[name] = forms.ChoiceField(
                label=f"“{before}” becomes “{after}” for {_named(changes[before, after])}. What has happened?",
                choices=EmployerChange.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"Say what has happened between {before} and {after}"},
            )

    def employers(self) -> dict[tuple[str, str], str]:
        """What `confirming.confirm` takes."""
        return {pair: self.cleaned_data[name] for name, pair in self.pairs.items()}


def _named(people: list[str]) -> str:
    more = len(people) - NAMED
    shown = people[:NAMED] + ([f"{more} more"] if more > 0 else [])
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
