"""Published lists of employers and public registers, by the commands; a chair is asked about odd names."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command

from tests.lists.employer_lists import file_of, standard
from tests.walk.frame import Walk

NAMES = ("Wick Works Ltd", "Sample University of Oil", "Wick Training Ltd", "Sample Wax Awards", "")
PROVIDERS = "ukprn,name\n90000001,Wick Training Limited\n"
EPAOS = "epao_id,name\nEPA9001,Sample Wax Awards\n"


def are_brought_in(walk: Walk) -> None:
    """The registers first, so that names which stand on them are asked about."""
    contents = {"providers.csv": PROVIDERS.encode(), "epaos.csv": EPAOS.encode()}
    contents["lists.json"] = file_of(standard(*NAMES, number=9002))
    with TemporaryDirectory() as folder:
        paths = {name: str(Path(folder) / name) for name in contents}
        for name, content in contents.items():
            Path(paths[name]).write_bytes(content)
        registers = ["--providers", paths["providers.csv"], "--epaos", paths["epaos.csv"]]
        call_command("import_registers", *registers, stdout=io.StringIO())
        call_command("import_groups", paths["lists.json"], stdout=io.StringIO())
    walk.worker()
