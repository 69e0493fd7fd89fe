"""Group dossiers for tests, put into the database beside whatever is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from oversight.dossier import Loaded, load_aside


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text())


def load(dossier: dict[str, Any]) -> Loaded:
    """People get keys in the order of their ids, so that findings by person come in the dossier's order."""
    return load_aside(dossier)
