"""Receipts: judged by what they hold, never by what they are called."""

from portal.documents import kind_of as document_kind
from portal.documents import safe_name

MOST_BYTES = 5 * 1024 * 1024  # of one
MOST_RECEIPTS = 10  # of one claim
PNG_START, PNG_END = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"IEND\xaeB`\x82"
JPEG_START, JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
TAIL = 64  # some cameras write a few bytes after the end

__all__ = ["MOST_BYTES", "MOST_RECEIPTS", "kind_of", "safe_name"]


def kind_of(data: bytes) -> str:
    """ "pdf", "png" or "jpg" from the content, or "" for anything else, cut off files too."""
    if data.startswith(PNG_START):
        return "png" if PNG_END in data[-TAIL:] else ""
    if data.startswith(JPEG_START):
        return "jpg" if JPEG_END in data[-TAIL:] else ""
    return "pdf" if document_kind(data) == "pdf" else ""
