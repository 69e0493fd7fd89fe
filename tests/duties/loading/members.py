"""Members: what the regulator decides about them, who is invited, and how their interests are handled."""

from __future__ import annotations

from datetime import date

from conflicts.enums import Subject
from conflicts.models import Handling, Interest
from groups.enums import Outcome
from guidance.policies import statements_for
from members.enums import MemberOutcome
from members.models import Consent, Membership, Statement
from tests.duties.loading.entering import WRITTEN, Entering, Row, at, day, happened, placed
from tests.factories import (
    InvitationFactory,
    MemberDecisionFactory,
    MembershipFactory,
    MembershipSubmissionFactory,
)


def enter(entering: Entering, dossier: Row, on: date) -> None:
    _newest_words(entering, on)
    for place, row in placed(dossier["group"], "membership_submissions", "group/"):
        _submission(entering, place, row)
    for place, row in placed(dossier, "memberships"):
        _decisions(entering, place, row)
    for place, row in placed(dossier, "invitations"):
        _invitation(entering, place, row)
    for path, row in placed(dossier, "declarations"):
        for place, interest in placed(row, "interests", f"{path}/"):
            _interest(entering, place, interest)


def _newest_words(entering: Entering, on: date) -> None:
    """A dossier knows of no words: what it has given was given under those of the day on which it is read."""
    for ledger in (Statement, Consent):
        given = ledger.objects.filter(membership__group=entering.group)
        given.update(wording_version=statements_for(on).version)


def _submission(entering: Entering, place: str, row: Row) -> None:
    decided_at, decided_by = happened(row.get("decided_on"), entering.decider)
    outcome = row.get("outcome") or ""
    entering.keep(
        place,
        MembershipSubmissionFactory,
        group=entering.group,
        submitted_at=at(row["submitted_on"]),
        decided_at=decided_at,
        decided_by=decided_by,
        outcome=outcome,
        reasons=WRITTEN if outcome == Outcome.RETURNED else "",
    )


def _decisions(entering: Entering, place: str, row: Row) -> None:
    """Two rows at the most: the return, and a decision after it."""
    membership = entering.rows[place]
    assert isinstance(membership, Membership)
    returned_on, decided_on = row.get("returned_on"), row.get("decided_on")
    mended_at, mended_by = happened(row.get("mended_on"), entering.somebody)
    made = {"membership": membership, "reasons": WRITTEN, "decided_by": entering.decider}
    if returned_on or mended_at:
        entering.keep(
            f"{place}/return",
            MemberDecisionFactory,
            outcome=MemberOutcome.RETURNED,
            decided_at=at(returned_on),
            mended_at=mended_at,
            mended_by=mended_by,
            **made,
        )
    if decided_on and decided_on != returned_on:
        outcome = MemberOutcome.DECLINED if membership.approval == "declined" else MemberOutcome.APPROVED
        entering.keep(f"{place}/decision", MemberDecisionFactory, outcome=outcome, decided_at=at(decided_on), **made)


def _invitation(entering: Entering, place: str, row: Row) -> None:
    """Who accepts is a member then; which membership that is no duty asks."""
    person = entering.person(row.get("person"))
    revoked_at, revoked_by = happened(row.get("revoked_on"), entering.somebody)
    address = {} if person is None or person.email is None else {"email": person.email}
    accepted = {"membership": MembershipFactory()} if row.get("answered_on") and place not in entering.rows else {}
    entering.keep(
        place,
        InvitationFactory,
        group=entering.group,
        invited_at=at(row["sent_on"]),
        sent_at=at(row["sent_on"]),
        accepted_at=at(row.get("answered_on")),
        revoked_at=revoked_at,
        revoked_by=revoked_by,
        **address,
        **accepted,
    )


def _interest(entering: Entering, place: str, row: Row) -> None:
    """Who is barred from a motion by it is for the motion to say: here it bars from nothing that is put to a vote."""
    interest = entering.rows[place]
    assert isinstance(interest, Interest)
    handling, revised_on = row.get("handling"), day(row.get("revised_on"))
    interest.revised_on, interest.revision = revised_on, 1 if revised_on is None else 2
    interest.save(update_fields=["revised_on", "revision"])
    if handling:
        is_after = revised_on is None or handling["recorded_on"] >= row["revised_on"]
        subjects = [Subject.OTHER] if handling["measure"] in ("no_vote", "leave_for_item") else []
        Handling.objects.filter(interest=interest).update(
            revision=interest.revision if is_after else 1, subjects=subjects
        )
