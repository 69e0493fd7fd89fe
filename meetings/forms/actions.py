"""Who is to do what, and until when."""

from typing import Any

from django import forms

from meetings.models import Action
from members.models import Person
from portal.forms import DateField, Form, choice_field

MANAGER = "manager"


class ActionForm(Form):
    text = forms.CharField(
        label="What is to be done?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-maxlength": 2000}),
        error_messages={"required": "Enter what is to be done"},
    )
    owner = forms.ChoiceField(label="Who does it?", error_messages={"required": "Select who does it"})
    due_on = DateField(label="By when?", error_messages={"required": "Enter the day by which it is done"})
    label_sizes = {"text": "m", "owner": "m", "due_on": "m"}

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        named = [(key, person.name) for key, person in self.people.items()]
        choice_field(self, "owner").choices = [("", "Choose one"), *named, (MANAGER, "The product manager")]

    def answers(self) -> dict[str, Any]:
        """As `meetings.actions.follow_up_actions` takes them."""
        data = self.cleaned_data
        return {"text": data["text"], "owner": self.people.get(data["owner"]), "due_on": data["due_on"]}


def shown_action(action: Action) -> dict[str, Any]:
    return {"text": action.text, "owner": str(action.owner_id or MANAGER), "due_on": action.due_on}


class DoneForm(Form):
    outcome = forms.CharField(
        label="What came of it? (optional)",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-maxlength": 2000}),
    )
    label_sizes = {"outcome": "m"}
