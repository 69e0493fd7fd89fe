"""A date typed as day, month and year, and the years between which a date can lie."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.calendar import today

FIRST_YEAR, YEARS_AHEAD = 1990, 10  # of a date on which something of the portal happened, happens or is planned
PARTS = ("day", "month", "year")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def refuse_year(day: date, *, on: date, first: int = FIRST_YEAR, ahead: int = YEARS_AHEAD) -> None:
    """Raises ValidationError for a date before the year `first`, or more than `ahead` calendar years after `on`.

    Both years count in: in 2026 a date of 2036 passes. What the database holds already is not asked.
    """
    if not first <= day.year <= on.year + ahead:
        raise ValidationError(f"Year must be between {first} and {on.year + ahead}", code="year")


class TypedDate(str):
    """What was typed, part by part; as text it is 2025-06-02, or "" where nothing was typed."""

    day: str
    month: str
    year: str

    def __new__(cls, day: str = "", month: str = "", year: str = "") -> "TypedDate":
        parts = [part.strip() for part in (day, month, year)]
        text = str.__new__(cls, f"{parts[2]}-{_month(parts[1])}-{parts[0]}" if any(parts) else "")
        text.day, text.month, text.year = parts
        return text

    @property
    def missing(self) -> list[str]:
        return [part for part in PARTS if not getattr(self, part)]

    @property
    def wrong(self) -> list[str]:
        """The parts to put right: those missing, else those out of range; none when only the whole is no real date."""
        if self.missing:
            return self.missing
        day_and_month = {"day": _in_range(self.day, 31), "month": _in_range(_month(self.month), 12)}
        is_right = {**day_and_month, "year": len(self.year) == 4 and _in_range(self.year, 9999)}
        return [part for part in PARTS if not is_right[part]]


class DateInput(forms.Widget):
    """Three inputs, named `<name>-day`, `<name>-month`, `<name>-year`; a whole date under `<name>` is read too."""

    template_name = "forms/date_inputs.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> str | None:
        names = [f"{name}-{part}" for part in PARTS]
        if any(part in data for part in names):
            return TypedDate(*(str(data.get(part) or "") for part in names))
        return data.get(name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        return all(key not in data for key in [name, *(f"{name}-{part}" for part in PARTS)])

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else id_

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """`attrs` may hold `wrong`: the parts to mark."""
        context = super().get_context(name, value, attrs)
        given, wrong = context["widget"]["attrs"], (attrs or {}).get("wrong", ())
        autocomplete = given.get("autocomplete")  # "bday" names the whole; each part has its own name
        typed = typed_date(value)
        context["id"] = given.get("id", name)
        context["parts"] = [
            {
                "name": f"{name}-{part}",
                "id": f"{context['id']}-{part}",
                "label": part.capitalize(),
                "value": getattr(typed, part),
                "width": 4 if part == "year" else 2,
                "is_wrong": part in wrong,
                "autocomplete": f"{autocomplete}-{part}" if autocomplete else "",
                "disabled": bool(given.get("disabled")),
            }
            for part in PARTS
        ]
        return context


class DateField(forms.DateField):
    """A date in three inputs, whose errors say which part to put right.

    It lies between the year `first_year` and `years_ahead` calendar years after `on`, which is today where a form sets
    no other day.
    """

    widget = DateInput

    def __init__(self, *, first_year: int = FIRST_YEAR, years_ahead: int = YEARS_AHEAD, **options: Any) -> None:
        super().__init__(**options)
        self.first_year, self.years_ahead = first_year, years_ahead
        self.on: date | None = None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None:
            refuse_year(value, on=self.on or today(), first=self.first_year, ahead=self.years_ahead)

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, TypedDate):
            return super().to_python(value)
        if not value:
            return None
        name = str(self.label or "Date")
        if value.missing:
            raise ValidationError(f"{name} must include a {' and '.join(value.missing)}", code="incomplete")
        if value.wrong == ["year"] and value.year.isdigit() and len(value.year) != 4:
            raise ValidationError("Year must include 4 numbers", code="invalid")
        try:
            return date.fromisoformat("{:0>4}-{:0>2}-{:0>2}".format(*value.split("-", 2)))
        except ValueError:
            raise ValidationError(f"{name} must be a real date", code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


def typed_date(value: object) -> TypedDate:
    """Any value a date field may hold, as the three parts to show."""
    if isinstance(value, TypedDate):
        return value
    if isinstance(value, date):
        return TypedDate(str(value.day), str(value.month), str(value.year))
    parts = str(value or "").split("-")
    return TypedDate(*reversed(parts)) if len(parts) == 3 else TypedDate(day=str(value or ""))


def _month(typed: str) -> str:
    """3 for "3", "March" and "mar"; what was typed where that is no month."""
    name = typed.lower()[:3]
    return str(MONTHS.index(name) + 1) if name in MONTHS else typed


def _in_range(typed: str, highest: int) -> bool:
    return typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= highest
