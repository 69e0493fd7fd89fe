from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms

from guidance.statements import Wording
from members.actions.chair_terms import MOST_CHAIRS
from members.forms.advice import JOINS
from members.models import ChairAppointment, Membership
from members.rules.confirmations import NO_INTEREST, PUBLICATION
from portal.calendar import add_months, today
from portal.forms import DateField, Form, choice_field


class HandOverForm(Form):
    """What changes, who follows, and from which day; `members` do not chair yet, `chairs` are the current ones.

    Where nobody chairs there is nothing to choose but the one or two who are to.
    """

    change = forms.ChoiceField(
        label="What changes?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what changes"},
    )
    successor = forms.TypedChoiceField(
        label="Who becomes chair?",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text="A chair is an employer member of the group",
    )
    takes_place_on = DateField(
        label="From which day?", help_text="Today or later. The rights pass on that day by themselves"
    )
    label_sizes = {"change": "m", "successor": "m", "takes_place_on": "m"}

    def __init__(self, *args: Any, members: list[Membership], chairs: list[ChairAppointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {membership.person_id: membership.person for membership in members}
        self.chairs = {f"{does}-{chair.pk}": chair for chair in chairs for does in ("over", "down")}
        people = [(member.person_id, f"{member.person.name}, {member.organisation.name}") for member in members]
        if not chairs:
            del self.fields["change"]
            self.fields["successor"] = _first_chairs(people)
            return
        choice_field(self, "successor").choices = people
        changes = [(f"over-{chair.pk}", f"{chair.person.name} hands over to somebody else") for chair in chairs]
        if len(chairs) < MOST_CHAIRS:
            changes.append((JOINS, "Somebody joins as co-chair"))
        else:
            changes += [(f"down-{chair.pk}", f"{chair.person.name} steps down, the other goes on") for chair in chairs]
        choice_field(self, "change").choices = changes

    def clean_takes_place_on(self) -> date:
        day = self.cleaned_data["takes_place_on"]
        if not today() <= day <= add_months(today(), 12):
            raise forms.ValidationError("The day must be today or within the next twelve months")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        change, chosen = str(data.get("change", "")), data.get("successor")
        if change.startswith("down-"):
            data["successor"] = None
        elif not chosen and (change or "change" not in self.fields):
            self.ask_for("successor", "Choose who becomes chair")
        elif isinstance(chosen, list) and len(chosen) > MOST_CHAIRS:
            self.add_error("successor", f"Select no more than two; you selected {len(chosen)}")
        return data

    def arranged(self) -> list[dict[str, Any]]:
        """What `actions.hand_overs.arrange` takes, of a valid form, for each change."""
        data = self.cleaned_data
        leaving = self.chairs.get(data.get("change", ""))
        chosen = data["successor"] if isinstance(data["successor"], list) else [data["successor"]]
        people = [self.people[pk] if pk else None for pk in chosen]
        return [
            {"leaving": leaving, "successor": person, "takes_place_on": data["takes_place_on"]} for person in people
        ]


def _first_chairs(people: list[tuple[int, str]]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label="Who becomes chair?",
        help_text="Select one chair, or two co-chairs, from the employer members",
        choices=people,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AcceptForm(Form):
    """Both confirmations of a chair are needed to become one; who cannot give them declines."""

    has_no_interest = forms.BooleanField(
        label="I confirm that I meet this requirement",
        error_messages={"required": "Confirm that you meet this requirement, or decline"},
    )
    agrees_to_publication = forms.BooleanField(
        error_messages={"required": "Agree to your contact details being published, or decline"}
    )

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agrees_to_publication"].label = f"I {wording.chair_publication.replace('your', 'my')}"


class HandOverDecisionForm(Form):
    decision = forms.ChoiceField(
        label="Do you confirm this change?",
        choices=[("confirm", "Confirm"), ("decline", "Decline: nothing changes")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose confirm or decline"},
    )
    reason = forms.CharField(
        label="Reason that the group reads (needed when you decline)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("decision") == "decline":
            self.ask_for("reason", "Say why you decline")
        return data


class CancelForm(Form):
    reason = forms.CharField(
        label="Why?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody whom it concerns reads this",
        error_messages={"required": "Say why"},
    )


class ChairConfirmForm(Form):
    """What a chair has not confirmed yet, or confirmed under other words; a box left empty changes nothing."""

    has_no_interest = forms.BooleanField(required=False, label="I confirm that I meet this requirement")
    agrees_to_publication = forms.BooleanField(required=False)

    def __init__(self, *args: Any, wording: Wording, agreed_codes: Collection[str] = (), **kwargs: Any) -> None:
        """`agreed_codes`: codes of the confirmations that were given under the words in force, which are not asked."""
        super().__init__(*args, **kwargs)
        self.fields["agrees_to_publication"].label = f"I {wording.chair_publication.replace('your', 'my')}"
        for code, name in ((NO_INTEREST, "has_no_interest"), (PUBLICATION, "agrees_to_publication")):
            if code in agreed_codes:
                del self.fields[name]

    def given(self) -> dict[str, bool]:
        return {name: self.cleaned_data[name] for name in self.fields}
