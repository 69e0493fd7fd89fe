"""A file to a dossier that may be loaded: its size, its JSON, its schema, then what contradicts itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from oversight.dossier.consistency import check_consistency
from oversight.dossier.errors import DossierError
from oversight.dossier.schema import check_schema

LARGEST_FILE = 32 * 1024 * 1024  # bytes, read in at most half a minute and 1 GB; a group of 30 members takes 60 kB
Dossier = dict[str, Any]


def read(path: Path) -> Dossier:
    """The dossier in that file. Raises DossierError, which names the path in the file and what was expected."""
    return parse(_content(path))


def parse(content: bytes) -> Dossier:
    """The dossier in these bytes; see `read`."""
    try:
        dossier = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as problem:
        raise DossierError("$", f"expected UTF-8 text: byte {problem.start} is none") from problem
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise DossierError("$", f"expected JSON: {problem.msg} at {where}") from problem
    except (ValueError, RecursionError) as problem:  # a number or a nesting beyond what can be read
        raise DossierError("$", f"expected JSON: {problem}") from problem
    check_schema(dossier)
    check_consistency(dossier)
    return dossier


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)  # also of what tells no size, as a pipe
    except OSError as problem:
        raise DossierError("$", f"the file cannot be read ({problem.strerror})") from problem
    if len(content) > LARGEST_FILE:
        raise DossierError("$", f"expected a file of at most {LARGEST_FILE // 1024**2} MB")
    return content


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")
