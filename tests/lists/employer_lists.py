"""Small files like the lists of standards with their employers, for tests. Every name in them is invented."""

import json
from typing import Any

USUAL = {
    "name": "Lantern maker",
    "reference_code": "ST9001",
    "level": 3,
    "route": "Creative and design",
    "status": "Approved for delivery",
    "employers_involved": ["Lantern Works Ltd", "Birch & Oak"],
}


def standard(*employers: Any, number: int = 9001, **differing: Any) -> dict[str, Any]:
    return {**USUAL, "reference_code": f"ST{number}", "employers_involved": list(employers), **differing}


def file_of(*standards: Any) -> bytes:
    return json.dumps(list(standards)).encode()
