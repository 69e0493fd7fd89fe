"""Officials of a dossier, and the enquiry with which the group began."""

from __future__ import annotations

from guidance.duties import records
from oversight.dossier.records.days import Row, day, days, first_day, placed


def officials(dossier: Row) -> Row:
    return {
        "users": tuple(
            records.User(row["id"], row["role"], day(row, "active_until")) for row in dossier.get("users") or []
        ),
        "officials": tuple(
            records.Official(row["user"], row["role"], row["scope"], first_day(row, "started_on"), day(row, "ended_on"))
            for row in dossier.get("officials") or []
        ),
        "absences": tuple(
            records.Absence(
                subject,
                row["user"],
                first_day(row, "from"),
                first_day(row, "until"),
                row.get("cover"),
                day(row, "recorded_on"),
            )
            for subject, row in placed(dossier, "absences")
        ),
        "enquiry": _enquiry(dossier.get("enquiry")),
        "notices": tuple(
            records.Notice(
                subject,
                first_day(row, "in_force_on"),
                first_day(row, "entered_on"),
                *days(row, "published_on", "struck_on"),
            )
            for subject, row in placed(dossier, "notices")
        ),
    }


def _enquiry(row: Row | None) -> records.Enquiry | None:
    if row is None:
        return None
    received_on = first_day(row, "received_on")
    return records.Enquiry("enquiry", row.get("user"), row.get("person"), received_on, day(row, "decided_on"))
