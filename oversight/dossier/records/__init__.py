"""A dossier as the records that duties are read from.

Of these the tables keep no row yet, or not every day: users, officials and absences by day, enquiry, membership
submissions, invitations, hand-overs, briefings, mentorings, participations, queries, hand-ins, milestones and who
proposed a plan, replies and actions of meetings, motions, travel claims, cases, notices, risk notes, extensions, and
the days on which justifications and mitigations were asked for and concerns answered.
"""

from __future__ import annotations

from guidance.duties import records
from oversight.dossier.records.days import Row, day, first_day
from oversight.dossier.records.officials import officials
from oversight.dossier.records.people import chairs, members, talk
from oversight.dossier.records.work import documents, meetings, oversight


def group_of(dossier: Row) -> records.Group:
    """The group of a dossier that was read; the subject of each record is its place in the dossier."""
    group = dossier["group"]
    return records.Group(
        first_contact_on=first_day(group, "first_contact_on"),
        approved_on=day(group, "membership_approved_on"),
        support_withdrawn_on=day(group, "support_withdrawn_on"),
        details_confirmed_on=day(group, "details_confirmed_on"),
        reachable=frozenset(row["id"] for row in dossier.get("people") or [] if row.get("email")),
        **officials(dossier),
        **members(dossier),
        **chairs(dossier),
        **talk(dossier),
        **documents(dossier),
        **meetings(dossier),
        **oversight(dossier),
    )
