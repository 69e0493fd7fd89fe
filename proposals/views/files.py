"""Documents as files to save: never shown in the browser as a page of the portal."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from proposals.rules.documents import TYPES


def handed_out(document: FieldFile, name: str) -> FileResponse:
    """The file under its name, which ends as its content says; 404 where there is none."""
    if not document:
        raise Http404
    try:
        content = document.open("rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    kind = name.rpartition(".")[2]
    response = FileResponse(content, as_attachment=True, filename=name, content_type=TYPES[kind])
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
