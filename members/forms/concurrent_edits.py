"""Forms that know what they were shown with."""

from typing import Any

from django import forms

from members.actions.details import Seen
from members.rules import same_name
from portal.edits import ConcurrentEditForm, form_digest


class InitialAnswersForm(ConcurrentEditForm):
    """Carries a stamp of the answers that it was shown with: those of its fields that `initial` names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = {name: self.initial[name] for name in self.fields if name in self.initial}
        self.initial["seen"] = form_digest(self.shown)

    def seen_answers(self) -> Seen:
        """What the sender was shown, from a valid form."""
        return Seen(self.cleaned_data["seen"], tuple(self.shown))


class SameEmployerForm(InitialAnswersForm):
    """Of somebody who serves: another employer is a new membership, never a new name over the old one."""

    organisation_is_same = forms.BooleanField(
        label="It is the same employer: its name changed, or was misspelt", required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        name, before = data.get("organisation_name", ""), self.initial.get("organisation_name", "")
        if name and same_name(name) != same_name(before) and not data.get("organisation_is_same"):
            self.add_error(
                "organisation_name",
                f"This was {before}. If its name changed or was misspelt, tick the box below it. If it is another"
                " employer, the member uses “I have changed employer” on their own page instead",
            )
        return data
