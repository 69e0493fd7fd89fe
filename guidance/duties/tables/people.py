"""People of a group, and what they ask of each other: the tables of their records."""
# ruff: noqa: S608 - statements are put together from constants of this package; every value is a parameter

from __future__ import annotations

from guidance.duties import records
from guidance.duties.tables.table import Table, account, day, person, subject
from guidance.duties.wordings import WORDED_ANEW

ENQUIRY = Table(
    records.Enquiry,
    (
        subject("enquiry", "e.id"),
        account("e.allocated_to_id"),
        f"coalesce({person('ep.id')}, {account('e.user_id')})",
        day("e.received_at"),
        day("e.decided_at"),
    ),
    "FROM groups_enquiry e LEFT JOIN members_person ep ON ep.user_id = e.user_id"
    " WHERE e.group_id = g.id AND e.received_at IS NOT NULL AND e.state = 'accepted'",
    "e.id",
)
OFFICIALS = Table(
    records.Official,
    (account("o.user_id"), "u.official_role", "o.scope", "o.started_on", "o.ended_on"),
    """FROM (
        SELECT id, user_id, 'group' AS scope, started_on, ended_on FROM groups_groupofficial WHERE group_id = g.id
        UNION ALL
        SELECT id, user_id, 'route', started_on, ended_on FROM occupations_routeofficial WHERE route_id = oc.route_id
    ) o JOIN accounts_user u ON u.id = o.user_id""",
    "o.started_on, o.id",
)
MEMBERSHIP_SUBMISSIONS = Table(
    records.MembershipSubmission,
    (subject("membershipsubmission", "s.id"), day("s.submitted_at"), day("s.decided_at"), "s.outcome"),
    "FROM groups_membershipsubmission s WHERE s.group_id = g.id",
    "s.id",
)
# Decisions: the newest return, when the member was submitted again after it, and the newest decision. A return after
# which the member was submitted again decided nothing: what came of that may be the approval of the whole membership.
MEMBERSHIPS = Table(
    records.Membership,
    (
        subject("membership", "m.id"),
        person("m.person_id"),
        "m.kind",
        "m.approval",
        "m.started_on",
        "m.ended_on",
        day("d.returned_at"),
        day("d.mended_at"),
        day("d.decided_at"),
        """(SELECT json_agg(l.withdrawn_on) FROM (
            SELECT withdrawn_on FROM members_statement WHERE membership_id = m.id AND withdrawn_on IS NOT NULL
            UNION ALL
            SELECT withdrawn_on FROM members_consent WHERE membership_id = m.id AND withdrawn_on IS NOT NULL) l)""",
        WORDED_ANEW,
    ),
    """FROM members_membership m
    LEFT JOIN LATERAL (
        SELECT max(decided_at) FILTER (WHERE outcome = 'returned') AS returned_at,
            (array_agg(mended_at ORDER BY decided_at DESC, id DESC)
                FILTER (WHERE outcome = 'returned'))[1] AS mended_at,
            max(decided_at) FILTER (WHERE mended_at IS NULL) AS decided_at
        FROM members_memberdecision WHERE membership_id = m.id
    ) d ON TRUE
    WHERE m.group_id = g.id""",
    "m.id",
)
INVITATIONS = Table(
    records.Invitation,
    (
        subject("invitation", "i.id"),
        f"coalesce({person('ip.id')}, 'i' || i.email)",
        day("i.sent_at"),
        day("(i.sent_at + %(link_valid)s)"),
        day("i.accepted_at"),
        day("i.revoked_at"),
    ),
    "FROM members_invitation i LEFT JOIN members_person ip ON ip.email = i.email WHERE i.group_id = g.id",
    "i.id",
)
CHAIRS = Table(
    records.Chair,
    (
        subject("chairappointment", "ch.id"),
        person("ch.person_id"),
        "ch.started_on",
        "ch.ended_on",
        "ch.publication_withdrawn_on",
    ),
    "FROM members_chairappointment ch WHERE ch.group_id = g.id",
    "ch.id",
)
DECLARATIONS = Table(
    records.Declaration,
    (person("de.person_id"), "de.declared_on"),
    "FROM conflicts_declaration de WHERE de.group_id = g.id",
    "de.declared_on, de.id",
)
# It is revised where it grew after it had been handled, if on that very day; then it is handled again.
INTERESTS = Table(
    records.Interest,
    (
        subject("interest", "it.id"),
        person("de.person_id"),
        "de.declared_on",
        "it.ended_on",
        "h.handled_on",
        "CASE WHEN h.is_of_before THEN it.revised_on END",
        "h.handled_again_on",
    ),
    """FROM conflicts_declaration de JOIN conflicts_interest it ON it.declaration_id = de.id
    LEFT JOIN LATERAL (
        SELECT min(recorded_on) AS handled_on, bool_or(revision < it.revision) AS is_of_before,
            min(recorded_on) FILTER (WHERE revision >= it.revision) AS handled_again_on
        FROM conflicts_handling WHERE interest_id = it.id
    ) h ON TRUE
    WHERE de.group_id = g.id""",
    "it.id",
)
JUSTIFICATIONS = Table(
    records.Justification,
    (subject("justification", "j.id"), day("j.asked_at"), "j.accepted_on", "j.declined_on"),
    "FROM groups_justification j WHERE j.group_id = g.id",
    "j.id",
)
HAND_OVERS = Table(
    records.HandOver,
    (
        subject("handover", "ho.id"),
        person("lc.person_id"),
        person("ho.successor_id"),
        "ho.takes_place_on",
        day("ho.arranged_at"),
        day("ho.accepted_at"),
        day("ho.confirmed_at"),
        day("ho.called_off_at"),
    ),
    "FROM members_handover ho LEFT JOIN members_chairappointment lc ON lc.id = ho.leaving_id WHERE ho.group_id = g.id",
    "ho.id",
)
BRIEFINGS = Table(
    records.Briefing,
    (person("bc.person_id"), "b.held_on"),
    "FROM chairs_briefing b JOIN members_chairappointment bc ON bc.id = b.appointment_id WHERE bc.group_id = g.id",
    "b.id",
)
MENTORINGS = Table(
    records.Mentoring,
    (
        subject("mentoring", "mn.id"),
        person("mn.mentor_id"),
        day("mn.asked_at"),
        "mn.started_on",
        "mn.ended_on",
    ),
    "FROM chairs_mentoring mn JOIN members_chairappointment mc ON mc.id = mn.appointment_id WHERE mc.group_id = g.id",
    "mn.id",
)
# The over-arching chair proposed last for the collaboration, and the day on which this group agreed.
PARTICIPATIONS = Table(
    records.Participation,
    (
        subject("participation", "pa.id"),
        day("pa.asked_at"),
        "pa.joined_on",
        "pa.ended_on",
        day("oa.proposed_at"),
        day("ga.agreed_at"),
        "oa.ended_on",
    ),
    """FROM chairs_participation pa
    LEFT JOIN LATERAL (SELECT id, proposed_at, ended_on FROM chairs_overarchingchair
        WHERE collaboration_id = pa.collaboration_id ORDER BY proposed_at DESC, id DESC LIMIT 1) oa ON TRUE
    LEFT JOIN chairs_groupagreement ga ON ga.chair_id = oa.id AND ga.group_id = pa.group_id
    WHERE pa.group_id = g.id""",
    "pa.id",
)
QUERIES = Table(
    records.Query,
    (
        subject("query", "q.id"),
        "q.side",
        "q.due_on",
        day("q.asked_at"),
        day("q.answered_at"),
        day("q.closed_at"),
    ),
    "FROM groups_query q WHERE q.group_id = g.id",
    "q.id",
)
LIST_QUESTIONS = Table(
    records.Backlog,
    ("'listed.answer'", "oldest_on"),
    """FROM (SELECT min(lq.asked_on) AS oldest_on FROM lists_listquestion lq
        JOIN lists_listedemployer le ON le.id = lq.listed_id
        WHERE le.group_id = g.id AND lq.answer = '' AND le.struck_on IS NULL) lq WHERE oldest_on IS NOT NULL""",
    "oldest_on",
)
# Of people who have a part in the group: addresses that take no mail.
BOUNCES = Table(
    records.Bounce,
    (subject("person", "bp.id"), person("bp.id"), day("ua.since"), day("ua.cleared_at")),
    """FROM members_person bp JOIN portal_unreachableaddress ua ON ua.address = lower(bp.email)
    WHERE bp.id IN (SELECT person_id FROM members_membership
            WHERE group_id = g.id AND (ended_on IS NULL OR ended_on > %(on)s)
        UNION ALL SELECT person_id FROM members_chairappointment
            WHERE group_id = g.id AND (ended_on IS NULL OR ended_on > %(on)s))""",
    "ua.id",
)
# Whoever has a part in the group, and an address or an account that is open; not at an address that takes no mail.
REACHABLE = f"""(SELECT json_agg(DISTINCT {person("re.id")}) FROM members_person re
    LEFT JOIN accounts_user ru ON ru.id = re.user_id
    WHERE (re.email IS NOT NULL OR ru.is_active) AND NOT EXISTS (
        SELECT FROM portal_unreachableaddress ua
        WHERE ua.address = lower(coalesce(re.email, ru.email)) AND ua.cleared_at IS NULL
    ) AND re.id IN (
        SELECT person_id FROM members_membership WHERE group_id = g.id
        UNION ALL SELECT person_id FROM members_chairappointment WHERE group_id = g.id
        UNION ALL SELECT successor_id FROM members_handover WHERE group_id = g.id
        UNION ALL SELECT owner_id FROM meetings_action WHERE group_id = g.id
        UNION ALL SELECT mn.mentor_id FROM chairs_mentoring mn
            JOIN members_chairappointment mc ON mc.id = mn.appointment_id WHERE mc.group_id = g.id
        UNION ALL SELECT p.id FROM members_invitation i JOIN members_person p ON p.email = i.email
            WHERE i.group_id = g.id
        UNION ALL SELECT p.id FROM groups_enquiry e JOIN members_person p ON p.user_id = e.user_id
            WHERE e.group_id = g.id))"""
