"""What tables cannot say of people: officials, members and chairs; a function each, with the reason."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings

from tests.duties.loading.lists import Row, days, first_of, keep, rows


def one_manager_at_a_time(dossier: Row) -> None:
    """A group has one product manager at a time, and an official has a route once at a time."""
    kept: list[Row] = []
    for row in rows(dossier, "officials"):
        if not any(_is_same_post(row, other) and _overlap(row, other) for other in kept):
            kept.append(row)
    keep(dossier, "officials", kept)


def _is_same_post(row: Row, other: Row) -> bool:
    return row["scope"] == other["scope"] and (row["scope"] == "group" or row["user"] == other["user"])


def _overlap(row: Row, other: Row) -> bool:
    ends = row.get("ended_on") or "9999", other.get("ended_on") or "9999"
    is_empty = row["started_on"] == ends[0] or other["started_on"] == ends[1]
    return not is_empty and row["started_on"] < ends[1] and other["started_on"] < ends[0]


def nobody_covers_for_themselves(dossier: Row) -> None:
    for row in rows(dossier, "absences"):
        if row.get("cover") == row["user"]:
            row["cover"] = None


def no_notices(dossier: Row) -> None:
    """There is no table of changes of policy yet."""
    dossier.pop("notices", None)


def one_submission_at_a_time(dossier: Row) -> None:
    """The membership is decided with its outcome, and waits for one decision at a time."""
    for row in rows(dossier["group"], "membership_submissions"):
        if not (row.get("outcome") and row.get("decided_on")):
            row["outcome"] = row["decided_on"] = None
    waiting = first_of(rows(dossier["group"], "membership_submissions"), is_waiting=lambda row: not row["decided_on"])
    keep(dossier["group"], "membership_submissions", waiting)


def decisions_in_order(dossier: Row) -> None:
    """A member is submitted again after a return, and decided about after that."""
    for row in rows(dossier, "memberships"):
        if row.get("mended_on") and not row.get("returned_on"):
            row["mended_on"] = None
        if row.get("decided_on") and row.get("returned_on"):
            earliest = row.get("mended_on") or row["returned_on"]
            if row["decided_on"] < earliest or (row.get("mended_on") and row["decided_on"] == row["returned_on"]):
                row["decided_on"] = None


def links_valid_alike(dossier: Row) -> None:
    """The link of an invitation is valid for LINK_VALID_DAYS."""
    for row in rows(dossier, "invitations"):
        last_day = date.fromisoformat(row["sent_on"]) + timedelta(days=settings.LINK_VALID_DAYS)
        row["last_day"] = last_day.isoformat()


def invited_by_address(dossier: Row) -> None:
    """Who is invited has an address."""
    invited = {row.get("person") for row in rows(dossier, "invitations")}
    for row in rows(dossier, "people"):
        if row["id"] in invited and not row.get("email"):
            row["email"] = f"{row['id']}@example.org"


def one_invitation_at_a_time(dossier: Row) -> None:
    """What was answered is not revoked, and nobody has two that wait."""
    for row in rows(dossier, "invitations"):
        if row.get("answered_on"):
            row["revoked_on"] = None
    waiting = first_of(
        rows(dossier, "invitations"),
        "person",
        is_waiting=lambda row: row.get("person") and not days(row, "answered_on", "revoked_on"),
    )
    keep(dossier, "invitations", waiting)


def hand_overs_of_chairs(dossier: Row) -> None:
    """Whoever leaves was a chair, if for no day; a successor accepts; somebody leaves or follows, once at a time."""
    changes = [row for row in rows(dossier, "hand_overs") if row.get("leaving") or row.get("successor")]
    for row in changes:
        if not row.get("successor"):
            row["accepted_on"] = None
        if row.get("leaving") and not any(row["leaving"] == chair["person"] for chair in rows(dossier, "chairs")):
            first = dossier["group"]["first_contact_on"]
            chair = {"person": row["leaving"], "started_on": first, "ended_on": first}
            dossier["chairs"] = [*rows(dossier, "chairs"), chair]
    for key in ("successor", "leaving"):
        changes = list(
            first_of(
                changes,
                key,
                is_waiting=lambda row, key=key: row.get(key) and not days(row, "confirmed_on", "called_off_on"),
            )
        )
    keep(dossier, "hand_overs", changes)


def mentors_of_chairs(dossier: Row) -> None:
    """A chair has one mentor at a time, who starts when found, and does not end before."""
    kept, free = [], len(rows(dossier, "chairs"))
    for row in rows(dossier, "mentorings"):
        if not (row.get("mentor") and row.get("started_on")):
            row["mentor"] = row["started_on"] = None
        if row.get("started_on") and row.get("ended_on") and row["ended_on"] < row["started_on"]:
            row["ended_on"] = None
        if row.get("ended_on") or free:
            kept.append(row)
            free -= not row.get("ended_on")
    keep(dossier, "mentorings", kept)


def participations_end_after_joining(dossier: Row) -> None:
    for row in rows(dossier, "participations"):
        if row.get("joined_on") and row.get("ended_on") and row["ended_on"] < row["joined_on"]:
            row["joined_on"] = None
