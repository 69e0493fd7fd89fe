"""The funding evidence as one fixed copy: what a version of the standard holds, and its fingerprint covers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from guidance.documents import SubmissionState
from guidance.vocabulary import SubmissionKind
from proposals.enums import EvidencePart
from proposals.models import EpaoQuote, FundingDocument, FundingEvidence

FORMAT = 1
PARTS = ("delivery_methods", "consumable_costs", "qualification_fees", "epao_in_principle")
# “submit your occupational standard, EPA plan and funding evidence”: it goes with the standard, later with a revision
CARRIERS = (SubmissionKind.STANDARD, SubmissionKind.REVISION)
# What the employers are to agree, agreed, or the regulator has before it does not change beside the version.
HELD = {
    SubmissionState.FOR_AGREEMENT,
    SubmissionState.AGREED_BY_EMPLOYERS,
    SubmissionState.IN_REVIEW,
    SubmissionState.TO_DECIDE,
    SubmissionState.ON_CONDITION,
    SubmissionState.AGREED,
}

Copy = dict[str, Any]


def copied(evidence: FundingEvidence | None, quotes: Iterable[EpaoQuote], documents: Iterable[FundingDocument]) -> Copy:
    """All of the funding evidence as plain JSON, equal for equal evidence.

    Days are ISO dates, amounts pounds with two decimals as text (null where none is given), documents bear the SHA-256
    of their bytes; an organisation stands with its name and whether it delivers end-point assessment as of that moment.
    """
    return {
        "format": FORMAT,
        "parts": {part: _part(evidence, part) for part in PARTS if evidence and _is_recorded(evidence, part)},
        "quotes": sorted((_quote(quote) for quote in quotes), key=_order),
        "documents": sorted((_document(document) for document in documents), key=_order),
    }


def _is_recorded(evidence: FundingEvidence, part: str) -> bool:
    return bool(getattr(evidence, part) or getattr(evidence, f"{part}_on"))


def _part(evidence: FundingEvidence, part: str) -> Copy:
    recorded_on = getattr(evidence, f"{part}_on")
    return {"text": getattr(evidence, part), "recorded_on": recorded_on and recorded_on.isoformat()}


def _quote(quote: EpaoQuote) -> Copy:
    return {
        "organisation": quote.organisation.name,
        "assesses": quote.counts,
        "amount": None if quote.amount is None else _pounds(quote.amount),
        "received_on": quote.received_on.isoformat(),
    }


def _pounds(amount: Decimal) -> str:
    """Two decimals, or as many more as it came with from a file."""
    text = f"{amount:.2f}"
    return text if Decimal(text) == amount else f"{amount:f}"


def _document(row: FundingDocument) -> Copy:
    return {
        "part": str(row.part),
        "name": row.document_name,
        "sha256": row.document_digest,
        "bytes": row.document_bytes,
    }


def _order(row: Copy) -> list[str]:
    return [str(row[name]) for name in sorted(row)]


class Shown(NamedTuple):
    """A copy in words, for pages. `documents` are (place in the copy, row): a page makes the address of the place."""

    parts: list[tuple[str, str]]  # label, text; "" where it is not recorded
    quotes: list[Copy]
    documents: list[tuple[int, Copy]]

    @property
    def counting(self) -> int:
        """Quotes of organisations that deliver end-point assessment."""
        return sum(quote["assesses"] for quote in self.quotes)

    @property
    def in_short(self) -> str:
        """How much there is, for the middle of a sentence: "1 quote, 2 documents and 3 of 4 parts in words"."""
        quotes, documents = len(self.quotes), len(self.documents)
        written = sum(bool(text) for _, text in self.parts)
        return (
            f"{quotes} quote{'' if quotes == 1 else 's'}, {documents} document{'' if documents == 1 else 's'} and"
            f" {written} of {len(self.parts)} parts on delivery and cost"
        )


def shown(copy: Copy) -> Shown:
    """Every part is listed, recorded or not; one that came without its words says so."""
    labels = {part: str(EvidencePart(part).label) for part in PARTS}
    parts = [(labels[part], _part_text(copy["parts"].get(part))) for part in PARTS]
    documents = [
        (place, document | {"about": str(EvidencePart(document["part"]).label)})
        for place, document in enumerate(copy["documents"])
    ]
    quotes = [quote | {"received_on": date.fromisoformat(quote["received_on"])} for quote in copy["quotes"]]
    return Shown(parts, quotes, documents)


def _part_text(part: Copy | None) -> str:
    return (part["text"] or "Recorded, without its words") if part else ""
