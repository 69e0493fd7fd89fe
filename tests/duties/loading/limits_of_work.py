"""What tables cannot say of meetings, documents and cases; a function each, with the reason."""

from __future__ import annotations

from tests.duties.loading.lists import Row, days, first_of, keep, rows


def actions_of_members(dossier: Row) -> None:
    """An action is a member's, or the product manager's; no other official's."""
    users = {row["id"] for row in rows(dossier, "users")}
    for meeting in rows(dossier, "meetings"):
        for row in rows(meeting, "actions"):
            if row.get("owner") in users:
                row["owner"] = None


def motions_until_a_day(dossier: Row) -> None:
    """A motion that is in no meeting has a last day for votes."""
    for row in rows(dossier, "motions"):
        if row.get("meeting") is None and not row.get("closes_on"):
            row["closes_on"] = row["opened_on"]


def meetings_in_order(dossier: Row) -> None:
    """A meeting is planned or held; minutes are agreed of one that was held, which was not called off."""
    for row in rows(dossier, "meetings"):
        if not days(row, "planned_on", "held_on"):
            row["planned_on"] = dossier["group"]["first_contact_on"]
        if row.get("held_on"):
            row["called_off_on"] = None
        if row.get("minutes_agreed_on") and not (row.get("held_on") and row["minutes_agreed_on"] >= row["held_on"]):
            row["minutes_agreed_on"] = None
        replies = {reply["person"]: reply for reply in reversed(rows(row, "replies"))}
        keep(row, "replies", reversed(replies.values()))


def claims_with_outcomes(dossier: Row) -> None:
    """A claim is decided with its outcome, and paid where it was approved."""
    for row in rows(dossier, "travel_claims"):
        if row.get("decided_on"):
            row["outcome"] = row.get("outcome") or "declined"
        else:
            row["outcome"] = None
        if row["outcome"] != "approved":
            row["paid_on"] = None


def barred_by_an_interest(dossier: Row) -> None:
    """Nobody is barred from a vote but by how an interest is handled, from the day on which it was declared."""
    declared = {row["person"]: row for row in reversed(rows(dossier, "declarations"))}
    for place, row in enumerate(rows(dossier, "motions")):
        barred = [name for name in row.get("barred") or [] if name in declared]
        row["barred"] = [name for name in barred if declared[name]["declared_on"] <= row["opened_on"]]
        for name in row["barred"]:
            handling = {"measure": "no_vote", "recorded_on": declared[name]["declared_on"]}
            interest = {"nature": "other", "description": f"motions/{place}", "handling": handling}
            declared[name]["interests"].append(interest)


def decided_once(dossier: Row) -> None:
    """What was accepted is not declined; a concern is not closed before it is opened."""
    group = dossier["group"]
    for row in (*rows(group, "justifications"), *rows(group, "mitigations")):
        if row.get("accepted_on") and row.get("declined_on"):
            row["declined_on"] = None
    for row in rows(group, "concerns"):
        if row.get("closed_on") and row["closed_on"] < row["opened_on"]:
            row["closed_on"] = None


def cases_in_order(dossier: Row) -> None:
    """A case is discussed before it is decided, with an outcome; one is open at a time; a map follows a withdrawal."""
    for row in rows(dossier, "cases"):
        if not (row.get("outcome") and row.get("decided_on")):
            row["outcome"] = row["decided_on"] = None
        elif not row.get("discussed_on"):
            row["discussed_on"] = row["decided_on"]
        if row.get("outcome") != "withdraw":
            row["map_decided_on"] = None
    keep(dossier, "cases", first_of(rows(dossier, "cases"), is_waiting=lambda row: not row["decided_on"]))


def one_draft_at_a_time(dossier: Row) -> None:
    """A document waits for feedback once at a time."""
    for row in rows(dossier, "submissions"):
        waiting = first_of(rows(row, "hand_ins"), is_waiting=lambda entry: not entry.get("answered_on"))
        keep(row, "hand_ins", waiting)


def extensions_to_come(dossier: Row) -> None:
    """What takes longer takes until a later day."""
    keep(dossier, "extensions", [row for row in rows(dossier, "extensions") if row["until"] > row["advised_on"]])
