from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from groups.models import Group
from portal.forms import Form, choice_field


class FeedForm(Form):
    """Which calendar, of a group or of all, and whether its link is made or revoked."""

    act = forms.ChoiceField(choices=[("make", "Make a link"), ("revoke", "Revoke the link")])
    group = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "group").choices = [("", ""), *((group.pk, group.name) for group in groups)]
