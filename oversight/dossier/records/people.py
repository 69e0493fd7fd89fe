"""People of a dossier: members, chairs, and what they ask of each other."""

from __future__ import annotations

from guidance.duties import records
from oversight.dossier.records.days import Row, day, days, first_day, placed


def members(dossier: Row) -> Row:
    return {
        "membership_submissions": tuple(
            records.MembershipSubmission(
                subject, first_day(row, "submitted_on"), day(row, "decided_on"), row.get("outcome") or ""
            )
            for subject, row in placed(dossier["group"], "membership_submissions", "group/")
        ),
        "memberships": tuple(_membership(subject, row) for subject, row in placed(dossier, "memberships")),
        "invitations": tuple(
            records.Invitation(
                subject,
                row.get("person"),
                first_day(row, "sent_on"),
                first_day(row, "last_day"),
                *days(row, "answered_on", "revoked_on"),
            )
            for subject, row in placed(dossier, "invitations")
        ),
        "declarations": tuple(
            records.Declaration(row["person"], first_day(row, "declared_on"))
            for row in dossier.get("declarations") or []
        ),
        "interests": tuple(
            _interest(subject, interest, row)
            for path, row in placed(dossier, "declarations")
            for subject, interest in placed(row, "interests", f"{path}/")
        ),
        "justifications": tuple(
            records.Justification(subject, first_day(row, "asked_on"), *days(row, "accepted_on", "declined_on"))
            for subject, row in placed(dossier["group"], "justifications", "group/")
            if row.get("asked_on")
        ),
    }


def _membership(subject: str, row: Row) -> records.Membership:
    ledger = [*(row.get("statements") or []), *(row.get("consents") or [])]
    return records.Membership(
        subject,
        row["person"],
        row["kind"],
        row.get("approval") or "draft",
        first_day(row, "started_on"),
        ended_on=day(row, "ended_on"),
        returned_on=day(row, "returned_on"),
        corrected_on=day(row, "mended_on"),
        decided_on=day(row, "decided_on"),
        withdrawals=tuple(first_day(entry, "withdrawn_on") for entry in ledger if entry.get("withdrawn_on")),
    )


def _interest(subject: str, row: Row, declaration: Row) -> records.Interest:
    """A dossier tells how an interest was handled last: where it grew after that, it is to be handled again."""
    revised_on, handled_on = day(row, "revised_on"), day(row.get("handling") or {}, "recorded_on")
    is_later = revised_on is not None and handled_on is not None and revised_on > handled_on
    return records.Interest(
        subject,
        declaration["person"],
        first_day(declaration, "declared_on"),
        ended_on=day(row, "ended_on"),
        handled_on=handled_on,
        revised_on=revised_on if is_later else None,
    )


def chairs(dossier: Row) -> Row:
    return {
        "chairs": tuple(
            records.Chair(
                subject,
                row["person"],
                first_day(row, "started_on"),
                *days(row, "ended_on", "publication_withdrawn_on"),
            )
            for subject, row in placed(dossier, "chairs")
        ),
        "hand_overs": tuple(
            records.HandOver(
                subject,
                row.get("leaving"),
                row.get("successor"),
                first_day(row, "takes_place_on"),
                first_day(row, "arranged_on"),
                *days(row, "accepted_on", "confirmed_on", "called_off_on"),
            )
            for subject, row in placed(dossier, "hand_overs")
        ),
        "briefings": tuple(
            records.Briefing(row["person"], first_day(row, "on")) for row in dossier.get("briefings") or []
        ),
        "mentorings": tuple(
            records.Mentoring(
                subject, row.get("mentor"), first_day(row, "asked_on"), *days(row, "started_on", "ended_on")
            )
            for subject, row in placed(dossier, "mentorings")
        ),
    }


def talk(dossier: Row) -> Row:
    return {
        "participations": tuple(
            records.Participation(
                subject,
                first_day(row, "asked_on"),
                *days(row, "joined_on", "ended_on", "chair_proposed_on", "chair_agreed_on"),
            )
            for subject, row in placed(dossier, "participations")
        ),
        "queries": tuple(
            records.Query(
                subject,
                row["side"],
                day(row, "due_on"),
                first_day(row, "asked_on"),
                *days(row, "answered_on", "closed_on"),
            )
            for subject, row in placed(dossier, "queries")
        ),
        "travel_claims": tuple(
            records.TravelClaim(
                subject, row.get("outcome") or "", first_day(row, "claimed_on"), *days(row, "decided_on", "paid_on")
            )
            for subject, row in placed(dossier, "travel_claims")
        ),
    }
