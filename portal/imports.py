"""Files from elsewhere that a command or a page brings in: read within a limit, and as text whatever their encoding."""

import codecs
from pathlib import Path

from django.core.management.base import CommandError

ODD_ZEROS = 0.3  # share of zero bytes at odd places that marks UTF-16 without a byte order mark


class NotText(ValueError):
    """The content cannot be read as text; the message is a sentence without its stop."""


def content_of(path: Path, *, largest: int, what: str) -> bytes:
    """The file's bytes, for a command. Raises CommandError, in one line, where it cannot be read or has over `largest`
    bytes; `what` says what the file should be."""
    try:
        if path.stat().st_size > largest:
            raise CommandError(f"{path.name} is larger than {largest // 1024**2} MB: not {what}", returncode=2)
        return path.read_bytes()
    except (OSError, ValueError) as problem:
        raise CommandError(f"{path} cannot be read: {one_line(problem)}", returncode=2) from problem


def one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())


def decode(content: bytes) -> str:
    """The text, in UTF-8, UTF-16 or Windows-1252; NUL bytes, with which some exports are padded, are left out.

    Raises NotText.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise NotText("The file is empty")
    for encoding in _encodings(content):
        try:
            return content.decode(encoding).replace("\x00", "").removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise NotText("The file is not text")


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    odd = content[1:400:2]
    if odd and odd.count(0) / len(odd) > ODD_ZEROS:
        return ("utf-16-le",)
    return ("utf-8", "cp1252")  # the second is what a British spreadsheet program saves
