"""A development work plan as it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms import BaseFormSet, formset_factory

from groups.enums import MilestoneSide
from portal.calendar import add_days, add_months, add_working_days
from portal.forms import DateField, Form

PREFIX = "milestones"
MOST = 20
USUAL_MONTHS = 9  # from the agreed proposal to standard and EPA plan, in the guidance of November 2023
# What the guidance asks for on the way to the standard, each at its usual share of the time.
SUGGESTED = (
    ("First draft of the occupational standard", 0.3),
    ("Employers, providers and others consulted on the draft", 0.5),
    ("Draft of the EPA plan, with advice from an assessment organisation", 0.65),
    ("Funding evidence collected", 0.8),
    ("Employers agree standard and EPA plan", 0.92),
    ("Standard, EPA plan and funding evidence submitted", 1.0),
)


class PlanForm(Form):
    standard_due_on = DateField(
        label="When are the occupational standard and the EPA plan due?",
        help_text="From this day the portal counts whether the standard is late",
        error_messages={"required": "Enter the date on which standard and EPA plan are due"},
    )
    reason = forms.CharField(
        label="Why does the plan change?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why the plan changes"},
    )
    label_sizes: ClassVar = {"standard_due_on": "m", "reason": "m"}

    def __init__(self, *args: Any, on: date, is_change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        if not is_change:
            del self.fields["reason"]

    def clean_standard_due_on(self) -> date:
        return not_past(self.cleaned_data["standard_due_on"], self.on)


class MilestoneForm(Form):
    title = forms.CharField(label="What is to be reached?", max_length=200)
    due_on = DateField(label="By when?")
    side = forms.ChoiceField(
        label="Who reaches it?", choices=MilestoneSide.choices, initial=MilestoneSide.CHAIRS, required=False
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_due_on(self) -> date:
        return not_past(self.cleaned_data["due_on"], self.on)

    def clean_side(self) -> str:
        return self.cleaned_data["side"] or MilestoneSide.CHAIRS

    def has_changed(self) -> bool:
        """A side alone is no milestone: what is dropped keeps the one that was selected."""
        return any(name != "side" for name in self.changed_data)


def not_past(day: date, on: date) -> date:
    if day < on:
        raise forms.ValidationError("The date must be today or in the future")
    return day


class Milestones(BaseFormSet):
    def initial_form_count(self) -> int:
        """Forms sent back count as new ones, so that one left wholly empty is passed over."""
        return 0 if self.is_bound else super().initial_form_count()

    def clean(self) -> None:
        """A plan has milestones, each of another name: by that a changed plan knows them again."""
        titles = [form.cleaned_data["title"] for form in self.forms if form.is_valid() and form.has_changed()]
        if not titles and not any(self.errors):
            raise forms.ValidationError("Enter at least one milestone")
        if len({title.casefold() for title in titles}) < len(titles):
            raise forms.ValidationError("Give each milestone a name of its own")


MilestoneFormSet = formset_factory(
    MilestoneForm, formset=Milestones, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True
)


def milestones_formset(
    data: Any, *, on: date, shown: Sequence[Mapping[str, Any]] = (), blank: int = 1
) -> BaseFormSet[MilestoneForm]:
    """`shown` counts only until something is typed: what is sent back as it was suggested is meant."""
    initial = [*shown] if data is None else None
    formset = MilestoneFormSet(data, prefix=PREFIX, initial=initial, form_kwargs={"on": on})
    formset.extra = blank
    return formset


def typed_milestones(data: Any, *, on: date) -> list[dict[str, Any]]:
    """What was typed so far, not judged: to be shown again with another row."""
    forms_ = milestones_formset(data, on=on).forms
    return [{name: form[name].data for name in form.fields} for form in forms_ if form.has_changed()]


def chosen(formset: BaseFormSet[MilestoneForm]) -> list[tuple[str, date, str]]:
    """Title, day and side of each milestone."""
    rows: Iterable[Any] = (form.cleaned_data for form in formset.forms if form.has_changed())
    return [(data["title"], data["due_on"], data["side"]) for data in rows]


def suggestion(start: date, months: int | None, on: date) -> tuple[date, list[dict[str, Any]]]:
    """A first plan from the day the proposal was agreed: the date of the standard, and milestones on working days."""
    due_on = max(add_months(start, months or USUAL_MONTHS), on)
    days = (due_on - max(start, on)).days
    at = [add_days(max(start, on), round(days * share)) for _, share in SUGGESTED]
    dates = [min(add_working_days(day, 0), due_on) for day in at]
    return due_on, [{"title": title, "due_on": day} for (title, _), day in zip(SUGGESTED, dates, strict=True)]


class PlanAnswerForm(Form):
    AGREE, CHANGES = "agree", "changes"
    answer = forms.ChoiceField(
        label="Do you agree to this work plan?",
        choices=[(AGREE, "Yes: it is in force from today"), (CHANGES, "No: it needs changes")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you agree to the work plan"},
    )
    reason = forms.CharField(
        label="What should change, and why?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    label_sizes: ClassVar = {"answer": "m"}
    reveals: ClassVar = {"answer": {CHANGES: ("reason",)}}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == self.CHANGES:
            self.ask_for("reason", "Say what should change, and why")
        return data


class ReachedForm(Form):
    reached_on = DateField(
        label="When was it reached?", required=False, help_text="Leave it empty when it is not reached after all"
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_reached_on(self) -> date | None:
        reached_on = self.cleaned_data["reached_on"]
        if reached_on and reached_on > self.on:
            raise forms.ValidationError("The date must be today or in the past")
        return reached_on
