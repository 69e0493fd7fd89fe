"""The chair invites, corrects and ends."""

from typing import Any

from django import forms
from django.urls import reverse

from groups.models import Group
from guidance.vocabulary import AdviserKind, MembershipKind, OrganisationKind
from members.actions.people import others_of
from members.enums import EndReason
from members.forms.concurrent_edits import InitialAnswersForm, SameEmployerForm
from members.forms.organisations import EMPLOYS, OrganisationForm, initial_from
from members.forms.people import PhoneField, job_description_field
from members.models import Invitation, Membership
from members.rules import is_like_person
from portal.forms import DateField, Form, choice_field
from portal.text import printable

PERSON = ("name", "email", "job_title", "phone", "job_description", "adviser_kind")


class InvitationForm(InitialAnswersForm, OrganisationForm):
    name = forms.CharField(label="Full name", max_length=200)
    email = forms.EmailField(
        label="Email address", max_length=254, help_text="We send the invitation to this address, and to no other"
    )
    job_title = forms.CharField(label="Job title", max_length=200)
    phone = PhoneField()
    job_description = job_description_field()
    adviser_kind = forms.ChoiceField(
        label="What kind of adviser is this?", choices=[("", "Choose one"), *AdviserKind.choices]
    )
    is_another_person = forms.BooleanField(label="It is another person of the same or a similar name", required=False)
    field_order = ("name", "email", "is_another_person", *PERSON[2:])

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.namesake = self._namesake(kwargs.get("group"))
        if kwargs.get("group") and not self.initial.get("email"):  # a new invitation
            content = {"data-autocomplete-url": reverse("members:people_names", args=[kwargs["group"].pk])}
            self.fields["name"].widget.attrs |= content | {"data-autocomplete-quiet": True}
        if not self.namesake:
            del self.fields["is_another_person"]
        kinds = choice_field(self, "organisation_kind")
        kinds.choices = [("", "Choose one"), *OrganisationKind.choices]
        kinds.initial = OrganisationKind.EMPLOYER if kind == MembershipKind.EMPLOYER else ""
        if kind != MembershipKind.ADVISER:
            del self.fields["adviser_kind"]
        if kind != MembershipKind.EMPLOYER:
            del self.fields[EMPLOYS]

    def _namesake(self, group: Group | None) -> str:
        """Who of the group has a name like the one that was typed, and another address; "" where nobody has."""
        name, email = (printable(str(self.data.get(field, "")))[:254] for field in ("name", "email"))
        before = self.initial.get("email", "")  # of an invitation that is corrected, which is no other person's
        if group is None or not name or email.lower() == before:
            return ""
        others = others_of(group, email.lower(), before)
        return next((text for other, text in others if is_like_person(name, other)), "")

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.namesake and not cleaned.get("is_another_person"):
            text = (
                f"{self.namesake}. Use the address that the person has there, so that they are not held twice. If this"
                " is another person, tick the box below"
            )
            self.add_error("email", text)
        return cleaned

    def answers(self) -> dict[str, Any]:
        """What `actions.invitations.invite` takes."""
        return {name: self.cleaned_data.get(name, "") for name in PERSON} | {"organisation": self.organisation()}


def shown_invitation(invitation: Invitation) -> dict[str, Any]:
    return {name: getattr(invitation, name) for name in PERSON} | initial_from(invitation.organisation)


OF_THE_MEMBERSHIP = ("job_title", "job_description")


class CorrectionForm(SameEmployerForm, OrganisationForm):
    """The chair corrects a member's details; the rest is the member's own to say."""

    job_title = forms.CharField(label="Job title", max_length=200)
    job_description = job_description_field()
    field_order = (*OF_THE_MEMBERSHIP, "organisation_name", "organisation_is_same")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != MembershipKind.EMPLOYER:
            del self.fields[EMPLOYS]

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in OF_THE_MEMBERSHIP} | {"organisation": self.organisation()}


def shown_correction(membership: Membership) -> dict[str, Any]:
    own = {name: getattr(membership, name) for name in OF_THE_MEMBERSHIP}
    return {**own, **initial_from(membership.organisation)}


class EndForm(Form):
    reason = forms.ChoiceField(
        label="Why does the membership end?", choices=EndReason.choices, widget=forms.RadioSelect
    )
    ended_on = DateField(
        label="First day no longer a member", help_text="For example 27 3 2027. Today ends the membership at once"
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def clean_ended_on(self) -> Any:
        ended_on, started_on = self.cleaned_data["ended_on"], self.membership.started_on
        if ended_on < started_on:
            raise forms.ValidationError(
                f"The day must be on or after {started_on:%-d %B %Y}, the first day as a member"
            )
        return ended_on
