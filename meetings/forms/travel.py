"""A claim for travelling to a meeting, and the decision on it."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from meetings.actions.travel import ANSWERS
from meetings.enums import ClaimOutcome, Critical
from meetings.rules.receipts import MOST_BYTES, MOST_RECEIPTS, kind_of
from portal.forms import Form

MOST_MEGABYTES = MOST_BYTES // (1024 * 1024)
CHOOSE = "Choose at least one receipt: a PDF, PNG or JPEG file"


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class ReceiptsField(forms.FileField):
    """One or more files, each judged by its content; gives pairs of name and content."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        sent = [*data] if isinstance(data, list | tuple) else [data] if data else []
        if not sent:
            raise forms.ValidationError(CHOOSE)
        if len(sent) > MOST_RECEIPTS:
            raise forms.ValidationError(f"Choose {MOST_RECEIPTS} files or fewer")
        return [self._read_file(super(ReceiptsField, self).clean(file, initial)) for file in sent]

    def _read_file(self, file: UploadedFile) -> tuple[str, bytes]:
        """What is too large is never read."""
        if file.size is None or file.size > MOST_BYTES:
            raise forms.ValidationError(f"{file.name} must be smaller than {MOST_MEGABYTES} MB")
        content = file.read()
        if not kind_of(content):
            raise forms.ValidationError(f"{file.name} must be a whole PDF, PNG or JPEG file")
        return str(file.name), content


class ClaimForm(Form):
    critical_to = forms.ChoiceField(
        label="What was the meeting critical to?",
        choices=Critical,
        widget=forms.RadioSelect,
        help_text="Travel is paid to meetings without which one of these could not have gone on",
        error_messages={"required": "Select what the meeting was critical to"},
    )
    why_in_person = forms.CharField(
        label="Why could you not take part remotely?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-maxlength": 2000}),
        help_text="Travel is paid where a remote meeting was ruled out",
        error_messages={"required": "Say why taking part remotely was ruled out"},
    )
    journey = forms.CharField(
        label="How did you travel?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-maxlength": 2000}),
        help_text="From where to where, by what, for example: Leeds to London and back by train, standard class",
        error_messages={"required": "Enter how you travelled"},
    )
    amount = forms.DecimalField(
        label="What did it cost you?",
        min_value=0.01,
        max_value=5000,
        max_digits=7,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={"required": "Enter what the travel cost", "invalid": "Enter a sum, like 85 or 85.50"},
    )
    receipts = ReceiptsField(
        label="Itemised receipts",
        help_text=f"PDF, PNG or JPEG, up to {MOST_MEGABYTES} MB each and {MOST_RECEIPTS} in all",
        widget=SeveralFiles(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    late_reason = forms.CharField(
        label="Why does the claim come late?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-maxlength": 2000}),
        error_messages={"required": "Say why the claim comes late"},
    )
    is_own = forms.BooleanField(
        label="These are my own costs, or my employer’s for me; I claim for nobody else and nobody else pays them",
        error_messages={"required": "Confirm that these are your own costs"},
    )
    prefixes: ClassVar = {"amount": "£"}
    label_sizes: ClassVar = dict.fromkeys(
        ("critical_to", "why_in_person", "journey", "amount", "receipts", "late_reason"), "s"
    )

    def __init__(self, *args: Any, reason_needed: bool, usual_days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reason_needed:
            self.fields["late_reason"].help_text = f"The meeting was more than {usual_days} days ago"
        else:
            del self.fields["late_reason"]

    def answers(self) -> dict[str, Any]:
        """As `meetings.actions.travel.claim` takes them."""
        data = self.cleaned_data if self.is_bound else {}  # where nothing can be claimed the action says so
        content = {name: data.get(name, "") for name in ANSWERS}
        return {"answers": content, "receipts": data.get("receipts", [])}


class DecisionForm(Form):
    outcome = forms.ChoiceField(
        label="Is the claim approved?",
        choices=[(ClaimOutcome.APPROVED, "Yes, approve it"), (ClaimOutcome.REFUSED, "No, refuse it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether the claim is approved"},
    )
    reasons = forms.CharField(
        label="Reasons",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-maxlength": 2000}),
        help_text="Needed for a refusal. Who claimed reads this",
    )
    label_sizes: ClassVar = {"outcome": "m"}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") == ClaimOutcome.REFUSED:
            self.ask_for("reasons", "Give the reasons for the refusal")
        return data
