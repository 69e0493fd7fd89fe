"""At which stage a group is on a day, and which gate it comes to next."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db import models

from guidance.documents import PACKAGE, PROPOSAL, REVISION, Documents, SubmissionState
from guidance.facts import Facts
from guidance.vocabulary import GateCode


class Stage(models.TextChoices):
    """In the order in which a group comes through them; one that was returned or declined goes back."""

    REGISTERING = "registering", "Registering"
    MEMBERSHIP_SUBMITTED = "membership_submitted", "Membership submitted"
    MEMBERSHIP_RETURNED = "membership_returned", "Membership returned"
    APPROVED = "approved", "Membership approved"
    PROPOSAL_IN_REVIEW = "proposal_in_review", "Proposal submitted"
    PROPOSAL_ON_CONDITION = "proposal_on_condition", "Proposal agreed on condition"
    PROPOSAL_RETURNED = "proposal_returned", "Proposal returned"
    PROPOSAL_DECLINED = "proposal_declined", "Proposal declined"
    DEVELOPING = "developing", "Developing the standard"
    STANDARD_IN_REVIEW = "standard_in_review", "Standard submitted"
    STANDARD_RETURNED = "standard_returned", "Standard returned"
    STANDARD_DECLINED = "standard_declined", "Standard declined"
    DELIVERED = "delivered", "Delivered"
    REVISING = "revising", "Revising the standard"
    WITHDRAWN = "withdrawn", "Support withdrawn"


REVISED = {SubmissionState.AGREED, SubmissionState.DECLINED, SubmissionState.WITHDRAWN}
MEMBERSHIP = {"submitted": Stage.MEMBERSHIP_SUBMITTED, "returned": Stage.MEMBERSHIP_RETURNED}


NOTHING_ASKED = "Nothing is asked"


def next_step(gate: str | None) -> str:
    """The next gate in words."""
    return str(GateCode(gate).label) if gate else NOTHING_ASKED


class Progress(NamedTuple):
    stage: Stage
    next_gate: GateCode | None  # None: nothing is asked


def progress_of(facts: Facts, documents: Documents) -> Progress:
    """The stage and the next gate; the same day as the documents'."""
    stage = _stage(facts, documents)
    return Progress(stage, _next_gate(facts.membership_approved_on, documents, stage))


def _stage(facts: Facts, documents: Documents) -> Stage:
    if facts.support_withdrawn_on:
        return Stage.WITHDRAWN
    if all(documents.is_agreed(kind) for kind in PACKAGE):
        return Stage.REVISING if _revises(documents) else Stage.DELIVERED
    if (stage := _standard_stage(documents)) or (stage := _proposal_stage(documents)):
        return stage
    if facts.membership_approved_on:
        return Stage.APPROVED
    return MEMBERSHIP.get(facts.membership_submission, Stage.REGISTERING)


def _revises(documents: Documents) -> bool:
    newest = documents.newest(REVISION)
    return newest is not None and newest.state not in REVISED


def _standard_stage(documents: Documents) -> Stage | None:
    """Where the standard and its EPA plan are; one of them that came back is enough."""
    missing = [kind for kind in PACKAGE if not documents.is_in(kind)]
    if any(documents.newest_is(kind, SubmissionState.RETURNED) for kind in missing):
        return Stage.STANDARD_RETURNED
    if any(documents.newest_is(kind, SubmissionState.DECLINED) for kind in missing):
        return Stage.STANDARD_DECLINED
    return None if missing else Stage.STANDARD_IN_REVIEW


def _proposal_stage(documents: Documents) -> Stage | None:
    states = {row.state for row in documents.of(PROPOSAL)}
    if SubmissionState.AGREED in states:
        return Stage.DEVELOPING
    if SubmissionState.ON_CONDITION in states:
        return Stage.PROPOSAL_ON_CONDITION
    if documents.is_in(PROPOSAL):
        return Stage.PROPOSAL_IN_REVIEW
    if documents.newest_is(PROPOSAL, SubmissionState.RETURNED):
        return Stage.PROPOSAL_RETURNED
    return Stage.PROPOSAL_DECLINED if documents.newest_is(PROPOSAL, SubmissionState.DECLINED) else None


def _next_gate(approved_on: date | None, documents: Documents, stage: Stage) -> GateCode | None:
    if stage == Stage.WITHDRAWN:
        return None
    if approved_on is None:
        return GateCode.MEMBERSHIP
    if not documents.is_in(PROPOSAL):
        return GateCode.PROPOSAL
    if not documents.is_agreed(PROPOSAL):
        return GateCode.AGREEMENT
    if not all(documents.is_in(kind) for kind in PACKAGE):
        return GateCode.STANDARD
    return GateCode.REVISION if stage == Stage.REVISING else None
