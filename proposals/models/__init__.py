"""What a group submits, and the funding evidence that goes with the standard."""

from proposals.models.files import document_path
from proposals.models.funding import EpaoQuote, FundingDocument, FundingDocumentQuerySet, FundingEvidence
from proposals.models.hand_ins import HandIn, HandInQuerySet
from proposals.models.states import SubmissionQuerySet
from proposals.models.submissions import Decision, ReviewComment, Submission, Version

__all__ = [
    "Decision",
    "EpaoQuote",
    "FundingDocument",
    "FundingDocumentQuerySet",
    "FundingEvidence",
    "HandIn",
    "HandInQuerySet",
    "ReviewComment",
    "Submission",
    "SubmissionQuerySet",
    "Version",
    "document_path",
]
