"""Choosing an occupation: a text that finds its occupation, with or without JavaScript; and the map's filters."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.urls import reverse_lazy

from occupations.models import Occupation, Route, searchable
from portal.forms import Form
from portal.search import folded

TOKEN = re.compile(r"id:([0-9]{1,18})")  # what the search and the radios send: nobody types it by chance
LABEL = re.compile(r"(?P<title>.+) \([^()]*\)")
OFFERED = 8


def token(occupation: Occupation) -> str:
    return f"id:{occupation.pk}"


class OccupationField(forms.CharField):
    """A text box that gives an Occupation (None where it is left empty and not required).

    The text may be what the search offers, a reference, a title or a label. Where it fits several occupations, or none
    exactly, the error comes with the closest ones as radios under the same name, and "None of these" brings the text
    box back; so the enclosing form does nothing but show itself again. `error.code` is `several` or `unknown`; whether
    an occupation may be missing from the map is for the enclosing form.
    """

    default_error_messages: ClassVar = {
        "several": "Choose which occupation you mean by “%(text)s”",
        "unknown": "No occupation on the map matches “%(text)s”: check the spelling, or try fewer words",
    }

    def __init__(self, *, occupations: QuerySet[Occupation] | None = None, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        options["error_messages"] = {"required": "Enter an occupation", **(options.get("error_messages") or {})}
        super().__init__(**options)
        self.occupations = occupations

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-autocomplete-url": reverse_lazy("public_pages:occupation_search")}

    def clean(self, value: Any) -> Occupation | None:
        super().clean(value)  # required, NUL characters
        text = searchable(value or "")
        if not text:
            return None
        occupations = exactly(text, self._within())
        if len(occupations) == 1:
            return occupations[0]
        closest = occupations or list(Occupation.objects.search(text).filter(pk__in=self._within())[:OFFERED])
        quoted = text if len(text) <= 50 else text[:49] + "…"
        if not closest:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"text": quoted})
        self.offer(closest)
        raise ValidationError(self.error_messages["several"], code="several", params={"text": quoted})

    def offer(self, occupations: list[Occupation]) -> None:
        """Ask by radios from here on; a form has its own copy of its fields, so no other form sees it."""
        choices = [(token(occupation), occupation.label) for occupation in occupations]
        self.widget = forms.RadioSelect(choices=[*choices, ("", "None of these: let me type it again")])

    def prepare_value(self, value: Any) -> Any:
        """An occupation, its key or its token as its label; a typed text as it is."""
        if isinstance(value, Occupation):
            return value.label
        match = TOKEN.fullmatch(str(value)) if value is not None else None
        key = value if isinstance(value, int) else int(match[1]) if match else None
        occupation = self._within().filter(pk=key).first() if key is not None else None
        return occupation.label if occupation else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (self.prepare_value(data) or "")

    def _within(self) -> QuerySet[Occupation]:
        return Occupation.objects.all() if self.occupations is None else self.occupations.all()


def exactly(text: str, occupations: QuerySet[Occupation]) -> list[Occupation]:
    """The occupations that the text names: by token, whole label, reference or whole title, in any case."""
    if match := TOKEN.fullmatch(text):
        return list(occupations.filter(pk=int(match[1])))
    labelled = LABEL.fullmatch(text)
    titles = {folded(text), folded(labelled["title"] if labelled else text)}
    named = occupations.filter(Q(title__folded__in=titles) | Q(reference__iexact=text))
    results = list(named.order_by("title", "reference", "pk")[:50])
    plain = folded(text)
    by_label = [row for row in results if folded(row.label) == plain]
    return by_label or [row for row in results if plain in {folded(row.title), folded(row.reference or "")}]


class OccupationFilterForm(Form):
    """What the list of occupations may be narrowed by; an unknown value is told, and narrows nothing."""

    q = forms.CharField(label="Title or reference", required=False, max_length=200)
    route = forms.ModelChoiceField(
        Route.objects.all(), label="Route", required=False, to_field_name="slug", empty_label="All routes"
    )
    level = forms.TypedChoiceField(
        label="Level",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "All levels"), *((level, f"Level {level}") for level in range(2, 9))],
    )

    def results(self) -> QuerySet[Occupation]:
        """The occupations that were asked for, the closest or the first of the alphabet first."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        text, route, level = asked.get("q"), asked.get("route"), asked.get("level")
        occupations = (
            Occupation.objects.search(text) if text else Occupation.objects.order_by("title", "reference", "pk")
        )
        if route:
            occupations = occupations.filter(route=route)
        return occupations.filter(level=level) if level else occupations
