"""Filters of the readiness dashboard; they live in the URL."""

import django_filters
from django import forms
from django.db.models import QuerySet

from accounts.enums import OfficialRole
from accounts.models import User
from groups.models import Group, GroupOfficial, GroupQuerySet
from guidance.policies import every_policy
from guidance.stage import Stage
from guidance.vocabulary import GateCode, RiskCode, RiskLevel
from occupations.models import Route
from oversight.models import RiskFlag
from oversight.models.stored import TURNS
from portal.calendar import today
from portal.search import matching

SEARCH_LENGTH = 100


class DashboardFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Search", method="search", max_length=SEARCH_LENGTH)
    manager = django_filters.ModelChoiceFilter(
        label="Product manager",
        queryset=User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER).order_by("name"),
        method="led_by",
        empty_label="All",
    )
    route = django_filters.ModelChoiceFilter(
        label="Route", queryset=Route.objects.all(), field_name="occupation__route", empty_label="All"
    )
    stage = django_filters.ChoiceFilter(
        label="Stage", choices=Stage.choices, field_name="assessment__stage", empty_label="All"
    )
    gate = django_filters.ChoiceFilter(
        label="Next step", choices=GateCode.choices, field_name="assessment__next_gate", empty_label="All"
    )
    risk = django_filters.ChoiceFilter(
        label="Risk", choices=RiskLevel.choices, field_name="assessment__risk_level", empty_label="All"
    )
    reason = django_filters.ChoiceFilter(
        label="Reason of the risk", choices=RiskCode.choices, method="flagged", empty_label="All"
    )
    turn = django_filters.ChoiceFilter(
        label="Whose turn", choices=TURNS, field_name="assessment__turn", empty_label="All"
    )
    policy = django_filters.ChoiceFilter(
        label="Policy",
        choices=[(policy.code, policy.name) for policy in every_policy()],
        field_name="assessment__policy",
        empty_label="All",
    )

    class Meta:
        model = Group
        fields: tuple[str, ...] = ()
        form = forms.Form

    def filter_queryset(self, queryset: GroupQuerySet) -> GroupQuerySet:
        """A next step or a risk is asked of groups that have one: of none whose support was withdrawn."""
        results = super().filter_queryset(queryset)
        chosen = any(self.form.cleaned_data.get(name) for name in ("gate", "risk", "reason", "turn"))
        return results.filter(support_withdrawn_on=None) if chosen else results

    def search(self, groups: QuerySet, name: str, value: str) -> QuerySet:
        return groups.filter(matching(value, "name", exactly=("reference", "occupation__reference")))

    def flagged(self, groups: QuerySet, name: str, value: str) -> QuerySet:
        return groups.filter(pk__in=RiskFlag.objects.open().filter(risk=value).values("group"))

    def led_by(self, groups: QuerySet, name: str, value: User) -> QuerySet:
        """Those that the official leads, or covers."""
        led = GroupOfficial.objects.acted_for(value, today()).values("group")
        return groups.filter(pk__in=led)
