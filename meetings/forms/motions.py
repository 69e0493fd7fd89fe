"""What is put to the vote and on what terms; votes; who left for an item."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from conflicts.enums import Subject
from meetings.enums import Choice, Threshold
from meetings.models import AgendaItem, Meeting
from meetings.rules.voting import Electorate
from portal.calendar import today
from portal.forms import DateField, Form

BY_CORRESPONDENCE = "correspondence"


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
        help_text="Votes are taken until the end of that day",
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
        help_text="In a meeting who is there takes part; by correspondence who votes. With fewer the motion is lost",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={"required": "Enter how many voters must take part"},
    )

    item = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    label_sizes: ClassVar = dict.fromkeys(("subject", "text", "where", "closes_on", "threshold", "quorum"), "s")
    reveals: ClassVar = {"where": {BY_CORRESPONDENCE: ("closes_on",)}}

    def __init__(self, *args: Any, meetings: list[Meeting], employers: int, **kwargs: Any) -> None:
        """`meetings`: those in which a motion can be put; `employers`: how many employer members the group has."""
        super().__init__(*args, **kwargs)
        self.meetings = {str(one.pk): one for one in meetings}
        self.employers = employers
        names = [(key, f"In the meeting of {one.day:%-d %B %Y}") for key, one in self.meetings.items()]
        self.fields["where"].choices = [*names, (BY_CORRESPONDENCE, "By correspondence, in the portal until a date")]

    def clean_quorum(self) -> int:
        quorum = self.cleaned_data["quorum"]
        if quorum > self.employers:
            raise forms.ValidationError(f"The group has {self.employers} employer members: enter no more than that")
        return quorum

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("where") in self.meetings:  # what stands under the choice that was left is not seen any more
            self.errors.pop("closes_on", None)
            return data | {"closes_on": None}
        if "where" in data and "closes_on" in data:
            self._check_day(data["closes_on"])
        return data

    def _check_day(self, closes_on: date | None) -> None:
        if not closes_on:
            self.add_error("closes_on", "Enter the last day for votes")
        elif closes_on <= today():
            self.add_error("closes_on", "The last day for votes must be in the future")

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
    return meeting.items.standing().filter(pk=int(key)).first()


class BallotForm(Form):
    choice = forms.ChoiceField(
        label="How do you vote?",
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select for, against or abstain"},
    )
    label_sizes = {"choice": "m"}


class VotesForm(Form):
    """A chair writes down votes: one question for each voter who has not voted in the portal."""

    def __init__(self, *args: Any, voters: Electorate, own: set[int], recorded: dict[int, str], **kwargs: Any) -> None:
        """`own`: keys of people who voted themselves; `recorded`: votes that a chair wrote down."""
        super().__init__(*args, **kwargs)
        self.inline, self.small, self.label_sizes = set(), set(), {}
        for one in voters.voters:
            if one.person in own:
                continue
            name = f"vote_{one.person}"
            self.fields[name] = forms.ChoiceField(
                label=f"{one.name}, {one.organisation}",
                choices=Choice.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=recorded.get(one.person),
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
        self.fields["left"].choices = people
