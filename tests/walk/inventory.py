"""What a database of the portal holds, model by model: which choices, and which fields that may be empty are not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from duties.models import CalendarFeed, Digest, DigestLine, Duty, Preference, Reminder, ReminderStart
from guidance.assessment import assess_many
from members.models import Membership
from oversight.models import Assessment, Finding, RiskFlag, Snapshot, SweptDay, Tally
from portal.calendar import today
from proposals.models import Submission
from tests.structure.source import APPS

Inventory = dict[str, set[str]]  # values by the model's label
SAMPLE = Path(__file__).with_name("sample.json")  # of the sample data; tests/demo/sample says when it is too little
NAMED = ("policy", "rule")  # codes that are no choices of the field, with all that end in these words:
VERSION = "wording_version"


def inventory() -> Inventory:
    """Of all models of the apps that have a row; history tells what a row held before."""
    found = {model._meta.label: set(_values(model)) for model in _models() if model._default_manager.exists()}
    return added(found, stages(), judged())


FOLLOWING = {  # from all the others
    *(Duty, Reminder, ReminderStart, DigestLine, Digest, Preference, CalendarFeed),
    *(Snapshot, SweptDay, Tally),
}


def added(*parts: Inventory) -> Inventory:
    """What any of them has."""
    whole: Inventory = {}
    for part in parts:
        for model, values in part.items():
            whole.setdefault(model, set()).update(values)
    return whole


def _models() -> list[Any]:
    return [
        model
        for label in APPS
        if label != "portal"
        for model in apps.get_app_config(label).get_models()
        if not _is_history(model) and model not in FOLLOWING
    ]


def _is_history(model: Any) -> bool:
    return hasattr(model, "history_type") or hasattr(model, "tracked_fields")


def _values(model: Any) -> Iterator[str]:
    history = getattr(model, "history", None)
    tracked = {field.name for field in history.model.tracked_fields} if history else set()
    for field in model._meta.concrete_fields:
        if field.primary_key or (model is Finding and field.name in NAMED):  # as `judged` tells them
            continue
        sources = [model._default_manager.all(), *([history.all()] if field.name in tracked else [])]
        for rows in sources:
            yield from _of_field(field, rows.order_by())


def _of_field(field: Any, rows: Any) -> Iterator[str]:
    if isinstance(field, ArrayField):
        held = {each for values in rows.values_list(field.attname, flat=True) for each in values or ()}
        yield from (f"{field.name} has {each}" for each in held if field.base_field.choices)
    elif _has_codes(field):
        held = rows.values_list(field.attname, flat=True).distinct()
        yield from (f"{field.name}={value}" for value in held if value is not None)  # nobody has said so far
    elif field.null:
        for is_empty, word in ((True, "empty"), (False, "set")):
            if rows.filter(**{f"{field.attname}__isnull": is_empty}).exists():
                yield f"{field.name} {word}"


def _has_codes(field: Any) -> bool:
    is_code = isinstance(field, models.CharField) and (field.name in NAMED or field.name.endswith(VERSION))
    return bool(field.choices) or isinstance(field, models.BooleanField) or is_code


def beyond_sample() -> dict[str, list[str]]:
    """What the database holds and SAMPLE does not name. It goes into that file, and then into a chapter of the walk."""
    named = json.loads(SAMPLE.read_text())
    beyond = {model: sorted(values - set(named.get(model, ()))) for model, values in inventory().items()}
    return {model: values for model, values in beyond.items() if values}


def stages() -> Inventory:
    """States that are worked out and stored nowhere."""
    return {
        "groups.Group": {f"stage {stage}" for stage in _by_stage()},
        "proposals.Submission": {f"{one.kind} {one.state}" for one in Submission.objects.with_story()},
        "members.Membership": {
            f"{one.kind} {one.approval} of a group {stage}"
            for stage, keys in _by_stage().items()
            for one in Membership.objects.filter(group__in=keys, ended_on=None)
        },
    }


def _by_stage() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for result in assess_many(None, today()):
        found.setdefault(result.stage.value, []).append(result.group_id)
    return found


def judged() -> Inventory:
    """What the last sweep stored: rules that are not met, or accepted as justified, the next step and the risks."""
    rows = Finding.objects.order_by().values_list("rule", "status").distinct()
    stored = {model._meta.label: set(_values(model)) for model in (Finding, Assessment, RiskFlag)}
    stored[Finding._meta.label] |= {f"{rule} {status}" for rule, status in rows}
    return stored
