"""What is put to the vote and on what terms; votes; who left for an item."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django import forms

from conflicts.enums import Subject
from meetings.enums import Choice, Threshold
from meetings.forms.absences import recorded_before
from meetings.models import AgendaItem, Meeting
from meetings.rules.voting import Electorate
from portal.forms import DateField, Form, choice_field

BY_CORRESPONDENCE = "correspondence"
Least = Callable[[str, Meeting | None, AgendaItem | None], int]  # the smallest quorum, by subject, meeting and item


def too_soon(closes_on: date | None, first_last_day: date) -> str:
    """What is wrong with the last day for votes by correspondence, or ""."""
    if not closes_on:
        return "Enter the last day for votes"
    first = f"{first_last_day:%-d %B %Y}"
    return f"The last day for votes must be {first} or later" if closes_on < first_last_day else ""


def too_few(quorum: int, least: int) -> str:
    """What is wrong with the quorum, or ""."""
    if quorum >= least:
        return ""
    return f"Enter {least} or more: at least half of those who may vote must take part"


def notice_said(first_last_day: date) -> str:
    return f"{first_last_day:%-d %B %Y} or later: a rule of this portal. Votes are taken until the end of that day"


QUORUM_SAID = (
    "At least half of those who may vote: a rule of this portal. In a meeting who is there takes part; by"
    " correspondence who votes. With fewer the motion is lost"
)


class MotionForm(Form):
    subject = forms.ChoiceField(
        label="What is the motion about?",
        choices=[("", "Choose one"), *Subject.choices],
        error_messages={"required": "Select what the motion is about"},
        help_text=(
            "To agree a version that goes to the regulator, ask for the vote on that document’s own page. Of each"
            " subject one motion at a time is open: while one that you open here is, no version can be put to the vote"
        ),
    )
    text = forms.CharField(
        label="The motion",
        max_length=4000,
        help_text="Word it so that “for” and “against” are clear, for example: The group adopts version 3 of its plan",
        widget=forms.Textarea(attrs={"rows": 4, "data-maxlength": 4000}),
        error_messages={"required": "Enter the words of the motion"},
    )
    where = forms.ChoiceField(
        label="How do members vote?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Select how members vote"),
    )
    closes_on = DateField(
        label="Last day for votes by correspondence",
        required=False,
    )
    threshold = forms.ChoiceField(
        label="What does it need to be carried?",
        choices=Threshold.choices,
        initial=Threshold.MAJORITY,
        widget=forms.RadioSelect,
        help_text="An abstention is recorded, and is not a vote against",
    )
    quorum = forms.IntegerField(
        label="How many voters must take part?",
        min_value=1,
        help_text=QUORUM_SAID,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={"required": "Enter how many voters must take part"},
    )

    item = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    label_sizes: ClassVar = dict.fromkeys(("subject", "text", "where", "closes_on", "threshold", "quorum"), "s")
    reveals: ClassVar = {"where": {BY_CORRESPONDENCE: ("closes_on",)}}

    def __init__(
        self, *args: Any, meetings: list[Meeting], employers: int, first_last_day: date, least: Least, **kwargs: Any
    ) -> None:
        """`meetings`: those in which a motion can be put; `employers`: how many employer members the group has."""
        super().__init__(*args, **kwargs)
        self.meetings = {str(meeting.pk): meeting for meeting in meetings}
        self.employers, self.first_last_day, self.least = employers, first_last_day, least
        self.fields["closes_on"].help_text = notice_said(first_last_day)
        names = [(key, f"In the meeting of {meeting.day:%-d %B %Y}") for key, meeting in self.meetings.items()]
        choice_field(self, "where").choices = [
            *names,
            (BY_CORRESPONDENCE, "By correspondence, in the portal until a date"),
        ]

    def clean_quorum(self) -> int:
        quorum = self.cleaned_data["quorum"]
        if quorum > self.employers:
            raise forms.ValidationError(f"The group has {self.employers} employer members: enter no more than that")
        return quorum

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"where", "subject", "quorum"} <= data.keys():
            self._check_quorum(data)
        if data.get("where") in self.meetings:  # what stands under the choice that was left is not seen any more
            self.errors.pop("closes_on", None)
            return data | {"closes_on": None}
        if "where" in data and "closes_on" in data and (error := too_soon(data["closes_on"], self.first_last_day)):
            self.add_error("closes_on", error)
        return data

    def _check_quorum(self, data: dict[str, Any]) -> None:
        meeting = self.meetings.get(data["where"])
        if error := too_few(data["quorum"], self.least(data["subject"], meeting, _item(meeting, data.get("item", "")))):
            self.add_error("quorum", error)

    def terms(self) -> dict[str, Any]:
        """As `meetings.actions.motions.open_motion` takes them."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("subject", "text", "threshold", "quorum", "closes_on")}
        meeting = self.meetings.get(data["where"])
        return kept | {"meeting": meeting, "item": _item(meeting, data["item"])}


def _item(meeting: Meeting | None, key: str) -> AgendaItem | None:
    """The item from which the form was opened, where the motion is put in its meeting."""
    if meeting is None or not key.isdecimal():
        return None
    return meeting.items.on_agenda().filter(pk=int(key)).first()


class BallotForm(Form):
    choice = forms.ChoiceField(
        label="How do you vote?",
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select for, against or abstain"},
    )
    label_sizes = {"choice": "m"}


class WithdrawForm(Form):
    reason = forms.CharField(
        label="Why is the motion withdrawn?",
        max_length=2000,
        help_text="Everybody who could vote on it reads this",
        widget=forms.Textarea(attrs={"rows": 4, "data-maxlength": 2000}),
        error_messages={"required": "Enter why the motion is withdrawn"},
    )
    label_sizes: ClassVar = {"reason": "m"}


class VotesForm(Form):
    """A chair writes down votes in a meeting: one question for each voter who has not voted in the portal."""

    def __init__(self, *args: Any, voters: Electorate, own: set[int], recorded: dict[int, str], **kwargs: Any) -> None:
        """`own`: keys of people who voted themselves; `recorded`: votes that a chair wrote down."""
        super().__init__(*args, **kwargs)
        self.inline, self.small, self.label_sizes = set(), set(), {}
        for voter in voters.voters:
            if voter.person in own:
                continue
            name = f"vote_{voter.person}"
            self.fields[name] = forms.ChoiceField(
                label=f"{voter.name}, {voter.organisation}",
                choices=Choice.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=recorded.get(voter.person),
            )
            self.inline.add(name)
            self.small.add(name)
            self.label_sizes[name] = "s"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.fields and not any(data.values()) and not self.errors:
            first = next(iter(self.fields))
            self.add_error(first, "Select the vote of at least one person")
        return data

    def choices(self) -> dict[int, Choice]:
        """By the key of the person; nobody whose vote was left open."""
        return {int(name.removeprefix("vote_")): Choice(value) for name, value in self.cleaned_data.items() if value}


class LeftForm(Form):
    recorded = recorded_before()
    left = forms.TypedMultipleChoiceField(
        label="Who left the meeting for this item?",
        help_text="Select all that apply. Somebody who has voted cannot be marked; who came back is not selected",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    label_sizes = {"left": "m"}

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        """`people`: key and name of those in the meeting who have not voted."""
        super().__init__(*args, **kwargs)
        choice_field(self, "left").choices = choice_field(self, "recorded").choices = people
