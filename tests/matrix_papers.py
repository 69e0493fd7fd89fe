"""What groups of the table of permissions submit: a proposal, a standard withdrawn and in draft again, its plan."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile

from groups.models import Group
from guidance.vocabulary import SubmissionKind
from members.models import RequestedMember
from portal.calendar import today
from proposals.models import EpaoQuote, FundingDocument, HandIn, ReviewComment, Submission
from proposals.rules.evidence import copied
from proposals.rules.versions import digest
from tests.factories import (
    DecisionFactory,
    EpaoQuoteFactory,
    FundingDocumentFactory,
    FundingEvidenceFactory,
    HandInFactory,
    RequestedMemberFactory,
    ReviewCommentFactory,
    SubmissionFactory,
    VersionFactory,
)
from tests.proposals.files import PDF


@dataclass
class Papers:
    """What the addresses of one group's pages about documents name."""

    reviewed: Submission
    withdrawn: Submission
    draft: Submission
    fixed: Submission
    comment: ReviewComment
    hand_in: HandIn
    quote: EpaoQuote
    document: FundingDocument
    requested: RequestedMember

    def arguments(self) -> dict[str, dict[str, object]]:
        reviewed, draft, fixed = ({"submission_pk": one.pk} for one in (self.reviewed, self.draft, self.fixed))
        return {
            "proposals:": reviewed,
            "proposals:list": {},
            "proposals:start": {"kind": "proposal"},
            "proposals:submit": {"kind": "standard"},
            "proposals:funding": {},
            "proposals:funding_document": {"document_pk": self.document.pk},
            "proposals:funding_document_add": {},
            "proposals:quote_add": {},
            "proposals:quote_edit": {"quote_pk": self.quote.pk},
            "proposals:requested_meet": {"requested_pk": self.requested.pk},
            "proposals:requested_strike": {"requested_pk": self.requested.pk},
            "proposals:hand_in": draft,
            **dict.fromkeys(
                ("proposals:hand_in_answer", "proposals:hand_in_take_back"), reviewed | {"hand_in_pk": self.hand_in.pk}
            ),
            "proposals:section": draft | {"key": "summary"},
            "proposals:document": draft,
            "proposals:finalise": draft,
            "proposals:download": draft | {"number": 1},
            "proposals:fixed_evidence": {"submission_pk": self.withdrawn.pk, "number": 1, "place": 0},
            "proposals:reopen": fixed,
            "proposals:ask": fixed,
            "proposals:version": reviewed | {"number": 1},
            "proposals:resolve": reviewed | {"comment_pk": self.comment.pk},
        }


def papers_of(group: Group, name: str) -> Papers:
    """Each text that only the group and officials read holds a canary of its own."""
    reviewed = _reviewed(group, name)
    evidence = FundingEvidenceFactory(group=group, delivery_methods=f"canaryfundingof{name}")
    document = FundingDocumentFactory(evidence=evidence, document_name=f"canarydocumentof{name}.pdf")
    return Papers(
        reviewed=reviewed,
        withdrawn=_withdrawn(document),
        draft=_draft(group, name),
        fixed=_fixed(group),
        comment=ReviewCommentFactory(submission=reviewed, text=f"canarycommentof{name}"),
        hand_in=HandInFactory(submission=reviewed, note=f"canaryhandinof{name}"),
        quote=EpaoQuoteFactory(evidence=evidence, amount=900),
        document=document,
        requested=RequestedMemberFactory(group=group),
    )


def _reviewed(group: Group, name: str) -> Submission:
    day = today() - timedelta(days=2)
    submission = SubmissionFactory(group=group, agreed_by_employers_on=day, submitted_on=day)
    VersionFactory(submission=submission, content={"demand": f"canaryproposalof{name}"}, frozen=True)
    DecisionFactory(submission=submission)
    return submission


def _withdrawn(document: FundingDocument) -> Submission:
    """A standard that was taken back, with the funding evidence that was fixed with it."""
    group = document.evidence.group
    submission = SubmissionFactory(group=group, kind=SubmissionKind.STANDARD, submitted_on=today(), withdrawn=True)
    held = copied(document.evidence, [], [document])
    VersionFactory(submission=submission, frozen=True, evidence=held)
    return submission


def _draft(group: Group, name: str) -> Submission:
    submission = SubmissionFactory(group=group, kind=SubmissionKind.STANDARD)
    VersionFactory(
        submission=submission,
        content={"summary": f"canarystandardof{name}"},
        document=ContentFile(PDF, name="document.pdf"),
        document_name="standard.pdf",
        document_digest=digest(PDF),
    )
    return submission


def _fixed(group: Group) -> Submission:
    submission = SubmissionFactory(group=group, kind=SubmissionKind.EPA_PLAN)
    VersionFactory(submission=submission, frozen=True)
    return submission
