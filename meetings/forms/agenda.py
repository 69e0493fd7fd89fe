"""What an agenda item says, and its papers."""

from typing import Any

from django import forms

from conflicts.enums import Subject
from meetings.models import AgendaItem
from members.models import Person
from portal.documents import MOST_MEGABYTES, DocumentForm
from portal.forms import Form, choice_field


class ItemForm(Form):
    title = forms.CharField(label="Item", max_length=200, error_messages={"required": "Enter what the item is"})
    details = forms.CharField(
        label="What it is about (optional)",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-maxlength": 4000}),
    )
    led_by = forms.ChoiceField(label="Who leads it? (optional)", required=False)
    subject = forms.ChoiceField(
        label="Does the group decide something here? (optional)",
        choices=[("", "No, or not known yet"), *Subject.choices],
        required=False,
        help_text="The agenda then says who is barred from the decision, or leaves for it",
    )
    label_sizes = dict.fromkeys(("title", "details", "led_by", "subject"), "s")

    def __init__(self, *args: Any, people: list[Person], is_fixed: bool = False, **kwargs: Any) -> None:
        """`people`: who may lead it. A standing item keeps its title, and nothing is decided in it."""
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        choice_field(self, "led_by").choices = [
            ("", "Nobody is named"),
            *((key, person.name) for key, person in self.people.items()),
        ]
        if is_fixed:
            del self.fields["title"], self.fields["subject"]

    def answers(self) -> dict[str, Any]:
        """As `meetings.actions.agenda` takes them."""
        data = self.cleaned_data
        kept = {name: data.get(name, "") for name in ("title", "details", "subject")}
        return kept | {"led_by": self.people.get(data["led_by"])}


def shown_item(item: AgendaItem) -> dict[str, Any]:
    led_by = str(item.led_by_id or "")
    return {"title": item.title, "details": item.details, "led_by": led_by, "subject": item.subject}


class PaperForm(DocumentForm):
    """Judged by its content, as the documents of proposals are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["document"]
        field.label = "Add a paper"
        field.help_text = f"A PDF, DOCX or ODT file of up to {MOST_MEGABYTES} MB, without macros"
