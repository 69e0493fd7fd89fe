"""What a person answers when joining, and changes later."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms

from guidance.statements import Wording
from guidance.vocabulary import ConsentCode, Experience, Expertise, MembershipKind
from members.actions.ledger import Reconfirmation
from members.forms.concurrent_edits import SameEmployerForm
from members.forms.organisations import EMPLOYS, OrganisationForm, initial_from
from members.forms.people import PhoneField, job_description_field
from members.models import Invitation, Membership
from portal.forms import DateField, Form, choice_field

OWN = ("name", "job_title", "job_description", "phone", "plans_to_serve_until", "occupation_experience", "expertise")
OF_MEMBERS = ("plans_to_serve_until", "occupation_experience", "expertise")


class DetailsForm(OrganisationForm):
    is_complete = True
    name = forms.CharField(label="Full name", max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    job_title = forms.CharField(label="Job title", max_length=200)
    phone = PhoneField()
    job_description = job_description_field()
    plans_to_serve_until = DateField(
        label="Until when do you plan to serve?",
        error_messages={"required": "Enter the day until which you plan to serve"},
    )
    occupation_experience = forms.ChoiceField(
        label="Have you worked in the occupation?", choices=Experience.choices, widget=forms.RadioSelect
    )
    expertise = forms.MultipleChoiceField(
        label="Which expertise do you bring? (optional)",
        help_text="Select all that apply",
        choices=Expertise.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order: tuple[str, ...] = OWN

    def __init__(self, *args: Any, kind: str, first_day: date, two_years: date, **kwargs: Any) -> None:
        """`first_day` is the day the membership starts or started, `two_years` the day on which two years end."""
        super().__init__(*args, **kwargs)
        self.first_day = first_day
        if kind != MembershipKind.EMPLOYER:
            for name in (*OF_MEMBERS, EMPLOYS):
                del self.fields[name]
            return
        self.fields["plans_to_serve_until"].help_text = (
            "The guidance asks members to “plan to serve on the group for at least two years”: until"
            f" {two_years:%-d %B %Y} or later. For example {two_years.day} {two_years.month} {two_years.year}"
        )

    def clean_plans_to_serve_until(self) -> date:
        until = self.cleaned_data["plans_to_serve_until"]
        if until < self.first_day:
            raise forms.ValidationError(f"The day must be {self.first_day:%-d %B %Y} or later")
        return until

    def answers(self) -> dict[str, Any]:
        own = {name: self.cleaned_data[name] for name in OWN if name in self.cleaned_data}
        return own | {"organisation": self.organisation()}


def kept(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as the invitation keeps them until they are accepted."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in answers.items()}


def shown_answers(invitation: Invitation) -> dict[str, Any]:
    """What to show on the first page: what the person typed, else what the invitation says."""
    typed = invitation.answers.get("details")
    if typed is None:
        own = {name: getattr(invitation, name) for name in ("name", "job_title", "job_description", "phone")}
        return {**own, **initial_from(invitation.organisation)}
    organisation = {f"organisation_{name}": value for name, value in typed["organisation"].items()}
    return {**typed, **organisation}


class OwnDetailsForm(SameEmployerForm, DetailsForm):
    """The same questions of somebody who serves."""

    field_order = (*OWN, "organisation_name", "organisation_is_same")


def shown_membership(membership: Membership) -> dict[str, Any]:
    person, names = membership.person, ("job_title", "job_description", *OF_MEMBERS)
    own = {name: getattr(membership, name) for name in names}
    return {"name": person.name, "phone": person.phone, **own, **initial_from(membership.organisation)}


class StatementsForm(Form):
    """Statements and consents in the guidance's words; each is ticked by itself, and only details held must be."""

    statements = forms.MultipleChoiceField(label="What you state", widget=forms.CheckboxSelectMultiple, required=False)
    consents = forms.MultipleChoiceField(label="What you agree to", widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(
        self,
        *args: Any,
        wording: Wording,
        kind: str,
        is_chair: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        asked = {"statements": wording.statements(kind), "consents": wording.consents(kind, is_chair=is_chair)}
        self.choice_hints = {name: {item.code: item.hint for item in items} for name, items in asked.items()}
        self.offered = {name: [(item.code, item.text) for item in items] for name, items in asked.items()}
        for name, choices in self.offered.items():
            choice_field(self, name).choices = choices
        is_member = kind == MembershipKind.EMPLOYER
        self.fields["statements"].label = "Members must" if is_member else f"{MembershipKind(kind).label}s must"
        self.fields["statements"].help_text = "Tick each one that is true of you"
        self.fields["consents"].label = "You must" if is_member else "You are asked to"
        self.fields["consents"].help_text = "Tick each one that you agree to. You can withdraw it at any time"

    label_sizes = {"statements": "m", "consents": "m"}

    def clean_consents(self) -> list[str]:
        consents = self.cleaned_data["consents"]
        if ConsentCode.DETAILS_HELD not in consents:
            raise forms.ValidationError(
                "Agree to your details being held, or leave without joining: the portal cannot keep a member otherwise"
            )
        return consents


class GiveForm(StatementsForm):
    """What a serving person has not given yet, or gave under other words; a box that is left empty changes nothing."""

    def __init__(
        self,
        *args: Any,
        agreed_codes: Collection[str],
        again: Sequence[Reconfirmation],
        replaced: Collection[str],
        **kwargs: Any,
    ) -> None:
        """`agreed_codes`: codes given under the words in force, which are not asked; `again`: what stands under other
        words; `replaced`: codes that another one, which was given, does instead of."""
        super().__init__(*args, **kwargs)
        before = {reconfirmation.item.code: _before(reconfirmation) for reconfirmation in again}
        instead = dict.fromkeys(replaced, "Not needed: you gave another one that is enough.")
        for name in ("statements", "consents"):
            hints = self.choice_hints[name]
            choices = [(code, text) for code, text in self.offered[name] if code not in agreed_codes]
            choice_field(self, name).choices = choices
            for code, hint in hints.items():
                hints[code] = " ".join(filter(None, [hint, before.get(code), instead.get(code)]))
            if not choices:
                del self.fields[name]
        if "consents" in self.fields:
            self.fields["consents"].help_text = "Tick each one that you agree to"

    def clean_consents(self) -> list[str]:
        return self.cleaned_data["consents"]

    def given(self) -> dict[str, list[str]]:
        """The codes that were ticked, of a valid form, as `actions.memberships.give` takes them."""
        return {name: self.cleaned_data.get(name, []) for name in ("statements", "consents")}


def _before(reconfirmation: Reconfirmation) -> str:
    return (
        f"The words have changed. You gave this on {reconfirmation.given_on:%-d %B %Y}"
        f" when they were: “{reconfirmation.before}”."
        " It still counts. Tick it to give it under the new words too."
    )


class WithdrawForm(Form):
    """Asked once more: nothing is withdrawn until it is said."""

    answer = forms.ChoiceField(
        label="Do you withdraw it?",
        choices=[("yes", "Yes, withdraw it today"), ("no", "No, leave it as it is")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you withdraw it"},
    )
    label_sizes = {"answer": "m"}
