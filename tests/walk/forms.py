"""What a form on a page asks, and what a browser sends when somebody answers it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bs4 import Tag

Answers = Mapping[str, Any]
BUTTONS = ("submit", "button", "image", "reset")


def sent(form: Tag, answers: Answers) -> dict[str, Any]:
    """The form as it stands with these answers: dates by their field's name, True and False for one box, lists for
    several. Raises AssertionError for what the form does not ask, or offers no such choice."""
    data = shown(form)
    for name, answer in spelled(answers).items():
        fields = form.select(f'[name="{name}"]')
        assert fields, f"the form asks no {name}, but {sorted({field['name'] for field in form.select('[name]')})}"
        data[name] = _answered(fields, name, answer)
    return {name: value for name, value in data.items() if value is not None}


def spelled(answers: Answers) -> dict[str, Any]:
    """Days as the three fields that ask for one."""
    whole: dict[str, Any] = {}
    for name, answer in answers.items():
        if isinstance(answer, date):
            whole |= {f"{name}-{part}": str(getattr(answer, part)) for part in ("day", "month", "year")}
        else:
            whole[name] = answer
    return whole


def shown(form: Tag) -> dict[str, Any]:
    """What it sends when nobody touches it, without its buttons."""
    data: dict[str, Any] = {}
    for field in form.select("[name]"):
        kind = field.get("type", "text") if field.name == "input" else field.name
        if kind in (*BUTTONS, "file") or field.has_attr("disabled"):
            continue
        if kind in ("radio", "checkbox"):
            if field.has_attr("checked"):
                data.setdefault(field["name"], []).append(field.get("value", "on"))
        elif kind == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            data[field["name"]] = chosen[0].get("value", "") if chosen else ""
        elif kind == "textarea":
            data[field["name"]] = field.text.removeprefix("\n")
        else:
            data[field["name"]] = field.get("value", "")
    return data


def _answered(fields: list[Tag], name: str, answer: Any) -> Any:
    kind = fields[0].get("type", "text") if fields[0].name == "input" else fields[0].name
    if kind == "select":
        return _chosen([option.get("value", "") for option in fields[0].select("option")], name, answer)
    if kind == "checkbox" and isinstance(answer, bool):
        return fields[0].get("value", "on") if answer else None
    if kind in ("radio", "checkbox"):
        offered = [field.get("value", "on") for field in fields]
        if isinstance(answer, list | tuple | set | frozenset):
            return [_chosen(offered, name, each) for each in answer]
        return _chosen(offered, name, answer)
    if kind == "button":
        return _chosen([field.get("value", "") for field in fields], name, answer)
    return answer


def _chosen(offered: list[str], name: str, answer: Any) -> str:
    assert str(answer) in offered, f"{name}: {answer} is none of {offered}"
    return str(answer)
