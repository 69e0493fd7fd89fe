"""A version's fingerprint, what is missing in it, and what changed since the one before."""

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from proposals.enums import Scheme
from proposals.rules.sections import NEEDS_DOCUMENT, Section, sections_of, shown

Content = Mapping[str, str]


class Fixed(Protocol):
    """What of a version its fingerprint covers."""

    content: Any
    document_digest: str
    evidence: Any
    scheme: int
    fingerprint: str


def fingerprint(
    kind: str, content: Content, document_digest: str = "", evidence: Mapping[str, Any] | None = None
) -> str:
    """SHA-256 (64 hexadecimal digits) of what the employers agree.

    Covered are the kind, every section's text, the document's digest and, where given, the copy of the funding evidence
    (`rules.evidence.copied`). The same for the same words in whatever order they were saved; another for any other
    character.
    """
    canonical: list[Any] = [str(kind), sorted(content.items()), document_digest]
    canonical += [] if evidence is None else [evidence]
    return hashlib.sha256(json.dumps(canonical, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def is_unchanged(kind: str, version: Fixed) -> bool:
    """Whether a version is fixed and still, character for character, what its fingerprint says."""
    evidence = version.evidence if version.scheme == Scheme.WITH_EVIDENCE else None
    results = fingerprint(kind, version.content, version.document_digest, evidence)
    return bool(version.fingerprint) and results == version.fingerprint


def digest(data: bytes) -> str:
    """SHA-256 of a document, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def unmet_requirements(kind: str, content: Content, *, has_document: bool) -> list[str]:
    """What must be there before the version can be fixed: keys of sections, and "document"."""
    empty = [section.key for section in sections_of(kind) if not content.get(section.key, "").strip()]
    return empty + (["document"] if kind in NEEDS_DOCUMENT and not has_document else [])


class Change(NamedTuple):
    """One section beside the same of the version before. `pieces` are (what, words): same, added or removed."""

    section: Section
    pieces: tuple[tuple[str, str], ...]

    @property
    def is_changed(self) -> bool:
        return any(what != "same" for what, _ in self.pieces)


def changes(kind: str, before: Content, after: Content) -> list[Change]:
    """Every section, word by word, against the version before."""
    return [
        Change(
            section,
            tuple(_pieces(shown(section, before.get(section.key, "")), shown(section, after.get(section.key, "")))),
        )
        for section in sections_of(kind)
    ]


def _pieces(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = _split_text(before), _split_text(after)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[a:b])
            continue
        if a < b:
            yield "removed", "".join(old[a:b])
        if c < d:
            yield "added", "".join(new[c:d])


def _split_text(text: str) -> list[str]:
    """Words with the space that follows each; texts too long to compare word by word are compared line by line."""
    if len(text) > 4_000:
        return text.splitlines(keepends=True)
    texts: list[str] = []
    for character in text:
        if texts and not (texts[-1][-1].isspace() and not character.isspace()):
            texts[-1] += character
        else:
            texts.append(character)
    return texts
