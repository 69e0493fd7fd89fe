"""Which policy on which date; and which of the groups that change."""

from datetime import date
from itertools import permutations
from typing import Any

import django_filters
from django import forms
from django.db.models import F, QuerySet

from guidance import messages
from guidance.policies import every_policy, policy_called, policy_for
from guidance.vocabulary import GateCode, RiskLevel
from occupations.models import Route
from oversight.models import PreviewChange
from portal.forms import DateField, Form, choice_field
from portal.search import matching

SEARCH_LENGTH = 100
ANY = ("any", "Any step")
LEVELS = list(RiskLevel)


class PreviewForm(Form):
    policy = forms.ChoiceField(
        label="Policy to preview", widget=forms.RadioSelect, error_messages={"required": "Select a policy"}
    )
    on = DateField(label="Date", help_text="As if the policy were in force on this date. For example, 2 6 2025")

    label_sizes = {"policy": "m", "on": "m"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "policy").choices = [(policy.code, policy.name) for policy in every_policy()]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        first = every_policy()[0].in_force_from
        if on < first:
            raise forms.ValidationError(f"Date must be {messages.day(first)} or later, when the first policy came")
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        policy, on = cleaned.get("policy"), cleaned.get("on")
        if policy and on and policy_called(policy) == policy_for(on):
            self.add_error(
                "policy", f"This policy is in force on {messages.day(on)}: choose another one, or another date"
            )
        return cleaned


class PreviewFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Search", method="search", max_length=SEARCH_LENGTH)
    route = django_filters.ModelChoiceFilter(
        label="Route", queryset=Route.objects.all(), field_name="group__occupation__route", empty_label="All"
    )
    blocked = django_filters.ChoiceFilter(
        label="Loses a step", choices=[ANY, *GateCode.choices], method="holding", empty_label="All"
    )
    ready = django_filters.ChoiceFilter(
        label="Gains a step", choices=[ANY, *GateCode.choices], method="holding", empty_label="All"
    )
    unmet = django_filters.ChoiceFilter(label="No longer met", method="holding", empty_label="All")
    met = django_filters.ChoiceFilter(label="Newly met or no longer asked", method="holding", empty_label="All")
    risk = django_filters.ChoiceFilter(label="Risk", method="moving", empty_label="All")

    class Meta:
        model = PreviewChange
        fields: tuple[str, ...] = ()
        form = forms.Form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = list(dict.fromkeys(rule.code for policy in every_policy() for rule in policy.rules))
        for name in ("unmet", "met"):
            self.filters[name].extra["choices"] = [(rule, messages.requirement(rule)) for rule in rules]
        moves = [(f"{a.value}-{b.value}", f"{a.label} to {b.label.lower()}") for a, b in permutations(LEVELS, 2)]
        self.filters["risk"].extra["choices"] = [("any", "Any change"), *moves]

    def search(self, query_set: QuerySet, name: str, value: str) -> QuerySet:
        return query_set.filter(matching(value, "group__name", exactly=("group__reference",)))

    def holding(self, query_set: QuerySet, name: str, value: str) -> QuerySet:
        return query_set.exclude(**{name: []}) if value == "any" else query_set.filter(**{f"{name}__contains": [value]})

    def moving(self, query_set: QuerySet, name: str, value: str) -> QuerySet:
        if value == "any":
            return query_set.exclude(risk_before=F("risk_after"))
        before, after = value.split("-")
        return query_set.filter(risk_before=before, risk_after=after)
