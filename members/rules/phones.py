"""Telephone numbers, judged loosely: those of all countries are written in many ways."""

IN_NUMBERS, LEAST_DIGITS = frozenset("0123456789 +()-"), 7


def is_phone(text: str) -> bool:
    return not set(text) - IN_NUMBERS and sum(letter.isdigit() for letter in text) >= LEAST_DIGITS
