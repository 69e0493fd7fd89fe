"""Access functions from a URL to what belongs to the map; officials alone come to runs of imports."""

from occupations.models import ImportRun
from portal.access import or_404


def get_import_run(*, pk: int) -> ImportRun:
    """For officials, who passed `groups.access.require` before."""
    return or_404(ImportRun.objects.select_related("ran_by").filter(pk=pk).first())
