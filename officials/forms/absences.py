"""An official's days away, and who covers."""

from typing import Any

from django import forms

from accounts.models import User
from officials.rules.absences import possible_covers
from portal.forms import DateField, Form, model_choice_field


class CoverField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Select(attrs={"data-autocomplete": True})
        super().__init__(User.objects.none(), required=False, empty_label="Nobody yet", widget=widget, **kwargs)

    def label_from_instance(self, user: Any) -> str:
        return f"{user.name} ({user.email})"


class CoverForm(Form):
    cover = CoverField(label="Who covers?")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the cover that the page showed

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = user.get_official_role_display().lower()
        self.fields["cover"].help_text = f"Another {role}, who has the same rights on those days"
        model_choice_field(self, "cover").queryset = possible_covers(user)


class AbsenceForm(Form):
    first_day = DateField(label="First day away")
    last_day = DateField(label="Last day away")
    cover = CoverField(label="Who covers? (optional)")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = user.get_official_role_display().lower()
        self.fields["cover"].help_text = f"Another {role}, who has the same rights on those days and is told by email"
        model_choice_field(self, "cover").queryset = possible_covers(user)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day must be the same as or after the first day")
        return data


class OfficialForm(Form):
    """For whom an absence is to be recorded."""

    user = forms.ModelChoiceField(
        User.objects.none(), label="Official", widget=forms.Select(attrs={"data-autocomplete": True})
    )

    def __init__(self, *args: Any, users: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice_field(self, "user").queryset = users.order_by("name", "pk")
        model_choice_field(self, "user").label_from_instance = lambda obj: (
            f"{obj.name}, {obj.get_official_role_display().lower()} ({obj.email})"
        )
