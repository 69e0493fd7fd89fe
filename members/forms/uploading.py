"""The list of members that somebody uploads."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from members.rules.member_rows import read_members
from members.rules.tables import MOST_BYTES
from members.rules.workbooks import MOST_ROWS, NotReadable
from portal.documents import safe_name
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
