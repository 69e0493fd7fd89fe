"""Telephone numbers, judged loosely: those of all countries are written in many ways."""

import re

from portal.text import plain_dashes

IN_NUMBERS, LEAST_DIGITS = frozenset("0123456789 +()-"), 7
# a British number from which a spreadsheet took the zero, or the plus before the country: bare digits, no spaces
WITHOUT_ZERO = re.compile(r"([1235789]\d{9}|1\d{8}|800\d{6})(\.0)?", re.ASCII)
WITHOUT_PLUS = re.compile(r"(44[1235789]\d{8,9})(\.0)?", re.ASCII)
SHORTENED = re.compile(r"\d(\.\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)


def is_phone(text: str) -> bool:
    return not set(text) - IN_NUMBERS and sum(letter.isdigit() for letter in text) >= LEAST_DIGITS


def of_cell(text: str) -> str:
    """The number in a cell with plain hyphens, and with the zero or plus that a spreadsheet took from its front."""
    plain = plain_dashes(text)
    if match := WITHOUT_ZERO.fullmatch(plain):
        return f"0{match[1]}"
    match = WITHOUT_PLUS.fullmatch(plain)
    return f"+{match[1]}" if match else plain


def is_shortened(text: str) -> bool:
    """Whether a spreadsheet wrote the number as 2.08E+09, with digits lost."""
    return bool(SHORTENED.fullmatch(text))
