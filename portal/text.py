"""What somebody typed, made fit to store: one form of Unicode, nothing that hides or disturbs."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# override, embedding and isolate marks turn the text that follows round, so that it reads other than it is stored
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
INVISIBLE = " \t\n\u200b\u2060\ufeff\u00ad"  # at the ends of a text these are nothing but noise
CONTROL = {"Cc", "Cs"}  # control characters and halves of surrogate pairs


def clean_text(value: str, *, multiline: bool = False) -> str:
    """The text stripped and in Unicode's form NFC; raises ValidationError for what `refuse_controls` refuses."""
    text = normalise(value)
    refuse_controls(text, multiline=multiline)
    return text


def normalise(value: str) -> str:
    """NFC, line breaks as \\n, nothing blank at either end. Emoji and text from right to left stay as they are."""
    return unicodedata.normalize("NFC", LINE_BREAKS.sub("\n", value)).strip().strip(INVISIBLE)


def refuse_controls(value: str, *, multiline: bool = False) -> None:
    """Raises ValidationError for control characters (tabs pass; line breaks only where `multiline`) and for marks that
    change the direction of the text after them."""
    allowed = "\t\n" if multiline else "\t"
    if "\n" in value and not multiline:
        raise ValidationError("Enter this on one line, without line breaks", code="control_characters")
    if any(unicodedata.category(character) in CONTROL and character not in allowed for character in value):
        message = "Remove characters that cannot be printed. Copying from another program can bring them along"
        raise ValidationError(message, code="control_characters")
    if TURNING.search(value):
        message = "Remove hidden marks that change the direction of the text. Typing the text again leaves them out"
        raise ValidationError(message, code="direction_marks")


def refuse_controls_multiline(value: str) -> None:
    refuse_controls(value, multiline=True)


def guard(field: forms.Field) -> None:
    """Let the field's text through `refuse_controls`; done already, it changes nothing. Passwords stay as typed."""
    if not isinstance(field, forms.CharField) or isinstance(field.widget, forms.PasswordInput):
        return
    check = refuse_controls_multiline if isinstance(field.widget, forms.Textarea) else refuse_controls
    others = [v for v in field.validators if not isinstance(v, ProhibitNullCharactersValidator) and v is not check]
    field.validators = [*others, check]
