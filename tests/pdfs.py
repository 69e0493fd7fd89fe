"""PDF files as tests read them."""

import io

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


def reader_of(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def words_of(data: bytes) -> str:
    """The text of all pages without line breaks, which are the page's and not the author's."""
    return " ".join(" ".join(page.extract_text() for page in reader_of(data).pages).split())


def is_tagged(data: bytes) -> bool:
    root = reader_of(data).trailer["/Root"]
    return root["/MarkInfo"]["/Marked"].value is True and "/StructTreeRoot" in root


def tags_of(data: bytes) -> set[str]:
    """The kinds of structure that a screen reader meets, such as /H1, /Table and /TH."""
    found: set[str] = set()
    _walk(reader_of(data).trailer["/Root"]["/StructTreeRoot"], found)
    return found


def _walk(node: object, found: set[str]) -> None:
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, ArrayObject):
        for one in node:
            _walk(one, found)
    elif isinstance(node, DictionaryObject):
        found.add(str(node.get("/S", "")))
        _walk(node.get("/K"), found)
