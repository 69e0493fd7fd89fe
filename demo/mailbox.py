"""Messages that arrived at the demo's mail server, as files: when and to whom stands in the name, newest sort last."""

import email
import email.policy
import re
import time
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from django.conf import settings

NAME = re.compile(r"(\d{19})_(.{1,200})\.eml")


class Letter(NamedTuple):
    """One message. `name` is its file's."""

    name: str
    arrived_at: datetime
    to: str

    @property
    def content(self) -> EmailMessage:
        return email.message_from_bytes((folder() / self.name).read_bytes(), policy=email.policy.default)

    @property
    def subject(self) -> str:
        return str(self.content["Subject"] or "")

    @property
    def text(self) -> str:
        body = self.content.get_body(("plain", "html"))
        return str(body.get_content()) if body else ""


def folder() -> Path:
    return Path(settings.VAR_DIR / "mail")


def keep(into: Path, address: str, content: bytes) -> None:
    """Write one message; a reader sees it whole or not at all."""
    into.mkdir(parents=True, exist_ok=True)
    name = f"{time.time_ns():019}_{quote(address.lower(), safe='@+')[:200]}.eml"
    part = into / f"{name}.part"
    part.write_bytes(content)
    part.rename(into / name)


def letters(search: str = "") -> list[Letter]:
    """Every message to an address that contains `search`, newest first."""
    names = sorted((path.name for path in folder().glob("*.eml")), reverse=True)
    results = [letter for name in names if (letter := letter_of(name))]
    return [letter for letter in results if search.strip().lower() in letter.to]


def letter_of(name: str) -> Letter | None:
    """The message of a file's name, or None where there is no such."""
    match = NAME.fullmatch(name)
    if not match or not (folder() / name).is_file():
        return None
    return Letter(name, datetime.fromtimestamp(int(match[1]) / 1e9, UTC), unquote(match[2]))
