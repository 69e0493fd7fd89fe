"""Whether somebody comes to a meeting."""

from typing import Any, ClassVar

from django import forms

from portal.forms import Form, choice_field


class ReplyForm(Form):
    comes = forms.TypedChoiceField(
        label="Do you come?",
        choices=[("True", "Yes, I come"), ("False", "No, I send my apologies")],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you come"},
    )
    note = forms.CharField(
        label="Anything to add? (optional)",
        max_length=1000,
        required=False,
        help_text="The chairs and the product manager read it. For example, that you come by video or leave early",
        widget=forms.Textarea(attrs={"rows": 3, "data-maxlength": 1000}),
    )
    label_sizes: ClassVar = {"comes": "m"}

    def __init__(self, *args: Any, name: str = "", is_official: bool = False, **kwargs: Any) -> None:
        """`name`: of somebody else for whom it is recorded; `is_official`: the reader is the product manager."""
        super().__init__(*args, **kwargs)
        if is_official:
            self.fields["note"].help_text = "The chairs read it. For example, how long your update takes"
        if name:
            field = choice_field(self, "comes")
            field.label = f"Does {name} come?"
            field.choices = [("True", "Yes"), ("False", "No, they send their apologies")]
            field.error_messages["required"] = f"Select whether {name} comes"
            self.fields["note"].help_text = f"{name}, the chairs and the product manager read it"
