"""A dossier without what tables cannot say.

A dossier tells what happened as it was told; tables have constraints, and a few things they never knew. What stays is
compared in full.
"""

from __future__ import annotations

from copy import deepcopy

from tests.duties.loading import limits_of_people as people
from tests.duties.loading import limits_of_work as work
from tests.duties.loading.lists import Row

LIMITS = (
    people.one_manager_at_a_time,
    people.nobody_covers_for_themselves,
    people.no_notices,
    people.one_submission_at_a_time,
    people.decisions_in_order,
    people.links_valid_alike,
    people.invited_by_address,
    people.one_invitation_at_a_time,
    people.hand_overs_of_chairs,
    people.mentors_of_chairs,
    people.participations_end_after_joining,
    work.actions_of_members,
    work.motions_until_a_day,
    work.meetings_in_order,
    work.barred_by_an_interest,
    work.claims_with_outcomes,
    work.decided_once,
    work.cases_in_order,
    work.one_draft_at_a_time,
    work.extensions_to_come,
)


def sayable(dossier: Row) -> Row:
    """A copy with only what tables can say."""
    made = deepcopy(dossier)
    for limit in LIMITS:
        limit(made)
    return made
