"""Error messages in GOV.UK's wording, made from the label of the field."""

from django import forms
from django.utils.functional import Promise

Text = str | Promise
CHOICES = (forms.ChoiceField, forms.ModelChoiceField)


def reword(field: forms.Field, label: str) -> None:
    """Give the field plain messages wherever its author gave none."""
    defaults = _class_messages(type(field))
    for code, message in _messages(field, label).items():
        if str(field.error_messages.get(code, "")) == str(defaults.get(code, "")):
            field.error_messages[code] = message


def _class_messages(cls: type[forms.Field]) -> dict[str, Text]:
    """Django's own messages: those of a field class of the project are its author's, and stay."""
    messages: dict[str, Text] = {}
    for ancestor in reversed([each for each in cls.__mro__ if each.__module__.startswith("django.")]):
        messages.update(getattr(ancestor, "default_error_messages", {}))
    return messages


def _messages(field: forms.Field, label: str) -> dict[str, str]:
    label = label.replace("%", "%%")  # Django fills in %(limit_value)s and its like
    messages = {"required": _required(field, label)}
    if isinstance(field, CHOICES):
        messages |= dict.fromkeys(
            ("invalid_choice", "invalid_list", "invalid_pk_value"), _select(label) + " from the list"
        )
    elif isinstance(field, forms.IntegerField):
        messages |= _number(
            label, "a whole number" if not isinstance(field, forms.DecimalField | forms.FloatField) else "a number"
        )
    elif isinstance(field, forms.CharField):
        messages["max_length"] = f"{label} must be %(limit_value)d characters or fewer"
        messages["min_length"] = f"{label} must be %(limit_value)d characters or more"
    elif isinstance(field, forms.DateField):
        messages["invalid"] = f"{label} must be a real date"
    return messages | _by_kind(field)


def _by_kind(field: forms.Field) -> dict[str, str]:
    if isinstance(field, forms.EmailField):
        return {"invalid": "Enter an email address in the correct format, like name@example.com"}
    if isinstance(field, forms.URLField):
        return {"invalid": "Enter a web address in the correct format, like https://www.example.com"}
    if isinstance(field, forms.FileField):
        return {"empty": "The selected file is empty", "missing": "Select a file", "invalid": "Select a file"}
    return {}


def _number(label: str, kind: str) -> dict[str, str]:
    return {
        "invalid": f"{label} must be {kind}",
        "min_value": f"{label} must be %(limit_value)s or more",
        "max_value": f"{label} must be %(limit_value)s or fewer",
        "max_digits": f"{label} must have %(max)s digits or fewer",
        "max_decimal_places": f"{label} must have %(max)s decimal places or fewer",
    }


def _required(field: forms.Field, label: str) -> str:
    if isinstance(field, CHOICES):
        return _select(label)
    if isinstance(field, forms.BooleanField):
        return f"Select “{label}” to continue"
    if isinstance(field, forms.FileField):
        return "Select a file"
    return f"Enter an answer to “{label}”" if label.endswith("?") else f"Enter {_lower_first(label)}"


def _select(label: str) -> str:
    return f"Select an answer to “{label}”" if label.endswith("?") else f"Select {_lower_first(label)}"


def _lower_first(label: str) -> str:
    """ "Name" becomes "name"; "UKPRN" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
