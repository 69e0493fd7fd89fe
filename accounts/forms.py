from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from accounts.enums import OfficialRole
from accounts.models import User
from portal.forms import Form, ModelForm
from portal.text import clean_text


class NameForm(ModelForm):
    class Meta:
        model = User
        fields = ("name",)
        labels = {"name": "Full name"}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"})}


class FirstSignInForm(Form):
    """For an official who comes in by the mailed link."""

    name = forms.CharField(label="Full name", max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label="Choose a password",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, initial={"name": user.name}, **kwargs)
        self.user = user
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return str(password)


class NewUserForm(forms.ModelForm):
    """For the administrator: a person who may sign in from now on, by a code sent to this address."""

    by: User
    reason = forms.CharField(max_length=100, help_text="Kept in the history")

    class Meta:
        model = User
        fields = ("email", "name", "official_role")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_name(self) -> str:
        return clean_text(self.cleaned_data["name"])


class UserForm(forms.ModelForm):
    """For the administrator: role, access and a lost second factor, each with a reason."""

    by: User
    official_role = forms.ChoiceField(choices=[("", "Not an official"), *OfficialRole.choices], required=False)
    reset_second_factor = forms.BooleanField(
        required=False, help_text="Removes a lost authenticator app and signs the person out everywhere"
    )
    reason = forms.CharField(max_length=100, required=False, help_text="Kept in the history")

    class Meta:
        model = User
        fields = ("official_role", "is_active")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if set(self.changed_data) - {"reason"}:
            if not cleaned.get("reason"):
                self.add_error("reason", "Say why")
            if self.by.pk == self.instance.pk:
                self.add_error(None, "Another administrator must do this for your own account")
        return cleaned
