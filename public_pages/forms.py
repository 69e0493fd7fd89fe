"""What the list of published groups may be narrowed by."""

from django import forms

from groups.models import GroupQuerySet
from occupations.models import Route
from portal.forms import Form
from portal.search import matching


class PublicFilterForm(Form):
    """An unknown value is told, and narrows nothing."""

    q = forms.CharField(label="Group, occupation or reference", required=False, max_length=200)
    route = forms.ModelChoiceField(
        Route.objects.all(), label="Route", required=False, to_field_name="slug", empty_label="All routes"
    )

    def narrow(self, groups: GroupQuerySet) -> GroupQuerySet:
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        codes = ("reference", "occupation__reference")
        groups = groups.filter(matching(asked.get("q") or "", "name", "occupation__title", exactly=codes))
        return groups.filter(occupation__route=asked["route"]) if asked.get("route") else groups
