"""Forms filled in as somebody would who only wants to see them go through."""

from collections.abc import Iterator
from datetime import date

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.calendar import add_days, today
from tests.lists.lists import csv_of, person, table
from tests.proposals.files import PDF

Answers = dict[str, object]
PARTS = {"day": "day", "month": "month", "year": "year"}
NOT_TYPED = ("submit", "button", "image", "reset")


def forms_of(page: bytes) -> list[Tag]:
    return BeautifulSoup(page, "html.parser").select("main form[method=post]")


def attempts(form: Tag) -> Iterator[Answers]:
    """The form filled in one way after another: other days, other choices."""
    for place in (0, 1, -1):
        for days in (0, 30, -30):
            yield filled(form, on=add_days(today(), days), place=place)


def filled(form: Tag, *, on: date, place: int) -> Answers:
    """What is there stays; all else gets an answer: this day, and of each choice the one in that place."""
    answers: Answers = {}
    choices: dict[str, list[Tag]] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type", "text") if field.name == "input" else field.name
        if kind in ("radio", "checkbox"):
            choices.setdefault(field["name"], []).append(field)
        elif kind not in NOT_TYPED:
            answers[field["name"]] = _typed(field, kind, on, place)
    for name, boxes in choices.items():
        checked = [box for box in boxes if box.has_attr("checked")] or [boxes[min(place, len(boxes) - 1)]]
        answers[name] = [box.get("value", "on") for box in checked]
    button = form.select_one("button[name]")
    return answers | ({button["name"]: button.get("value", "")} if button else {})


def _typed(field: Tag, kind: str, on: date, place: int) -> object:
    if kind == "file":
        is_list = ".csv" in field.get("accept", "")
        content = csv_of(table(person(9))) if is_list else PDF
        return SimpleUploadedFile("list.csv" if is_list else "paper.pdf", content)
    if kind == "select":
        if field["name"].endswith("_division"):  # it hangs on another choice, and nobody has to say it
            return ""
        options = [option for option in field.select("option") if option.get("value")]
        chosen = [option for option in options if option.has_attr("selected")] or options
        return chosen[min(place, len(chosen) - 1)]["value"] if chosen else ""
    known = field.text.strip() if kind == "textarea" else field.get("value", "")
    return known or ("" if kind == "hidden" else _invented(field, on))


def _invented(field: Tag, on: date) -> str:
    name = field["name"]
    if (part := name.rpartition("-")[2]) in PARTS:
        return str(getattr(on, PARTS[part]))
    if field.get("inputmode") in ("numeric", "decimal"):
        return "3"
    known = {
        "email": "somebody.new@example.org",
        "phone": "020 7946 0000",
        "postcode": "SW1A 1AA",
        "time": "14:30",
        "until": "16:00",
    }
    return next((text for word, text in known.items() if word in name), "Some words that say it")
