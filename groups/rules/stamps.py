"""Whether somebody else saved the same answers meanwhile. Pure."""

import hashlib
from collections.abc import Mapping
from typing import Any


def stamp(answers: Mapping[str, Any]) -> str:
    """A short digest of the answers a form was shown with; another digest later means that somebody saved meanwhile."""
    text = "|".join(f"{key}={_plain(answers[key])}" for key in sorted(answers))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def describe(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The answers as rows of label and text, for the page that shows two versions side by side."""
    return [(key.replace("_", " ").capitalize(), _plain(value) or "Not answered") for key, value in answers.items()]


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdigit() else text
