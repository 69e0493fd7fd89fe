"""Documents behind the funding evidence: added, and taken away without losing what they were."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from groups.actions.registering import lock
from groups.models import Group
from portal import history
from portal.documents import kind_of, safe_name
from portal.exceptions import Conflict
from proposals.actions.funding import evidence_of, refuse_held
from proposals.enums import EvidencePart
from proposals.models import FundingDocument
from proposals.rules.versions import digest

MOST = 30  # documents of a group's evidence


@transaction.atomic
def add(*, group: Group, part: EvidencePart, name: str, data: bytes, by: User, now: datetime) -> FundingDocument:
    """Keep a document (PDF, DOCX or ODT, judged by its content); the same one about the same part is kept once.

    Raises ValueError for anything else, Conflict where there are `MOST` already or the evidence is held.
    """
    kind = kind_of(data)
    if not kind:
        raise ValueError("The content is no PDF, DOCX or ODT document")
    group = lock(group)
    refuse_held(group)
    evidence = evidence_of(group, by)
    kept = evidence.documents.kept()
    same = kept.filter(part=part, document_digest=digest(data)).first()
    if same is not None:
        return same
    refuse_more(group)
    row = FundingDocument(evidence=evidence, part=part, added_at=now, added_by=by)
    row.document_name, row.document_digest, row.document_bytes = safe_name(name, kind), digest(data), len(data)
    row.document.save(f"document.{kind}", ContentFile(data), save=False)
    return history.save(row, by=by, why=f"Document {row.document_name}")


def refuse_more(group: Group) -> None:
    """Raise Conflict where the evidence has as many documents as it may have."""
    if FundingDocument.objects.kept().filter(evidence__group=group).count() >= MOST:
        raise Conflict(
            f"There are {MOST} documents, which is the most. Remove one before you add another.",
            next_href=reverse("proposals:funding", args=[group.pk]),
            next_text="See the funding evidence",
        )


@transaction.atomic
def remove(*, document: FundingDocument, by: User, now: datetime) -> FundingDocument:
    """Nobody is shown it any more; what it was stays on record, and with the versions that hold it.

    Doing it again changes nothing. Raises Conflict while the evidence is held.
    """
    group = lock(document.evidence.group)
    document = FundingDocument.objects.get(pk=document.pk)
    if document.removed_at is None:
        refuse_held(group)
        document.removed_at, document.removed_by = now, by
        why = f"Document {document.document_name} removed"
        history.save(document, by=by, why=why, fields=["removed_at", "removed_by"])
    return document
