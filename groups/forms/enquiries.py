"""What people type about enquiries."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from accounts.enums import OfficialRole
from accounts.models import User
from groups.enums import EnquiryWish
from groups.models import Enquiry, Group
from occupations.forms import OccupationField
from occupations.models import Occupation, Route
from portal.forms import Form, ModelForm, model_choice_field

LEVELS = [("", "Not sure yet"), *((str(n), f"Level {n}") for n in range(2, 9))]


class EnquiryForm(ModelForm):
    """First contact with the regulator about an occupation.

    Where the occupation has groups that are supported `on` that day, the form asks whether to join one or to start
    another, and is not valid until that is answered. It names the published ones; of others it says only that there
    is one.
    """

    occupation = OccupationField(
        label="Occupation on the map",
        required=False,
        help_text=(
            "The occupational map lists occupations that have a standard or are getting one."
            " Start typing a name or reference, for example Bricklayer or ST0095"
        ),
    )
    proposed_level = forms.TypedChoiceField(
        label="Level, if you know it", choices=LEVELS, required=False, coerce=int, empty_value=None
    )
    route = forms.ModelChoiceField(
        label="Route it would belong to", queryset=Route.objects.all(), required=False, empty_label="Choose a route"
    )

    wish = forms.ChoiceField(
        label="What do you want to do?", choices=EnquiryWish.choices, required=False, widget=forms.RadioSelect
    )
    reveals: ClassVar = {"wish": {EnquiryWish.ANOTHER: ("another_reason",)}}
    choice_hints: ClassVar = {
        "wish": {EnquiryWish.JOIN: "We get your enquiry with that wish, and a product manager answers you"}
    }

    class Meta:
        model = Enquiry
        fields = (
            "occupation",
            "proposed_title",
            "proposed_level",
            "route",
            "wish",
            "another_reason",
            "reason",
            "name",
            "job_title",
            "organisation",
            "email",
        )
        labels = {
            "proposed_title": "Name of the occupation, if it is not on the map",
            "another_reason": "Why does the occupation need another group?",
            "reason": "Why does this occupation need a trailblazer group?",
            "organisation": "Your employer or organisation",
            "job_title": "Your job title",
            "name": "Your full name",
            "email": "Your email address",
        }
        help_texts = {
            "reason": "Say who employs people in the occupation, and what is missing today",
            "email": "We send you a link to confirm it. The six months start on the day you do",
        }
        widgets = {
            "another_reason": forms.Textarea(attrs={"rows": 4}),
            "reason": forms.Textarea(attrs={"rows": 6}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "job_title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
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

    def __init__(self, *args: Any, on: date, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.groups: list[Group] = []
        if not self.is_bound:
            self._ask_about_groups(self.initial.get("occupation"))
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
        self._ask_about_groups(on_map)
        if self.groups:
            self._clean_wish(data)
        return data

    def _ask_about_groups(self, occupation: Occupation | None) -> None:
        """Find the groups that the occupation has already, and drop the question about them where there is none."""
        supported = Group.objects.supported(self.on).filter(occupation=occupation)
        self.groups = list(supported) if occupation else []
        if not self.groups:
            for name in ("wish", "another_reason"):
                self.fields.pop(name, None)
                getattr(self, "cleaned_data", {}).pop(name, None)

    def _clean_wish(self, data: dict[str, Any]) -> None:
        self.ask_for("wish", "Choose whether to ask to join the group that exists, or to start another")
        if data.get("wish") == EnquiryWish.ANOTHER:
            self.ask_for("another_reason", "Say why the occupation needs another group")
        elif "another_reason" in data:
            data["another_reason"] = ""  # belongs to the other choice

    @property
    def published_groups(self) -> list[Group]:
        """Those that everybody may read about."""
        return [g for g in self.groups if g.membership_approved_on and g.membership_approved_on <= self.on]

    @property
    def has_unpublished_group(self) -> bool:
        return len(self.published_groups) < len(self.groups)


class RecordEnquiryForm(EnquiryForm):
    """An official records an enquiry that came by letter, mail or telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in {"name": "Full name", "job_title": "Job title", "email": "Email address"}.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("autocomplete", None)  # somebody else's details
        self.fields["organisation"].label = "Employer or organisation"
        if "wish" in self.fields:
            self.fields["wish"].label = "What do they want to do?"
        self.fields["email"].help_text = "They are told that the enquiry is recorded, and can follow it"


class EnquiryAllocationForm(Form):
    user = forms.ModelChoiceField(
        label="Product manager",
        queryset=User.objects.none(),
        empty_label="Choose one",
        error_messages={"required": "Choose the product manager who answers for the enquiry"},
    )

    def __init__(self, *args: Any, by: User, holder: User | None, **kwargs: Any) -> None:
        """A product manager is offered to take it on; `holder` answers for it now."""
        super().__init__(*args, **kwargs)
        managers = User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER, is_active=True).order_by("name")
        model_choice_field(self, "user").queryset = managers
        is_manager = by.official_role == OfficialRole.PRODUCT_MANAGER
        self.fields["user"].initial = by.pk if is_manager else holder and holder.pk


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
        label="Product manager who leads support",
        queryset=User.objects.none(),
        required=False,
        empty_label=None,
    )
    group = forms.CharField(
        label="Reference of the group",
        required=False,
        max_length=8,
        help_text="For example TB0001",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )
    join_reason = forms.CharField(
        label="Why they should join it, in words that the enquirer reads",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(
        label="Why you decline, in words that the enquirer reads",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reveals: ClassVar = {
        "decision": {ACCEPT: ("product_manager",), JOIN: ("group", "join_reason"), DECLINE: ("reason",)}
    }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managers = User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER, is_active=True).order_by("name")
        model_choice_field(self, "product_manager").queryset = managers
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
        if decision == self.JOIN:
            self.ask_for("group", "Enter the reference of the group to join")
        asked = {self.JOIN: "join_reason", self.DECLINE: "reason"}.get(decision or "")
        if asked:
            self.ask_for(asked, "Enter the reason that the enquirer reads")
        return data


def initial_occupation(occupation: Occupation | None) -> dict[str, Any]:
    """An enquiry that starts from an occupation's page has it filled in."""
    return {"occupation": occupation} if occupation else {}
