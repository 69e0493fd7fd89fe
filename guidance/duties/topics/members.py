"""Members of a group: who joins, what they give, and what the regulator decides about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guidance.duties.case import Case
from guidance.duties.records import Membership
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row
from guidance.duties.topics.approval import APPROVES
from guidance.vocabulary import Approval, MembershipKind
from portal.calendar import add_days

DECIDED = {Approval.APPROVED, Approval.DECLINED}
MEMBERS = skills_england("The role of members")
DETAILS = skills_england("Confirming your trailblazer group details")


def _member_decide(case: Case) -> Iterator[Row]:
    approved_on = case.group.approved_on
    for member in case.group.memberships:
        if member.kind != MembershipKind.EMPLOYER:
            continue
        is_open, decided_on = member.approval not in DECIDED, case.reached(member.decided_on)
        dated = member.returned_on is not None or member.decided_on is not None
        if approved_on is not None and member.started_on > approved_on and (is_open or dated):
            yield _deciding(case, member, member.started_on, case.reached(member.returned_on) or decided_on)
        again_on = member.corrected_on
        if again_on is not None and (is_open or member.decided_on is not None):
            yield _deciding(case, member, again_on, decided_on if decided_on and decided_on >= again_on else None)


def _deciding(case: Case, member: Membership, since: date, decided_on: date | None) -> Row:
    row = Row(since, case.feedback(since), subject=member.subject)
    return row.ends(done=[decided_on], lapsed=[member.ended_on])


duty(
    "member.decide",
    _member_decide,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "members:decide",
    APPROVES,
    advisable=True,
)


def _member_mend(case: Case) -> Iterator[Row]:
    for member in case.group.memberships:
        returned_on = case.reached(member.returned_on)
        if returned_on is not None:
            row = Row(returned_on, case.response(returned_on), subject=member.subject)
            yield row.ends(done=[member.corrected_on], lapsed=[member.ended_on])


duty("member.mend", _member_mend, Seat.CHAIRS, Urgency.NORMAL, "overview:member", APPROVES)


def _invitation_answer(case: Case) -> Iterator[Row]:
    for invitation in case.group.invitations:
        row = Row(invitation.sent_on, invitation.last_day, subject=invitation.subject, person=invitation.person)
        expired_on = add_days(invitation.last_day, 1)
        yield row.ends(done=[invitation.answered_on], lapsed=[invitation.revoked_on, expired_on])


duty("invitation.answer", _invitation_answer, Seat.PERSON, Urgency.NORMAL, "joining:invitation", MEMBERS)


def _invitation_renew(case: Case) -> Iterator[Row]:
    """What ran out unanswered; another one sent to the same person renews it, also one sent before."""
    invitations = case.group.invitations
    for place, invitation in enumerate(invitations):
        again = [
            other.sent_on
            for other_place, other in enumerate(invitations)
            if other.person == invitation.person
            and invitation.person is not None
            and (other.sent_on, other_place) > (invitation.sent_on, place)
        ]
        row = Row(add_days(invitation.last_day, 1), subject=invitation.subject)
        yield row.ends(done=[*again, invitation.revoked_on], lapsed=[invitation.answered_on])


duty("invitation.renew", _invitation_renew, Seat.CHAIRS, Urgency.QUIET, "overview:members", DETAILS)


def _member_confirm(case: Case) -> Iterator[Row]:
    for member in case.members:
        anew_on = case.reached(member.worded_anew_on)
        if not case.assessed.missing.get(member.person) and anew_on is None:
            continue
        begun = [day for day in member.withdrawals if day <= case.on]
        since = max([member.started_on, *begun, *([anew_on] if anew_on else [])])
        yield Row(since, case.response(since), subject=member.subject, person=member.person)


duty(
    "member.confirm",
    _member_confirm,
    Seat.PERSON,
    Urgency.NORMAL,
    "overview:mine",
    skills_england("The role of members: agree to your name … being held"),
    dated=False,
)


def _address_mend(case: Case) -> Iterator[Row]:
    for bounce in case.group.bounces:
        row = Row(bounce.refused_on, case.response(bounce.refused_on), subject=bounce.subject, person=bounce.person)
        yield row.ends(done=[bounce.ended_on])


duty(
    "address.mend",
    _address_mend,
    Seat.CHAIRS,
    Urgency.NORMAL,
    "members:correct",
    skills_england("main point of contact"),
)
