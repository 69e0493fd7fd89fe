"""What somebody typed, pasted or exported, made fit to store: one form of Unicode, nothing that hides or disturbs.

Every text of a form, a cell and a query comes by here, so that what looks alike to the reader is alike.
"""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# override, embedding and isolate marks turn the text that follows round, so that it reads other than it is stored
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# no-break, narrow and other wide or thin spaces become a space; hyphens that only forbid a break become a hyphen
PLAIN = {
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **dict.fromkeys([0x2010, 0x2011], "-"),
    **dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF], None),  # soft hyphens and joints of no width: nothing is seen
}
DASHES = dict.fromkeys([*range(0x2012, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
# what becomes a link or a telephone number in a mail: "www.", "name.tld", "//", "@", five figures in a row
LEADS_ELSEWHERE = re.compile(r"//|@|www\.|[^\W_]\.[^\W\d_]{2}|\d(?:[ ()+./-]?\d){4}", re.IGNORECASE)
LONGEST_NAME = 100
CONTROL = {"Cc", "Cs"}  # control characters and halves of surrogate pairs


def clean_text(value: str, *, multiline: bool = False) -> str:
    """The text stripped and in Unicode's form NFC; raises ValidationError for what `refuse_controls` refuses."""
    text = normalise(value)
    refuse_controls(text, multiline=multiline)
    return text


def normalise(value: str) -> str:
    """NFC, line breaks as \\n, spaces and hyphens of all kinds as plain ones, nothing blank at either end.

    Dashes between words, emoji and text from right to left stay as they are.
    """
    return unicodedata.normalize("NFC", LINE_BREAKS.sub("\n", value).translate(PLAIN)).strip()


def single_line(value: str) -> str:
    """Likewise with single spaces in place of all gaps and line breaks."""
    return " ".join(normalise(value).split())


def plain_dashes(value: str) -> str:
    """Likewise with hyphens for all dashes and minus signs: for numbers and codes, where they mean nothing else."""
    return normalise(value).translate(DASHES)


def plain_name(value: str, *, instead: str = "") -> str:
    """A name as it may stand in a mail to an address that nobody has confirmed: on one line, leading nowhere.

    `instead` where it holds a web or mail address, a telephone number or more than 100 characters: whoever typed it
    must not be able to send a text of their own in the regulator's name.
    """
    name = single_line(value)
    return instead if len(name) > LONGEST_NAME or LEADS_ELSEWHERE.search(name) else name


def has_controls(value: str) -> bool:
    """Whether anything in it cannot be printed; tabs and line breaks can."""
    return any(unicodedata.category(character) in CONTROL and character not in "\t\n\r" for character in value)


def printable(value: str) -> str:
    """The text normalised, with a space for each control character: for what is looked for, and never refused."""
    return normalise("".join(" " if unicodedata.category(character) in CONTROL else character for character in value))


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
