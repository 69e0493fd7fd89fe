from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from accounts.enums import OfficialRole
from accounts.models import User
from portal.forms import Form


class FirstSignInForm(Form):
    """For an official who comes in by the mailed link."""

    name = forms.CharField(label="Full name", max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label="Choose a password",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, initial={"name": user.name})
        self.user = user
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return str(password)


class InviteForm(Form):
    """For the administrator: somebody who works for the regulator."""

    email = forms.EmailField(
        label="Email address", max_length=254, widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"})
    )
    name = forms.CharField(label="Full name", max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    role = forms.ChoiceField(
        choices=OfficialRole.choices, widget=forms.RadioSelect, error_messages={"required": "Choose a role"}
    )
    reason = forms.CharField(label="Note (optional)", max_length=100, required=False, help_text="Kept in the history")
    choice_hints = {
        "role": {
            OfficialRole.PRODUCT_MANAGER: "Leads the support of groups, decides on enquiries and memberships",
            OfficialRole.ROUTE_MANAGER: "Decides on proposals and standards of the routes that they look after",
            OfficialRole.ASSURANCE_MANAGER: "Decides on end-point assessment plans of the routes that they look after",
            OfficialRole.ADMINISTRATOR: "Invites officials, gives them routes, allocates groups",
        }
    }

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class ReasonForm(Form):
    reason = forms.CharField(
        label="Why?", max_length=100, help_text="Kept in the history", error_messages={"required": "Say why"}
    )


class UserForm(ReasonForm):
    """For the administrator: the name and role of somebody else."""

    name = forms.CharField(label="Full name", max_length=200)
    role = forms.ChoiceField(
        choices=[*OfficialRole.choices, ("", "Not an official")], required=False, widget=forms.RadioSelect
    )
    field_order = ("name", "role", "reason")


class UserFilterForm(Form):
    q = forms.CharField(label="Name or email address", required=False, max_length=200)
    role = forms.ChoiceField(
        choices=[("", "All officials"), *OfficialRole.choices, ("none", "Not officials")], required=False
    )
