"""Uploaded documents: judged by what they hold, never by what they are called; handed out to save, never shown."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from portal.exports import attach
from portal.forms import Form

MOST_BYTES = 10 * 1024 * 1024
MOST_MEGABYTES = MOST_BYTES // (1024 * 1024)
MOST_UNPACKED = 200 * 1024 * 1024  # a small archive that unpacks to more is meant to harm
MOST_PARTS = 5_000
NAME_LENGTH = 100
TYPES = {  # of all that is handed out
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpg": "image/jpeg",
}


class DocumentForm(Form):
    """Asks for one document; `content` holds what it holds once it is cleaned."""

    document = forms.FileField(
        label="The document",
        help_text=f"A PDF, DOCX or ODT file of up to {MOST_MEGABYTES} MB, without macros",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt"}),
    )
    label_sizes = {"document": "m"}

    def clean_document(self) -> UploadedFile:
        """The content decides, not the name; what is too large is never read."""
        document = self.cleaned_data["document"]
        if document.size > MOST_BYTES:
            raise forms.ValidationError(f"The selected file must be smaller than {MOST_MEGABYTES} MB")
        self.content = document.read()
        if not kind_of(self.content):
            raise forms.ValidationError("The selected file must be a PDF, DOCX or ODT without macros")
        return document


def kind_of(data: bytes) -> str:
    """ "pdf", "docx" or "odt" from the content, or "" for anything else."""
    return next((kind for kind, fits in _TESTS.items() if fits(data)), "")


def safe_name(name: str, kind: str) -> str:
    """The file's name without folders and control characters, ending as its content says; at most NAME_LENGTH."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem = base.rpartition(".")[0] or base
    stem = re.sub(r"[^\w .()\-]", "", stem).strip(" .")[: NAME_LENGTH - len(kind) - 1].strip(" .")
    return f"{stem or 'document'}.{kind}"


def handed_out(file: FieldFile, name: str) -> FileResponse:
    """The file under its name, which ends as its content says; 404 where there is none."""
    if not file:
        raise Http404
    try:
        content = file.open("rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    return attach(FileResponse(content, content_type=TYPES[name.rpartition(".")[2]]), name)


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]


def _is_docx(data: bytes) -> bool:
    names = _parts(data)
    return "[Content_Types].xml" in names and "word/document.xml" in names and not _has_macros(names)


def _is_odt(data: bytes) -> bool:
    names = _parts(data)
    if "content.xml" not in names or "mimetype" not in names or any(name.startswith("Basic/") for name in names):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as part:
        return part.read(100).strip() == TYPES["odt"].encode()


def _parts(data: bytes) -> set[str]:
    """Names of the parts of a sound archive; none for what is no archive or unpacks to too much."""
    if not data.startswith(b"PK\x03\x04"):
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return set()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return set()
    return {part.filename for part in parts}


def _has_macros(names: set[str]) -> bool:
    return any(name.lower().endswith("vbaproject.bin") for name in names)


_TESTS: dict[str, Callable[[bytes], bool]] = {"pdf": _is_pdf, "docx": _is_docx, "odt": _is_odt}
