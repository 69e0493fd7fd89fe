"""What the group writes: sections, documents, funding evidence."""

from datetime import date
from typing import Any

from django import forms

from portal.calendar import today
from portal.documents import DocumentForm
from portal.forms import DateField, Form
from proposals.enums import EvidencePart
from proposals.models import EpaoQuote
from proposals.rules.sections import Section


class SectionForm(Form):
    """One section of a version; it may be saved empty and finished later."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = _answer(section)
        self.label_sizes = {"text": "m"}
        self.order_fields(["text", "seen"])


def _answer(section: Section) -> forms.Field:
    about: dict[str, Any] = {"label": section.question, "help_text": section.hint, "required": False}
    if section.choices:
        return forms.ChoiceField(choices=[("", "Choose one"), *section.choices], **about)
    if section.is_short:
        return forms.CharField(max_length=section.most, **about)
    widget = forms.Textarea(attrs={"rows": 12, "data-maxlength": section.most})
    return forms.CharField(max_length=section.most, widget=widget, **about)


def _part(label: str, help_text: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "data-maxlength": 4000})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=4000, widget=widget)


class FundingDocumentForm(DocumentForm):
    part = forms.ChoiceField(
        label="What is it about?",
        choices=EvidencePart.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the document is about"},
    )
    field_order = ["part", "document"]


class FundingForm(Form):
    """What informs the funding band; each part may be left for later."""

    delivery_methods = _part("Typical delivery methods", "How, where and for how long training is delivered")
    consumable_costs = _part(
        "Necessary consumable costs", "For each apprentice, in pounds; write “None” where there are none"
    )
    qualification_fees = _part(
        "Mandatory qualification fees", "Registration and certification; write “None” where there are none"
    )
    epao_in_principle = _part(
        "In-principle commitment of an end-point assessment organisation",
        "Which organisation committed to deliver the assessment, who said so, and when",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    label_sizes = dict.fromkeys(
        ("delivery_methods", "consumable_costs", "qualification_fees", "epao_in_principle"), "s"
    )


class QuoteForm(Form):
    organisation = forms.CharField(
        label="Which organisation gave the quote?",
        max_length=200,
        error_messages={"required": "Enter the name of the organisation"},
    )
    assesses = forms.TypedChoiceField(
        label="Is it an end-point assessment organisation (EPAO)?",
        help_text="Only a quote of an organisation that delivers end-point assessment informs the funding band.",
        choices=[("yes", "Yes, or it delivers end-point assessment beside other things"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is an end-point assessment organisation"},
    )
    amount = forms.DecimalField(
        label="Price of assessing one apprentice",
        min_value=0,
        max_value=1_000_000,
        max_digits=9,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={"required": "Enter the price", "invalid": "Enter a price, like 950 or 950.50"},
    )
    received_on = DateField(label="When did you get it?", error_messages={"required": "Enter the date of the quote"})
    prefixes = {"amount": "£"}

    def clean_received_on(self) -> date:
        received_on = self.cleaned_data["received_on"]
        if received_on > today():
            raise forms.ValidationError("The date must be today or in the past")
        return received_on


def shown_quote(quote: EpaoQuote) -> dict[str, Any]:
    return {
        "organisation": quote.organisation.name,
        "assesses": "yes" if quote.counts else "no",
        "amount": quote.amount,
        "received_on": quote.received_on,
    }
