"""What is asked about a name on a list of employers."""

from typing import Any, ClassVar

from django import forms

from guidance.vocabulary import OrganisationKind
from lists.actions.listed import Said
from lists.models import ListQuestion
from members.enums import Doubt, DoubtAnswer
from portal.forms import Form, choice_field

QUESTIONS = {
    Doubt.EMPLOYER: "Is {name} an employer?",
    Doubt.PROVIDER: "Is {name} the body on the register of training providers?",
    Doubt.EPAO: "Is {name} the body on the register of assessment organisations?",
}
ANSWERS = {
    Doubt.EMPLOYER: (
        (DoubtAnswer.YES.value, "Yes, it is an employer"),
        (DoubtAnswer.NO.value, "No, it is another kind of body"),
        (DoubtAnswer.NO_BODY.value, "It is not the name of an organisation"),
    ),
    Doubt.PROVIDER: (
        (DoubtAnswer.YES.value, "Yes, it is the same body"),
        (DoubtAnswer.NO.value, "No, only the name is alike"),
    ),
}
ANSWERS[Doubt.EPAO] = ANSWERS[Doubt.PROVIDER]
OTHER_KINDS = [choice for choice in OrganisationKind.choices if choice[0] != OrganisationKind.EMPLOYER]


class AnswerForm(Form):
    """One question; `is_required` where it stands alone, else it may be left for later."""

    answer = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    kind = forms.ChoiceField(
        label="What kind of body is it?", choices=[("", "Choose one"), *OTHER_KINDS], required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8)

    reveals: dict[str, dict[str, tuple[str, ...]]] = {"answer": {DoubtAnswer.NO.value: ("kind",)}}
    label_sizes: ClassVar = {"answer": "s"}

    def __init__(self, data: Any = None, *, question: ListQuestion, is_required: bool = False) -> None:
        kind = question.listed.organisation.kind
        shown = {"answer": question.answer, "seen": question.answer}
        shown["kind"] = kind if kind != OrganisationKind.EMPLOYER else ""
        super().__init__(data, prefix=f"q{question.pk}", initial=shown)
        self.question = question
        doubt = Doubt(question.doubt)
        field = choice_field(self, "answer")
        field.label = QUESTIONS[doubt].format(name=question.listed.name)
        field.help_text = f"{question.reason}."
        field.choices = ANSWERS[doubt]
        field.required = is_required
        field.error_messages["required"] = "Choose an answer"
        if doubt != Doubt.EMPLOYER:
            del self.fields["kind"]
            self.reveals = {}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == DoubtAnswer.NO and "kind" in self.fields and not data.get("kind"):
            self.add_error("kind", f"Choose what kind of body {self.question.listed.name} is")
        return data

    @property
    def is_answered(self) -> bool:
        return bool(self.cleaned_data.get("answer"))

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(self.question.pk, DoubtAnswer(data["answer"]), data["seen"], data.get("kind", ""))
