from django import forms

from accounts.models import User
from portal.forms import ModelForm


class NameForm(ModelForm):
    class Meta:
        model = User
        fields = ("name",)
        labels = {"name": "Full name"}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"})}
