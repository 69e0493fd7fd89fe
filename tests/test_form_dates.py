"""Every date of every form has bounds that fit it, from one place: `portal.dates`."""

import importlib
import pkgutil
from datetime import date

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError

from portal.calendar import today
from portal.dates import DateField, refuse_year

OURS = [config.name for config in apps.get_app_configs() if not config.name.startswith(("django.", "allauth"))]


def our_forms(cls=forms.BaseForm):
    for form in cls.__subclasses__():
        yield form
        yield from our_forms(form)


def date_fields():
    for name in OURS:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(getattr(package, "__path__", []), f"{name}."):
            if ".forms" in module.name or ".views" in module.name:
                importlib.import_module(module.name)
    return {
        (form.__module__, form.__qualname__, name): field
        for form in our_forms()
        if form.__module__.split(".")[0] in OURS
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DateField | forms.DateTimeField)
    }


FIELDS = date_fields()


def test_the_walk_sees_the_forms_of_the_project():
    assert len(FIELDS) > 15
    assert any(module == "meetings.forms.meetings" for module, _, _ in FIELDS)


@pytest.mark.parametrize("where", FIELDS, ids=".".join)
def test_a_date_of_a_form_lies_within_bounds(where):
    field = FIELDS[where]
    assert isinstance(field, DateField), "build on portal.forms.DateField"
    for year in ("0026", "1066", "9999"):
        with pytest.raises(ValidationError, match="Year must be between"):
            field.clean(f"{year}-06-01")
    assert field.clean(today().isoformat()) == today()


def test_bounds_count_calendar_years_from_the_day():
    on = date(2026, 12, 31)
    refuse_year(date(1990, 1, 1), on=on)
    refuse_year(date(2036, 12, 31), on=on)
    for day in (date(1989, 12, 31), date(2037, 1, 1)):
        with pytest.raises(ValidationError, match="Year must be between 1990 and 2036"):
            refuse_year(day, on=on)
