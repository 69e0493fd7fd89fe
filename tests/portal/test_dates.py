from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.forms import DateField, Form


class TermForm(Form):
    starts_on = DateField(label="Start date")
    ends_on = DateField(required=False)


def sent(day="", month="", year="", **more):
    return TermForm({"starts_on-day": day, "starts_on-month": month, "starts_on-year": year, **more})


@pytest.mark.parametrize("month", ["6", "06", "June", "jun"])
def test_three_parts_make_a_date(month):
    form = sent("2", month, " 2025 ")
    assert form.is_valid()
    assert form.cleaned_data == {"starts_on": date(2025, 6, 2), "ends_on": None}


def test_a_whole_date_is_read_too():
    assert TermForm({"starts_on": "2025-06-02"}).is_valid()


@pytest.mark.parametrize(
    ("parts", "message", "wrong"),
    [
        (("", "", ""), "Enter start date", "day month year"),
        (("2", "", "2025"), "Start date must include a month", "month"),
        (("", "", "2025"), "Start date must include a day and month", "day month"),
        (("31", "2", "2025"), "Start date must be a real date", "day month year"),
        (("32", "2", "2025"), "Start date must be a real date", "day"),
        (("2", "13", "2025"), "Start date must be a real date", "month"),
        (("2", "6", "25"), "Year must include 4 numbers", "year"),
        (("two", "6", "2025"), "Start date must be a real date", "day"),
        (("\u0662", "6", "2025"), "Start date must be a real date", "day"),
        (("9" * 5000, "6", "2025"), "Start date must be a real date", "day"),
        (("2", "6", "0000"), "Start date must be a real date", "year"),
        (("1-1", "6", "2025"), "Start date must be a real date", "day"),
    ],
)
def test_an_error_names_and_marks_the_part_to_put_right(parts, message, wrong):
    field = sent(*parts)["starts_on"]
    assert field.errors == [message]
    assert field.wrong_parts == tuple(wrong.split())
    assert field.error_target == f"id_starts_on-{wrong.split()[0]}"
    html = field.as_field_group()
    assert html.count("govuk-input--error") == len(wrong.split())


def test_what_was_typed_is_shown_again():
    html = sent("31", "Febtober", "<b>")["starts_on"].as_field_group()
    for value in ("31", "Febtober", "&lt;b&gt;"):
        assert f'value="{value}"' in html


def test_initial_date_is_shown_in_parts_and_is_unchanged_when_sent_back():
    initial = {"starts_on": date(2025, 6, 2)}
    html = TermForm(initial=initial)["starts_on"].as_field_group()
    assert [f'value="{value}"' in html for value in (2, 6, 2025)] == [True, True, True]
    data = {"starts_on-day": "2", "starts_on-month": "6", "starts_on-year": "2025"}
    assert not TermForm(data, initial=initial).has_changed()
    assert TermForm(data | {"starts_on-day": "3"}, initial=initial).has_changed()


@pytest.mark.parametrize("year", ["0026", "1066", "1989", "9999"])
def test_a_year_out_of_bounds_marks_the_year_alone(year):
    field = sent("2", "6", year)["starts_on"]
    field.field.on = date(2026, 3, 1)
    assert field.errors == ["Year must be between 1990 and 2036"]
    assert (field.wrong_parts, field.error_target) == (("year",), "id_starts_on-year")


def test_a_field_may_have_bounds_of_its_own():
    field = DateField(first_year=1940, years_ahead=0)
    field.on = date(2026, 3, 1)
    assert field.clean("1941-01-01") == date(1941, 1, 1)
    with pytest.raises(ValidationError, match="between 1940 and 2026"):
        field.clean("2027-01-01")
