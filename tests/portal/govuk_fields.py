"""Options of GOV.UK Frontend's fixtures as fields of a form of ours."""

from datetime import date
from typing import Any

from django import forms

from portal.forms import DateField, Form
from tests.portal.govuk import NotOurs, only, text_of

FIELD_KEYS = {"id", "idPrefix", "name", "label", "hint", "errorMessage", "value", "classes", "describedBy", "fieldset"}


def draw(field: forms.Field, options: dict[str, Any], **said: object) -> str:
    """One field drawn by the form renderer: `said` is what the form's class says of it (label sizes and the like)."""
    name, label = (
        options.get("name") or options["id"],
        options.get("label") or options.get("fieldset", {}).get("legend"),
    )
    if not label:
        raise NotOurs("a field without a label")
    field.label, field.help_text = text_of(label, "classes", "isPageHeading"), text_of(options.get("hint"))
    field.required = False
    field.widget.attrs["id"] = options.get("idPrefix") or options.get("id") or name
    if described_by := options.get("describedBy"):
        field.widget.attrs["aria-describedby"] = described_by
    if size := label.get("classes", ""):
        said["label_sizes"] = {name: size.rpartition("--")[2]}
    if label.get("isPageHeading"):
        said["page_heading"] = name
    return _drawn(type("OneField", (Form,), {name: field, **said}), name, options)


def _drawn(form_class: type[Form], name: str, options: dict[str, Any]) -> str:
    value = options.get("value")
    error = text_of(options.get("errorMessage"))
    form = form_class({}, initial={name: value}) if error else form_class(initial={name: value})
    if error:
        form.full_clean()
        form.add_error(name, error)
        form.is_bound = False  # so that the field shows its initial value, as the fixture's does
    return form[name].as_field_group()


def attributes(options: dict[str, Any], *names: str) -> dict[str, Any]:
    given = {name: options[name] for name in names if name in options}
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in given.items()}


def input_(o: dict[str, Any]) -> str:
    only(o, *FIELD_KEYS, "prefix", "suffix", "spellcheck", "autocomplete", "inputmode", "autocapitalize", "pattern")
    attrs = attributes(o, "spellcheck", "autocomplete", "inputmode", "autocapitalize", "pattern")
    widget = forms.TextInput({"class": o.get("classes", ""), **attrs})
    said = {f"{kind}es": {o["name"]: text_of(o[kind])} for kind in ("prefix", "suffix") if kind in o}
    return draw(forms.CharField(widget=widget), o, **said)


def textarea(o: dict[str, Any]) -> str:
    only(o, *FIELD_KEYS, "rows", "spellcheck", "autocomplete", "maxlength")
    attrs = attributes(o, "rows", "spellcheck", "autocomplete")
    if "maxlength" in o:
        attrs["data-maxlength"] = o["maxlength"]
    return draw(forms.CharField(widget=forms.Textarea({"class": o.get("classes", ""), **attrs})), o)


def file_upload(o: dict[str, Any]) -> str:
    only(o, *FIELD_KEYS - {"value"}, "disabled")
    widget = forms.FileInput({"class": o.get("classes", "")})
    return draw(forms.FileField(widget=widget, disabled=o.get("disabled", False)), o)


def _choices(o: dict[str, Any]) -> dict[str, Any]:
    """What the items say: choices, hints of choices and the values chosen."""
    hints, chosen, choices = {}, list(o.get("values", [])), []
    for item in filter(None, o["items"]):
        only(item, "value", "text", "hint", "checked", "selected")
        choices.append((item["value"], item["text"]))
        if "hint" in item:
            hints[item["value"]] = text_of(item["hint"])
        if item.get("checked") or item.get("selected"):
            chosen.append(item["value"])
    return {"choices": choices, "hints": hints, "chosen": chosen}


def select(o: dict[str, Any]) -> str:
    only(o, *FIELD_KEYS, "items", "disabled")
    items = _choices(o)
    widget = forms.Select({"class": o.get("classes", "")})
    value = {"value": items["chosen"][0]} if items["chosen"] else {}
    field = forms.ChoiceField(choices=items["choices"], widget=widget, disabled=o.get("disabled", False))
    return draw(field, o | value)


def radios(o: dict[str, Any]) -> str:
    only(o, *FIELD_KEYS, "items")
    return _choice_group(o, forms.RadioSelect, forms.ChoiceField, "govuk-radios")


def checkboxes(o: dict[str, Any]) -> str:
    only(o, *FIELD_KEYS, "items", "values")
    return _choice_group(o, forms.CheckboxSelectMultiple, forms.MultipleChoiceField, "govuk-checkboxes")


def _choice_group(o: dict[str, Any], widget: type, field: type, block: str) -> str:
    only(o.get("fieldset", {}), "legend")
    items = _choices(o)
    modifiers = {name.removeprefix(f"{block}--") for name in o.get("classes", "").split()}
    if modifiers - {"inline", "small"}:
        raise NotOurs(modifiers)
    said = {modifier: {o["name"]} for modifier in modifiers}
    value = items["chosen"] if field is forms.MultipleChoiceField else next(iter(items["chosen"]), o.get("value"))
    return draw(
        field(choices=items["choices"], widget=widget),
        o | {"value": value},
        choice_hints={o["name"]: items["hints"]},
        **said,
    )


def date_input(o: dict[str, Any]) -> str:
    only(o, "id", "namePrefix", "fieldset", "hint", "errorMessage", "values")
    only(o.get("fieldset", {}), "legend")
    given = {key.rpartition("-")[2]: value for key, value in o.get("values", {}).items()}
    value = date(given["year"], given["month"], given["day"]) if given else None
    html = draw(DateField(), {**o, "name": o.get("namePrefix") or o["id"], "value": value})
    return html if "namePrefix" in o else html.replace(f'name="{o["id"]}-', 'name="')


ADAPTERS = {
    "character-count": textarea,
    "checkboxes": checkboxes,
    "date-input": date_input,
    "file-upload": file_upload,
    "input": input_,
    "radios": radios,
    "select": select,
    "textarea": textarea,
}
