"""What a group submits, and the funding evidence that goes with the standard."""

from proposals.models.files import document_path
from proposals.models.funding import EpaoQuote, FundingDocument, FundingDocumentQuerySet, FundingEvidence
from proposals.models.states import SubmissionQuerySet
from proposals.models.submissions import Decision, ReviewComment, Submission, Version

__all__ = [
    "Decision",
    "EpaoQuote",
    "FundingDocument",
    "FundingDocumentQuerySet",
    "FundingEvidence",
    "ReviewComment",
    "Submission",
    "SubmissionQuerySet",
    "Version",
    "document_path",
]
