"""A declaration as it is typed: none, or one or more interests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms import BaseFormSet, formset_factory

from conflicts.enums import Nature, Perception
from conflicts.models import Interest
from groups.forms.tasks import yes_no
from guidance.vocabulary import Delivers
from portal.calendar import today
from portal.edits import ConcurrentEditForm
from portal.forms import DateField, Form

NONE, SOME = "none", "some"
EMPLOYS, PROFITS = "employs", "profits"
MOST_INTERESTS = 10  # in one declaration; another can follow
CONCERNS = [
    (Delivers.TRAINING, "It trains apprentices: a training provider, or an employer that trains its own"),
    (Delivers.EPA, "It assesses apprentices: an end-point assessment organisation (EPAO)"),
    (Delivers.EQA, "It checks such assessments: an external quality assurance provider (EQAP)"),
    (PROFITS, "It may profit from the group’s apprenticeship in another way"),
    (EMPLOYS, "It employs people in the occupation"),
]
OWN = ("nature", "perception", "description", "by_employment", "began_on")  # fields of the form and of the model alike
PREFIX = "interests"
CONTRADICTION = "You chose ‘nothing to declare’ but described an interest. Choose ‘Yes’, or clear the description"


class ChoiceForm(Form):
    has_interests = forms.ChoiceField(
        label="Do you have interests to declare?",
        choices=[(NONE, "No, I have nothing to declare"), (SOME, "Yes, I have one or more interests to declare")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you have interests to declare"},
    )
    label_sizes = {"has_interests": "m"}


class InterestForm(Form):
    nature = forms.ChoiceField(label="What kind of interest is it?", choices=Nature.choices, widget=forms.RadioSelect)
    organisation = forms.CharField(
        label="Which organisation does it concern? (optional)",
        max_length=200,
        required=False,
        help_text="Leave this empty when no organisation is concerned",
    )
    concerns = forms.MultipleChoiceField(
        label="What does that organisation do? (optional)",
        help_text="Select all that apply",
        choices=CONCERNS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    by_employment = yes_no(
        "Do you have this interest only because you are employed there?",
        required=False,
        help_text="For example, you own shares that your employer gave you",
    )
    began_on = DateField(
        label="Since when do you have this interest? (optional)",
        help_text="Where you do not know the day, enter the first of the month",
        required=False,
        first_year=1940,  # somebody may have held shares, or sat on a board, for all of a working life
    )
    perception = forms.ChoiceField(
        label="How could it affect your work on the group?", choices=Perception.choices, widget=forms.RadioSelect
    )
    description = forms.CharField(
        label="Describe the interest",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "data-maxlength": 4000}),
        help_text="What you own, do or are tied to, so that the chair can judge it",
    )
    label_sizes = dict.fromkeys(
        ("nature", "organisation", "concerns", "by_employment", "began_on", "perception", "description"), "s"
    )
    inline: ClassVar = {"by_employment"}

    def clean_began_on(self) -> date | None:
        began_on = self.cleaned_data["began_on"]
        if began_on and began_on > today():
            raise forms.ValidationError("The date since when you have the interest must be today or in the past")
        return began_on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (data.get("concerns") or data.get("by_employment")) and not data.get("organisation"):
            self.add_error("organisation", "Enter the name of the organisation that the interest concerns")
        return data

    def interest(self) -> dict[str, Any]:
        """As `conflicts.actions.writing.write_declaration` takes it."""
        data, concerns = self.cleaned_data, set(self.cleaned_data["concerns"])
        own = {name: data[name] for name in (*OWN, "organisation")}
        if own["by_employment"] is None:  # not answered: as it stands, and of a new interest it is not said
            own["by_employment"] = bool(self.initial.get("by_employment"))
        return own | {
            "delivers": sorted(concerns & set(Delivers.values)),
            "employs_in_occupation": EMPLOYS in concerns or None,  # what is not selected is not denied
            "may_profit": PROFITS in concerns,
        }


class ChangeInterestForm(InterestForm, ConcurrentEditForm):
    """One interest as it stands, to say something else."""


def shown_interest(interest: Interest) -> dict[str, Any]:
    """An interest as the fields of InterestForm show it."""
    body = interest.organisation
    concerns = [*body.delivers] if body else []
    concerns += [PROFITS] if body and body.may_profit else []
    concerns += [EMPLOYS] if body and body.employs_in_occupation else []
    return {name: getattr(interest, name) for name in OWN} | {
        "organisation": body.name if body else "",
        "concerns": concerns,
    }


class Interests(BaseFormSet):
    def initial_form_count(self) -> int:
        """Forms sent back count as new ones, so that one left wholly empty is passed over."""
        return 0 if self.is_bound else super().initial_form_count()


InterestFormSet = formset_factory(
    InterestForm, formset=Interests, extra=0, max_num=MOST_INTERESTS, absolute_max=MOST_INTERESTS, validate_max=True
)


class DeclarationForm:
    """The choice and the interests below it, as one."""

    def __init__(
        self, data: Any = None, *, has_interests: str = "", drafts: Sequence[Mapping[str, Any]] = (), blank: int = 0
    ) -> None:
        """`drafts`: interests typed before, as the fields of InterestForm; `blank`: empty ones to show below them."""
        self.data = data
        self.choice = ChoiceForm(data, initial={"has_interests": has_interests})
        self.formset = InterestFormSet(data, prefix=PREFIX, initial=[*drafts])
        self.formset.extra = blank if drafts else max(blank, 1)

    @classmethod
    def reshaped(cls, data: Any, *, without: int | None = None, another: bool = False) -> DeclarationForm:
        """What was typed, with one interest left out or an empty one added, and nothing judged yet."""
        sent = cls(data)
        drafts = [
            {name: form[name].data for name in form.fields}
            for number, form in enumerate(sent.formset.forms)
            if number != without and form.has_changed()
        ]
        has_interests = SOME if another else str(sent.choice["has_interests"].data or "")
        return cls(has_interests=has_interests, drafts=drafts, blank=int(another))

    @property
    def shows_interests(self) -> bool:
        """Whether the interests stand open: some are typed or asked for."""
        typed = any(form.initial or form.has_changed() for form in self.formset.forms)
        return typed or self.choice["has_interests"].value() == SOME

    def is_valid(self) -> bool:
        """Whether the choice and the interests are complete, and agree with one another."""
        has_typed = any(form.has_changed() for form in self.formset.forms)
        is_chosen = self.choice.is_valid()
        if is_chosen and self.choice.cleaned_data["has_interests"] == NONE and has_typed:
            self.choice.add_error("has_interests", CONTRADICTION)
            self.formset = DeclarationForm.reshaped(self.data).formset  # shown again, and not judged as well
            return False
        if not (self.formset.is_valid() and is_chosen):
            return False
        if self.choice.cleaned_data["has_interests"] == SOME and not has_typed:
            self.choice.add_error("has_interests", "Describe the interest below, or select no")
        return not self.choice.errors

    def interests(self) -> list[dict[str, Any]]:
        return [form.interest() for form in self.formset.forms if form.has_changed()]

    def drafts(self) -> list[dict[str, Any]]:
        """The interests that are complete, as they can be kept as JSON and shown again."""
        complete = [form.cleaned_data for form in self.formset.forms if form.has_changed() and form.is_valid()]
        return [data | {"began_on": data["began_on"].isoformat() if data["began_on"] else None} for data in complete]


def asked_to_reshape(data: Any) -> dict[str, Any] | None:
    """What the page's other buttons ask of `DeclarationForm.reshaped`, or None for a declaration to be made."""
    if "another" in data:
        return {"another": True}
    removed = data.get("remove", "")
    return {"without": int(removed)} if removed.isdigit() and len(removed) < 3 else None


class EndInterestForm(Form):
    ended_on = DateField(label="Since when do you not have this interest any more?")

    def __init__(self, *args: Any, declared_on: Any, latest: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declared_on, self.latest = declared_on, latest

    def clean_ended_on(self) -> Any:
        ended_on = self.cleaned_data["ended_on"]
        if ended_on < self.declared_on:
            raise forms.ValidationError(
                f"The date must be on or after {self.declared_on:%-d %B %Y}, when you declared it"
            )
        if ended_on > self.latest:
            raise forms.ValidationError("The date must be today or in the past")
        return ended_on
