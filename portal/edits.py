"""Whether somebody else saved the same answers meanwhile, and the form that asks."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms

from portal.forms import Form


def form_digest(answers: Mapping[str, Any]) -> str:
    """A short digest of the answers a form was shown with; another digest later means that somebody saved meanwhile."""
    text = "|".join(f"{key}={_plain(answers[key])}" for key in sorted(answers))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def describe(answers: Mapping[str, Any], labels: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Answers that are in words already, as rows of label and text.

    `labels` by key leave out all other answers; without them a key is its own label, in plain.
    """
    names = {key: key.replace("_", " ").capitalize() for key in answers} if labels is None else labels
    return [(names[key], _plain(value) or "Not answered") for key, value in answers.items() if key in names]


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdigit() else text


class ConcurrentEditForm(Form):
    """Carries a digest of the answers it was shown with, so that nobody saves over somebody else's change."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
