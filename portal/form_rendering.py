"""Django's forms in GOV.UK's markup: the renderer and the bound field.

A form may say more by attributes of its class, each keyed by the field's name: `label_sizes` (s, m, l, xl),
`choice_hints` ({value: hint}), `prefixes`, `suffixes`, `inline` (a set: radios side by side), `small` (a set: small
radios or boxes), `reveals` ({value: names of the fields that the choice shows below it}; without script they always
show), and `page_heading`, the one field whose label is the page's heading.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from portal.dates import PARTS, DateInput, TypedDate
from portal.error_messages import reword
from portal.text import guard, normalise

DROPPED = dict.fromkeys(("required", "maxlength", "minlength", "min", "max", "step", "placeholder", "cols"), False)
ON_THE_GROUP = {"data-maxlength": False}  # what the character count needs stands on the group, not on the control
BLOCK = "govuk-form-group"


class GovukBoundField(BoundField):
    """`{{ field.as_field_group }}` gives label, hint, error and control; `{{ field }}` the bare control, as in Django.

    Every field of every form comes by here before it is cleaned (allauth's, too), so its messages are worded and its
    text is guarded here.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        field.label = self.label  # messages of the field itself (a date's) name it
        reword(field, str(self.label))
        guard(field)

    @property
    def data(self) -> Any:
        """What was sent, in one form of Unicode; passwords exactly as typed."""
        value = super().data
        is_text = isinstance(value, str) and isinstance(self.field, forms.CharField)
        return normalise(value) if is_text and not isinstance(self.field.widget, forms.PasswordInput) else value

    @property
    def kind(self) -> str:
        """Which template draws the field."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxSelectMultiple):  # first: it is a kind of RadioSelect
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, DateInput | forms.MultiWidget | forms.SelectDateWidget):
            return "group"
        return "control"

    @property
    def base_id(self) -> str:
        return self.field.widget.attrs.get("id") or self.auto_id or self.html_name

    @property
    def error_target(self) -> str:
        """The id that the error summary links to: for a date the first wrong part, for choices the first."""
        if isinstance(self.field.widget, DateInput):
            return f"{self.base_id}-{(self.wrong_parts or PARTS)[0]}"
        return self.base_id if self.kind in ("radios", "checkboxes") else self.id_for_label or self.base_id

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        if not self.errors:
            return ()
        if any(error.code == "year" for error in self.errors.as_data()):
            return ("year",)
        value = self.data
        return tuple(value.wrong if isinstance(value, TypedDate) and value else ()) or PARTS

    @property
    def described_by(self) -> str:
        given = [self.field.widget.attrs.get("aria-describedby", "")]
        hint = f"{self.base_id}-hint" if self.help_text and self.kind != "checkbox" else ""
        error = f"{self.base_id}-error" if self.errors else ""
        count = f"{self.base_id}-info" if self._counted() else ""
        return " ".join(filter(None, [*given, count, hint, error]))

    @property
    def is_revealed(self) -> bool:
        """Whether another field's choice shows this one, so that it is not drawn by itself."""
        reveals = getattr(self.form, "reveals", {})
        return any(self.name in names for choices in reveals.values() for names in choices.values())

    def option(self, name: str, missing: Any = "") -> Any:
        """What the form's class says of this field under `name`."""
        said = getattr(self.form, name, None)
        if isinstance(said, dict):
            return said.get(self.name, missing)
        return self.name in (said or ()) if name in ("inline", "small") else said == self.name

    def get_context(self) -> dict[str, Any]:
        size = self.option("label_sizes")
        return {
            "field": self,
            "kind": self.kind,
            "id": self.base_id,
            "group_class": f"{BLOCK} {BLOCK}--error" if self.errors else BLOCK,
            "label": self.label,
            "size": size,
            "is_heading": self.option("page_heading", False),
            "hint": self.help_text,
            "errors": list(self.errors),
            "described_by": self.described_by,
            **self._parts(),
        }

    def _parts(self) -> dict[str, Any]:
        """What the kind's own template needs."""
        if self.kind in ("radios", "checkboxes"):
            return {"choices": list(self._choices()), "classes": self._choice_classes()}
        if self.kind == "checkbox":
            return {"checked": bool(self.value()), "value": "on", "disabled": self.field.disabled}
        is_date = isinstance(self.field.widget, DateInput)
        return {
            "control": self.control(),
            "label_for": self.id_for_label or self.base_id,
            "prefix": self.option("prefixes"),
            "suffix": self.option("suffixes"),
            "max_count": "" if is_date else self._counted(),
        }

    def control(self) -> SafeString:
        """The bare control in GOV.UK's classes, without the browser's own checks."""
        widget = self._drawn_widget()
        own = widget.attrs
        attrs = {
            **DROPPED,
            **ON_THE_GROUP,
            "id": self.base_id,
            "aria-describedby": "" if self.kind == "group" else self.described_by,
        }
        attrs["aria-describedby"] = attrs["aria-describedby"] or False
        attrs["class"] = " ".join(filter(None, [self._class_of(widget), own.get("class", "")]))
        if isinstance(widget, forms.Textarea):
            attrs["rows"] = own["rows"] if own.get("rows") not in (None, "10") else 5  # 10 is Django's default
        if self.field.disabled:
            attrs["disabled"] = True
        if isinstance(widget, DateInput):
            attrs = {"id": self.base_id, "wrong": self.wrong_parts, "disabled": self.field.disabled}
        return widget.render(self.html_name, self.value(), {**_extra_of(widget), **attrs}, self.form.renderer)

    def _drawn_widget(self) -> forms.Widget:
        """Numbers are typed as text (a wheel of the mouse must not change them); a file is chosen, never cleared."""
        widget = self.field.widget
        if isinstance(widget, forms.NumberInput):
            whole = not isinstance(self.field, forms.DecimalField | forms.FloatField)
            return forms.TextInput({"inputmode": "numeric" if whole else "decimal", **widget.attrs})
        return forms.FileInput(widget.attrs) if isinstance(widget, forms.ClearableFileInput) else widget

    def _class_of(self, widget: forms.Widget) -> str:
        block = _block(widget)
        classes = [block, f"{block}--error" if self.errors else ""]
        return " ".join(filter(None, [*classes, "govuk-js-character-count" if self._counted() else ""]))

    def _counted(self) -> str:
        return str(self.field.widget.attrs.get("data-maxlength", ""))

    def _choices(self) -> Iterator[dict[str, Any]]:
        hints = {str(value): hint for value, hint in (self.option("choice_hints") or {}).items()}
        reveals = {str(value): names for value, names in (self.option("reveals") or {}).items()}
        for number, choice in enumerate(self.subwidgets, 1):
            data = choice.data
            value = str(data["value"])
            yield {
                "id": self.base_id + (f"-{number}" if number > 1 else ""),
                "name": data["name"],
                "value": value,
                "label": data["label"],
                "hint": hints.get(value, ""),
                "reveals": [self.form[name] for name in reveals.get(value, ()) if name in self.form.fields],
                "checked": bool(data["selected"]),
                "disabled": self.field.disabled or bool(data["attrs"].get("disabled")),
            }

    def _choice_classes(self) -> str:
        block = f"govuk-{self.kind}"
        modifiers = [f"{block}--{name}" for name in ("inline", "small") if self.option(name, False)]
        return " ".join([block, *modifiers])


class GovukRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = GovukBoundField


def _block(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Textarea):
        return "govuk-textarea"
    if isinstance(widget, forms.Select):
        return "govuk-select"
    return "govuk-file-upload" if isinstance(widget, forms.FileInput) else "govuk-input"


def _extra_of(widget: forms.Widget) -> dict[str, str]:
    """Addresses and passwords are no prose: the browser checks no spelling in them."""
    kind = getattr(widget, "input_type", "")
    return {"spellcheck": "false"} if kind in ("email", "password", "url") and "spellcheck" not in widget.attrs else {}
