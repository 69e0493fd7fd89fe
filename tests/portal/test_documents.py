"""Uploads are judged by what they hold."""

import pytest

from portal import documents
from tests.proposals.files import PDF, archive, docx, odt

HOSTILE = {
    "empty": b"",
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a picture with script": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a program": b"MZ\x90\x00" + b"\0" * 60,
    "a page that ends like a PDF": b"<script>alert(1)</script>%%EOF",
    "half a PDF": PDF[:20],
    "any archive": archive({"run.exe": b"MZ"}),
    "a broken archive": docx()[:60],
    "a document with macros": docx(**{"word/vbaProject.bin": b"\0"}),
    "an archive that says it is ODT": archive({"mimetype": b"application/zip", "content.xml": b""}),
    "an ODT with macros": archive(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"", "Basic/a": b""}
    ),
}


@pytest.mark.parametrize(("data", "kind"), [(PDF, "pdf"), (docx(), "docx"), (odt(), "odt")])
def test_documents_are_known_by_their_content(data, kind):
    assert documents.kind_of(data) == kind


@pytest.mark.parametrize("name", HOSTILE)
def test_anything_else_is_refused(name):
    assert documents.kind_of(HOSTILE[name]) == ""


def test_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "MOST_UNPACKED", 1_000)
    assert documents.kind_of(docx(**{"word/media/big": b"\0" * 2_000})) == ""


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Our standard v2.docx", "Our standard v2.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\plan.pdf", "plan.pdf"),
        ("a\r\nContent-Type: text/html.pdf", "html.pdf"),
        ('x" onload="alert(1).pdf', "x onloadalert(1).pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "document.pdf"),
        ("é" * 300 + ".pdf", "é" * 96 + ".pdf"),
        ("a" * 95 + ". b.pdf", "a" * 95 + ".pdf"),
    ],
)
def test_names_lose_what_could_lead_elsewhere(name, safe):
    assert documents.safe_name(name, "pdf") == safe
