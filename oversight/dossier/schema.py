"""The schema's part of checking a dossier, with its errors told as a path and what was expected."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema import ValidationError as SchemaError
from jsonschema.exceptions import best_match
from jsonschema.validators import extend

from oversight.dossier.errors import DossierError

SCHEMA = Path(__file__).parent.parent / "dossier.schema.json"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FORMATS = {"date": "a date such as 2025-06-02", "email": "an email address"}
SHOWN = 80  # characters of what was found
LONGEST_ADDRESS = 254  # characters, as mail servers have it (RFC 5321)
MOST_ERRORS = 100  # of so many the first of those nearest to the top is told
formats = FormatChecker(formats=())


def check_schema(dossier: Any) -> None:
    """Raises DossierError for what the schema does not allow."""
    errors = list(islice(_validator().iter_errors(dossier), MOST_ERRORS))
    if errors:
        nearest = min(errors, key=lambda error: len(error.absolute_path))
        path, problem = _place_and_problem(best_match([nearest]))  # of a choice, what is wrong with the likely one
        raise DossierError(path, problem)


@cache
def _validator() -> Any:
    strict = extend(Draft202012Validator, {"pattern": _pattern})
    return strict(json.loads(SCHEMA.read_text()), format_checker=formats)


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[SchemaError]:
    """As the standard has it, `$` is the end of the text; Python's also stands before a last line break."""
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield SchemaError(f"expected text of the form {pattern}")


@formats.checks("date")
def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return bool(DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


@formats.checks("email")
def _is_address(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        validate_email(value)
    except ValidationError:
        return False
    return len(value) <= LONGEST_ADDRESS


def _place_and_problem(error: SchemaError) -> tuple[str, str]:
    path, rule, wanted = error.json_path, error.validator, error.validator_value
    if rule == "required":
        missing = next(name for name in wanted if name not in error.instance)
        return f"{path}.{missing}", "expected, but it is missing"
    if rule == "additionalProperties":
        properties = error.schema.get("properties", {})
        return f"{path}.{next(name for name in error.instance if name not in properties)}", "not expected here"
    return path, f"expected {_expected(rule, wanted, error)}, found {_shortened(error.instance)}"


def _expected(rule: Any, wanted: Any, error: SchemaError) -> str:
    match rule:
        case "type":
            return " or ".join(wanted) if isinstance(wanted, list) else str(wanted)
        case "enum":
            return "one of " + ", ".join(json.dumps(value) for value in wanted)
        case "const":
            return json.dumps(wanted)
        case "format":
            return FORMATS[wanted]
        case "pattern":
            return f"text of the form {wanted}"
        case "minLength":
            return "text that is not empty"
        case "minimum" | "maximum":
            return f"{rule} {wanted}"
        case "uniqueItems":
            return "each value once"
    return f"something else ({error.message[:SHOWN]})"


def _shortened(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
