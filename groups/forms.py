"""What people type about enquiries and groups."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from accounts.enums import OfficialRole
from accounts.models import User
from groups.enums import CATEGORIES, Dimension, Outcome
from groups.models import Enquiry, Group
from occupations.forms import OccupationField
from occupations.models import Occupation, Route
from portal.forms import Form, ModelForm

YES_NO = [("True", "Yes"), ("False", "No")]
LEVELS = [("", "Not sure yet"), *((str(n), f"Level {n}") for n in range(2, 9))]
SHARE_TOLERANCE = Decimal(1)  # percentage points; rules.md, “Coverage test”


def yes_no(label: str, *, help_text: str = "", error: str) -> forms.TypedChoiceField:
    """A question that is not answered until somebody answers it."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=YES_NO,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        error_messages={"required": error},
    )


class EnquiryForm(ModelForm):
    """First contact with the regulator about an occupation."""

    occupation = OccupationField(
        label="Occupation on the map",
        required=False,
        help_text="Start typing its name or reference, for example Bricklayer or ST0095",
    )
    proposed_level = forms.TypedChoiceField(
        label="Level, if you know it", choices=LEVELS, required=False, coerce=int, empty_value=None
    )
    route = forms.ModelChoiceField(
        label="Route it would belong to", queryset=Route.objects.all(), required=False, empty_label="Choose a route"
    )

    class Meta:
        model = Enquiry
        fields = (
            "occupation",
            "proposed_title",
            "proposed_level",
            "route",
            "reason",
            "name",
            "job_title",
            "organisation",
            "email",
        )
        labels = {
            "proposed_title": "Name of the occupation, if it is not on the map",
            "reason": "Why does this occupation need a trailblazer group?",
            "organisation": "Your employer or organisation",
            "job_title": "Your job title",
            "name": "Your full name",
            "email": "Your email address",
        }
        help_texts = {
            "reason": "Say who employs people in the occupation, and what is missing today",
            "email": "We send you a link to confirm it. Your enquiry counts from then",
        }
        widgets = {"reason": forms.Textarea(attrs={"rows": 6})}
        error_messages = {
            "reason": {"required": "Say why the occupation needs a group"},
            "name": {"required": "Enter your full name"},
            "organisation": {"required": "Enter the name of your employer or organisation"},
            "job_title": {"required": "Enter your job title"},
            "email": {
                "required": "Enter your email address",
                "invalid": "Enter an email address like name@example.org",
            },
        }

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user is not None:
            del self.fields["email"]  # the account's address is known

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        on_map, title = data.get("occupation"), data.get("proposed_title")
        if not on_map and not title and "occupation" not in self.errors:
            self.add_error("occupation", "Choose an occupation from the map, or give the name of a new one below")
        if on_map and title:
            self.add_error("proposed_title", "Leave this empty when you have chosen an occupation from the map")
        if title and not on_map and not data.get("route") and "route" not in self.errors:
            self.add_error("route", "Choose the route that the occupation would belong to")
        return data


class RecordEnquiryForm(EnquiryForm):
    """An official records an enquiry that came by letter, mail or telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in {"name": "Full name", "job_title": "Job title", "email": "Email address"}.items():
            self.fields[name].label = label
        self.fields["organisation"].label = "Employer or organisation"
        self.fields["email"].help_text = "They are told that the enquiry is recorded, and can follow it"


class EnquiryDecisionForm(Form):
    ACCEPT, JOIN, DECLINE = "accept", "join", "decline"
    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (ACCEPT, "Accept: start a new group"),
            (JOIN, "Join: a group for this occupation exists"),
            (DECLINE, "Decline"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide"},
    )
    product_manager = forms.ModelChoiceField(
        label="Product manager who leads support (when you accept)",
        queryset=User.objects.none(),
        required=False,
        empty_label=None,
    )
    group = forms.CharField(
        label="Reference of the group (when you join)",
        required=False,
        max_length=8,
        help_text="For example TB0001",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label="Reason that the enquirer reads (when you join or decline)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managers = User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER, is_active=True).order_by("name")
        self.fields["product_manager"].queryset = managers
        self.fields["product_manager"].initial = user.pk

    def clean_group(self) -> Group | None:
        reference = self.cleaned_data["group"].upper()
        if not reference:
            return None
        group = Group.objects.filter(reference=reference).first()
        if group is None:
            raise ValidationError(f"There is no group {reference}. Check the reference on the dashboard")
        return group

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        decision = data.get("decision")
        if decision == self.ACCEPT and not data.get("product_manager"):
            self.add_error("product_manager", "Choose the product manager who leads support")
        if decision == self.JOIN and not data.get("group") and "group" not in self.errors:
            self.add_error("group", "Enter the reference of the group to join")
        if decision in {self.JOIN, self.DECLINE} and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Enter the reason that the enquirer reads")
        return data


class StampedForm(Form):
    """Carries a digest of the answers it was shown with, so that nobody saves over somebody else's change."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)


class OccupationForm(StampedForm):
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


class RunningForm(StampedForm):
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


class PopulationForm(StampedForm):
    """Percentages of the occupation's employers by size, sector and region."""

    source = forms.CharField(
        label="Where do the figures come from?",
        max_length=500,
        help_text="For example a survey of employers, or official statistics, with its date",
        error_messages={"required": "Say where the figures come from"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for dimension, choices in CATEGORIES.items():
            for value, label in choices.choices:
                self.fields[f"{dimension.value}_{value}"] = _percentage(label)
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


class JustificationForm(Form):
    reason = forms.CharField(
        label="Why should the regulator accept the group as it is?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say why the regulator should accept the group as it is"},
    )


class JustificationDecisionForm(Form):
    decision = forms.ChoiceField(
        label="Do you accept this justification?",
        choices=[("accept", "Accept"), ("decline", "Decline")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose accept or decline"},
    )
    answer = forms.CharField(
        label="Answer that the group reads (needed when you decline)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("decision") == "decline" and not data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", "Say why you decline")
        return data


class MembershipDecisionForm(Form):
    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (Outcome.APPROVED, "Approve the membership"),
            (Outcome.RETURNED, "Return it to the group with reasons"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve or return the membership"},
    )
    reasons = forms.CharField(
        label="Reasons that the group reads (needed when you return it)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") == Outcome.RETURNED and not data.get("reasons") and "reasons" not in self.errors:
            self.add_error("reasons", "Say why you return the membership")
        return data


def initial_occupation(occupation: Occupation | None) -> dict[str, Any]:
    """An enquiry that starts from an occupation's page has it filled in."""
    return {"occupation": occupation.label} if occupation else {}
