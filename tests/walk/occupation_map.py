"""The occupational map and the public registers, by the commands that bring in their files."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command

from tests.occupations.exports import export
from tests.walk.frame import Walk

STATUSES = {
    "ST9001": "Approved for delivery",
    "ST9002": "In development",
    "ST9003": "Proposal in development",
    "ST9004": "Retired",
    "ST9005": "Withdrawn",
    "ST9006": "Approved for delivery (paused for starts)",
}


def is_brought_in(walk: Walk) -> None:
    rows = [
        {
            "Name": f"Lantern maker {reference[-1]}",
            "Reference": reference,
            "Status": status,
            "Regulated Standard": "Yes",
        }
        for reference, status in STATUSES.items()
    ]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "standards.csv"
        file.write_bytes(export(*rows))
        call_command("import_standards", str(file), stdout=io.StringIO())
