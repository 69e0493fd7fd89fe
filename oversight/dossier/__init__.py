"""A group dossier: one group in portable form, as `oversight/dossier.schema.json` has it.

`read` takes a file and refuses it whole where anything in it is wrong; `load` puts it into the database, `export`
brings it out again, `answer` tells an assessment in the dossier's own ids, `duties` what is due.
"""

from oversight.dossier.answering import answer
from oversight.dossier.duties import duties
from oversight.dossier.errors import DossierError
from oversight.dossier.exporting import export
from oversight.dossier.loading import Loaded, load_aside, load_into
from oversight.dossier.reading import Dossier, read

__all__ = ["Dossier", "DossierError", "Loaded", "answer", "duties", "export", "load_aside", "load_into", "read"]
