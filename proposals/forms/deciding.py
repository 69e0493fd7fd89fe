"""What employers are asked, and what officials comment, recommend and decide."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from guidance.policies import policy_for
from guidance.vocabulary import SubmissionKind
from meetings.enums import Threshold
from meetings.forms.motions import QUORUM_SAID, notice_said, too_few, too_soon
from meetings.models import Meeting
from members.forms.requesting import RequestedField
from members.models import Membership
from portal.calendar import today
from portal.forms import DateField, Form, choice_field
from proposals.enums import DecisionOutcome
from proposals.rules.sections import Section

LONGEST_VOTE_DAYS = 60


def reasons(label: str, rows: int = 6) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": rows}))


class AskForm(Form):
    """By correspondence until a day, or in one of the group's meetings."""

    how = forms.ChoiceField(
        label="How do the employers agree?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the employers agree"},
    )
    closes_on = DateField(label="Last day for votes by correspondence", required=False)
    threshold = forms.ChoiceField(label="What carries the motion?", choices=Threshold.choices, widget=forms.RadioSelect)
    quorum = forms.IntegerField(
        label="How many voters must take part?",
        min_value=1,
        max_value=999,
        help_text=QUORUM_SAID,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )

    def __init__(
        self,
        *args: Any,
        meetings: list[Meeting],
        first_last_day: date,
        least: Callable[[Meeting | None], int],
        **more: Any,
    ) -> None:
        """`meetings`: those in which a motion can be put; `least`: the smallest quorum, in one or by correspondence."""
        super().__init__(*args, **more)
        self.meetings = {str(meeting.pk): meeting for meeting in meetings}
        self.first_last_day, self.least = first_last_day, least
        held = [(key, f"In the meeting of {meeting.day:%-d %B %Y}") for key, meeting in self.meetings.items()]
        choice_field(self, "how").choices = [("correspondence", "By correspondence until a date"), *held]
        self.fields["closes_on"].help_text = notice_said(first_last_day)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        asked = data.get("how") == "correspondence" and "closes_on" not in self.errors
        if asked and (error := self._wrong_day(data.get("closes_on"))):
            self.add_error("closes_on", error)
        if {"how", "quorum"} <= data.keys():
            least = self.least(self.meetings.get(data["how"]))
            if error := too_few(data["quorum"], least):
                self.add_error("quorum", error)
        return data

    def _wrong_day(self, closes_on: date | None) -> str:
        if error := too_soon(closes_on, self.first_last_day):
            return error
        too_far = closes_on is not None and closes_on > today() + timedelta(days=LONGEST_VOTE_DAYS)
        return "Choose a day within two months" if too_far else ""

    def terms(self) -> dict[str, Any]:
        """As `proposals.actions.agreeing.ask` takes them."""
        data = self.cleaned_data
        meeting = self.meetings.get(data["how"])
        closes_on = None if meeting else data["closes_on"]
        return {"threshold": data["threshold"], "quorum": data["quorum"], "meeting": meeting, "closes_on": closes_on}


class CommentForm(Form):
    section = forms.ChoiceField(label="About which section?", required=False)
    text = forms.CharField(
        label="Comment",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter your comment"},
    )

    def __init__(self, *args: Any, sections: tuple[Section, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "section").choices = [
            ("", "The whole document"),
            *((section.key, section.title) for section in sections),
        ]


class RecommendForm(Form):
    outcome = forms.ChoiceField(
        label="What do you recommend?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you recommend"},
    )
    reasons = reasons("Your reasons (the official who decides reads them, and so does the group)")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "outcome").choices = outcomes_for(kind, may_set_condition=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") and data["outcome"] != DecisionOutcome.AGREED:
            self.ask_for("reasons", "Give your reasons")
        return data


class DecideForm(RecommendForm):
    """`may_set_condition` is false once a condition was set."""

    requested = RequestedField(
        label="Members to ask for (needed when you agree on a condition)",
        help_text="One on each line, for example “A small employer in the North East”",
    )
    due_on = DateField(label="By when are they to be added? (optional)", required=False)
    resubmit_by = DateField(
        label="By when is it to be submitted again? (optional)",
        required=False,
        help_text="Where the group needs more time than its clock leaves",
    )
    field_order = ["outcome", "requested", "due_on", "resubmit_by", "reasons"]
    reveals: ClassVar = {
        "outcome": {
            DecisionOutcome.ON_CONDITION.value: ("requested", "due_on"),
            DecisionOutcome.RETURNED.value: ("resubmit_by",),
        }
    }

    def __init__(self, *args: Any, kind: str, may_set_condition: bool, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.fields["outcome"].label = "What do you decide?"
        self.fields["outcome"].error_messages["required"] = "Choose what you decide"
        choice_field(self, "outcome").choices = outcomes_for(kind, may_set_condition=may_set_condition)
        days = policy_for(today()).parameters.condition_days
        self.fields["due_on"].help_text = f"Without a day, within {days} days"
        self.fields["reasons"].label = "Reasons that the group reads (needed unless you agree)"
        if kind != SubmissionKind.PROPOSAL or not may_set_condition:
            del self.fields["requested"], self.fields["due_on"]

    def clean_due_on(self) -> date | None:
        return self._ahead("due_on")

    def clean_resubmit_by(self) -> date | None:
        return self._ahead("resubmit_by")

    def _ahead(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day is not None and day <= today():
            raise forms.ValidationError("The date must be in the future")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("outcome") == DecisionOutcome.ON_CONDITION:
            self.ask_for("requested", "Say which members you ask for")
        return data


def outcomes_for(kind: str, *, may_set_condition: bool) -> list[tuple[str, str]]:
    """Only a proposal is agreed on a condition."""
    allowed = kind == SubmissionKind.PROPOSAL and may_set_condition
    return [(value, str(label)) for value, label in DecisionOutcome.choices if allowed or value != "on_condition"]


class StrikeForm(Form):
    reason = forms.CharField(
        label="Why is nobody asked for any more?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why nobody is asked for any more"},
    )


class MeetForm(Form):
    membership = forms.TypedChoiceField(
        label="Which employer member is it?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the member"},
    )

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "membership").choices = [
            (member.pk, f"{member.person.name}, {member.organisation.name}") for member in members
        ]
