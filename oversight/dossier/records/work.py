"""What the group of a dossier works on: documents, plans, meetings, and what the regulator sees to."""

from __future__ import annotations

from guidance.documents import DAYS, SubmissionDates
from guidance.duties import records
from oversight.dossier.records.days import Row, day, days, first_day, placed


def documents(dossier: Row) -> Row:
    group = dossier["group"]
    first = [("group/work_plan", group["work_plan"])] if group.get("work_plan") else []
    return {
        "submissions": tuple(_submission(subject, row) for subject, row in placed(dossier, "submissions")),
        "requested_members": tuple(
            records.RequestedMember(
                subject, day(row, "due_on"), first_day(row, "requested_on"), *days(row, "met_on", "struck_on")
            )
            for subject, row in placed(dossier, "requested_members")
        ),
        "work_plans": tuple(
            _work_plan(subject, row) for subject, row in (*first, *placed(group, "work_plans", "group/"))
        ),
    }


def _submission(subject: str, row: Row) -> records.Submission:
    dates = SubmissionDates(row["kind"], row.get("outcome") or "", *days(row, *DAYS))
    return records.Submission(
        subject,
        dates,
        dates.begun_on,
        day(row, "published_on"),
        row.get("recommended_by"),
        tuple(
            records.HandIn(path, first_day(entry, "on"), day(entry, "answered_on"))
            for path, entry in placed(row, "hand_ins", f"{subject}/")
        ),
    )


def _work_plan(subject: str, row: Row) -> records.WorkPlan:
    return records.WorkPlan(
        subject,
        row.get("proposed_side") or "",
        proposed_on=day(row, "proposed_on"),
        agreed_on=day(row, "agreed_on"),
        ended_on=day(row, "ended_on"),
        milestones=tuple(
            records.Milestone(path, entry["side"], first_day(entry, "due_on"), day(entry, "reached_on"))
            for path, entry in placed(row, "milestones", f"{subject}/")
        ),
    )


def meetings(dossier: Row) -> Row:
    users = {row["id"] for row in dossier.get("users") or []}
    return {
        "meetings": tuple(_meeting(subject, row, users) for subject, row in placed(dossier, "meetings")),
        "motions": tuple(
            records.Motion(
                subject,
                None if row.get("meeting") is None else f"meetings/{row['meeting']}",
                day(row, "closes_on"),
                frozenset(row.get("barred") or []),
                first_day(row, "opened_on"),
                day(row, "closed_on"),
                tuple(records.Vote(vote["person"], first_day(vote, "on")) for vote in row.get("votes") or []),
            )
            for subject, row in placed(dossier, "motions")
        ),
    }


def _meeting(subject: str, row: Row, users: set[str]) -> records.Meeting:
    return records.Meeting(
        subject,
        bool(row.get("declarations_checked")),
        planned_on=day(row, "planned_on"),
        announced_on=day(row, "announced_on"),
        held_on=day(row, "held_on"),
        cancelled_on=day(row, "called_off_on"),
        minutes_shown_on=day(row, "minutes_shown_on"),
        minutes_agreed_on=day(row, "minutes_agreed_on"),
        replies=tuple(records.Reply(reply["person"], first_day(reply, "on")) for reply in row.get("replies") or []),
        actions=tuple(_action(path, entry, users) for path, entry in placed(row, "actions", f"{subject}/")),
    )


def _action(subject: str, row: Row, users: set[str]) -> records.Action:
    owner = row.get("owner")
    person, account = (None, owner) if owner in users else (owner, None)
    return records.Action(subject, person, account, first_day(row, "due_on"), day(row, "done_on"))


def oversight(dossier: Row) -> Row:
    group = dossier["group"]
    return {
        "risk_notes": tuple(
            records.RiskNote(row["risk"], first_day(row, "on")) for row in dossier.get("risk_notes") or []
        ),
        "concerns": tuple(
            records.Concern(subject, first_day(row, "opened_on"), *days(row, "responded_on", "closed_on"))
            for subject, row in placed(group, "concerns", "group/")
        ),
        "mitigations": tuple(
            records.Mitigation(
                subject,
                row["risk"],
                first_day(row, "until"),
                row.get("asked_by"),
                *days(row, "asked_on", "accepted_on", "declined_on"),
            )
            for subject, row in placed(group, "mitigations", "group/")
        ),
        "cases": tuple(
            records.WithdrawalCase(
                subject,
                row.get("raised_by"),
                row.get("outcome") or "",
                first_day(row, "raised_on"),
                *days(row, "discussed_on", "decided_on", "map_decided_on"),
            )
            for subject, row in placed(dossier, "cases")
        ),
        "extensions": tuple(
            records.Extension(row["code"], row.get("subject"), first_day(row, "until"), first_day(row, "advised_on"))
            for row in dossier.get("extensions") or []
        ),
    }
