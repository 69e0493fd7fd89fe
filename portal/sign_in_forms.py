"""allauth's forms with labels in sentence case; settings.ACCOUNT_FORMS names them."""

from typing import Any, ClassVar

from allauth.account import forms
from django.forms import Field


class Relabelled:
    fields: dict[str, Field]
    labels: ClassVar[dict[str, str]] = {"login": "Email address", "email": "Email address"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            if name in self.fields:
                self.fields[name].label = label


class LoginForm(Relabelled, forms.LoginForm):
    pass


class RequestLoginCodeForm(Relabelled, forms.RequestLoginCodeForm):
    pass


class ResetPasswordForm(Relabelled, forms.ResetPasswordForm):
    pass


class AddEmailForm(Relabelled, forms.AddEmailForm):
    labels: ClassVar[dict[str, str]] = {"email": "New email address"}


class ChangePasswordForm(Relabelled, forms.ChangePasswordForm):
    labels: ClassVar[dict[str, str]] = {
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": "New password again",
    }


class SetPasswordForm(Relabelled, forms.SetPasswordForm):
    labels: ClassVar[dict[str, str]] = {"password1": "Password", "password2": "Password again"}


class ResetPasswordKeyForm(Relabelled, forms.ResetPasswordKeyForm):
    labels: ClassVar[dict[str, str]] = {"password1": "New password", "password2": "New password again"}
