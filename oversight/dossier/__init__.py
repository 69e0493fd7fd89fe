"""A group dossier: one group in portable form, as `oversight/dossier.schema.json` has it.

`read` takes a file and refuses it whole where anything in it is wrong; `load` puts it into the database, `export`
brings it out again, `answer` tells an assessment in the dossier's own ids.
"""

from oversight.dossier.answering import answer
from oversight.dossier.errors import DossierError
from oversight.dossier.exporting import export
from oversight.dossier.loading import Loaded, load_aside, load_into
from oversight.dossier.reading import read

__all__ = ["DossierError", "Loaded", "answer", "export", "load_aside", "load_into", "read"]
