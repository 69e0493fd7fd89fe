"""What a group works on, and what the regulator sees to: the tables of their records."""
# ruff: noqa: S608 - statements are put together from constants of this package; every value is a parameter

from __future__ import annotations

from typing import Any

from guidance.documents import DAYS, SubmissionDates
from guidance.duties import records
from guidance.duties.tables.table import Table, account, day, day_of, person, subject

HAND_INS = Table(
    records.HandIn,
    (subject("handin", "hi.id"), day("hi.handed_in_at"), day("coalesce(hi.answered_at, hi.taken_back_at)")),
    "FROM proposals_handin hi WHERE hi.submission_id = su.id",
    "hi.id",
)


def _submission(values: list[Any]) -> records.Submission:
    key, published_on, recommended_by, hand_ins, kind, outcome, *days = values
    dates = SubmissionDates(kind, outcome, *map(day_of, days))
    return records.Submission(
        key, dates, dates.begun_on, day_of(published_on), recommended_by, HAND_INS.decode(hand_ins)
    )


SUBMISSIONS = Table(
    records.Submission,
    (
        subject("submission", "su.id"),
        "su.published_on",
        f"(SELECT {account('d.made_by_id')} FROM proposals_decision d WHERE d.submission_id = su.id"
        " AND d.step = 'recommendation' ORDER BY d.id DESC LIMIT 1)",
        HAND_INS,
        "su.kind",
        "su.outcome",
        *(f"su.{name}" for name in DAYS),
    ),
    "FROM proposals_submission su WHERE su.group_id = g.id",
    "su.id",
    _submission,
)
REQUESTED_MEMBERS = Table(
    records.RequestedMember,
    (subject("requestedmember", "r.id"), "r.due_on", "r.requested_on", "r.met_on", "r.struck_on"),
    "FROM members_requestedmember r WHERE r.group_id = g.id",
    "r.id",
)
MILESTONES = Table(
    records.Milestone,
    (subject("milestone", "ms.id"), "ms.side", "ms.due_on", "ms.reached_on"),
    "FROM groups_milestone ms WHERE ms.work_plan_id = w.id",
    "ms.id",
)
WORK_PLANS = Table(
    records.WorkPlan,
    (
        subject("workplan", "w.id"),
        "w.proposed_side",
        day("w.proposed_at"),
        "w.agreed_on",
        "w.ended_on",
        MILESTONES,
    ),
    "FROM groups_workplan w WHERE w.group_id = g.id",
    "w.id",
)
REPLIES = Table(
    records.Reply,
    (person("rp.person_id"), day("rp.replied_at")),
    "FROM meetings_reply rp WHERE rp.meeting_id = me.id AND rp.person_id IS NOT NULL",
    "rp.id",
)
ACTIONS = Table(
    records.Action,
    (
        subject("action", "ac.id"),
        person("ac.owner_id"),
        "NULL",
        "ac.due_on",
        day("ac.done_at"),
    ),
    "FROM meetings_action ac WHERE ac.meeting_id = me.id",
    "ac.id",
)
MEETINGS = Table(
    records.Meeting,
    (
        subject("meeting", "me.id"),
        "me.declarations_checked",
        "me.planned_on",
        "me.announced_on",
        "me.held_on",
        day("me.called_off_at"),
        day("mi.shown_at"),
        "me.minutes_agreed_on",
        REPLIES,
        ACTIONS,
    ),
    "FROM meetings_meeting me LEFT JOIN meetings_minutes mi ON mi.meeting_id = me.id WHERE me.group_id = g.id",
    "me.id",
)
VOTES = Table(
    records.Vote,
    (person("v.person_id"), day("v.cast_at")),
    "FROM meetings_vote v WHERE v.motion_id = mo.id",
    "v.id",
)
# Who does not vote on it: the handling that holds of a current interest bars from its subject.
_BARRED = f"""(SELECT json_agg(DISTINCT {person("de.person_id")})
    FROM conflicts_declaration de JOIN conflicts_interest it ON it.declaration_id = de.id
    CROSS JOIN LATERAL (SELECT measure, subjects FROM conflicts_handling
        WHERE interest_id = it.id AND recorded_on <= %(on)s ORDER BY recorded_on DESC, id DESC LIMIT 1) h
    WHERE de.group_id = g.id AND de.declared_on <= %(on)s AND (it.ended_on IS NULL OR it.ended_on > %(on)s)
        AND h.measure IN ('no_vote', 'leave_for_item', 'step_down')
        AND (cardinality(h.subjects) = 0 OR mo.subject = ANY(h.subjects)))"""
MOTIONS = Table(
    records.Motion,
    (
        subject("motion", "mo.id"),
        subject("meeting", "mo.meeting_id"),
        "mo.closes_on",
        _BARRED,
        day("mo.opened_at"),
        day("mo.closed_at"),
        VOTES,
    ),
    "FROM meetings_motion mo WHERE mo.group_id = g.id",
    "mo.id",
)
TRAVEL_CLAIMS = Table(
    records.TravelClaim,
    (
        subject("travelclaim", "tc.id"),
        "tc.outcome",
        day("tc.claimed_at"),
        day("tc.decided_at"),
        day("tp.paid_at"),
    ),
    "FROM meetings_travelclaim tc LEFT JOIN meetings_travelpayment tp ON tp.id = tc.payment_id"
    " WHERE tc.group_id = g.id",
    "tc.id",
)
RISK_NOTES = Table(
    records.RiskNote,
    ("rn.risk", day("rn.noted_at")),
    "FROM oversight_risknote rn WHERE rn.group_id = g.id",
    "rn.id",
)
CONCERNS = Table(
    records.Concern,
    (subject("concern", "co.id"), "co.opened_on", day("co.responded_at"), "co.closed_on"),
    "FROM groups_concern co WHERE co.group_id = g.id",
    "co.id",
)
MITIGATIONS = Table(
    records.Mitigation,
    (
        subject("mitigation", "mt.id"),
        "mt.risk",
        "mt.until",
        account("mt.asked_by_id"),
        day("mt.asked_at"),
        "mt.accepted_on",
        "mt.declined_on",
    ),
    "FROM oversight_mitigation mt WHERE mt.group_id = g.id",
    "mt.id",
)
CASES = Table(
    records.WithdrawalCase,
    (
        subject("withdrawalcase", "wc.id"),
        account("wc.raised_by_id"),
        "wc.outcome",
        day("wc.raised_at"),
        "wc.discussed_on",
        day("wc.decided_at"),
        day("wc.map_decided_at"),
    ),
    "FROM oversight_withdrawalcase wc WHERE wc.group_id = g.id",
    "wc.id",
)
EXTENSIONS = Table(
    records.Extension,
    ("ex.code", "nullif(ex.subject, '')", "ex.until", "ex.advised_on"),
    "FROM duties_extension ex WHERE ex.group_id = g.id",
    "ex.advised_on, ex.id",
)
