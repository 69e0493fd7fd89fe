"""The walk's chapters in their order; each needs those before it."""

from collections.abc import Callable

from tests.walk import (
    advising,
    asking,
    delivering,
    dossiers,
    duplicates,
    exceptions,
    first_group,
    interests,
    inviting,
    leading,
    lists,
    meeting_life,
    membership,
    occupation_map,
    officials,
    planning_work,
    previewing,
    renewing,
    second_group,
    supporting,
    third_group,
    travelling,
    uploads,
)
from tests.walk.frame import Walk

Chapter = Callable[[Walk], None]

# from an empty database to an approved group: what `make test` walks
FIRST: tuple[Chapter, ...] = (
    officials.come_in,
    officials.get_routes,
    occupation_map.is_brought_in,
    first_group.enquires,
    first_group.has_members,
    first_group.registers,
    exceptions.capacity_is_accepted,
    first_group.is_approved,
)
# and what follows: `make deep`
FURTHER: tuple[Chapter, ...] = (
    travelling.is_claimed_and_paid,
    delivering.proposal_is_returned,
    delivering.proposal_is_agreed_on_a_condition,
    planning_work.is_agreed,
    planning_work.is_reached_and_moved,
    advising.is_sought,
    advising.informs_funding,
    delivering.standard_and_plan_are_agreed,
    second_group.enquires_by_telephone,
    second_group.has_members,
    exceptions.size_is_accepted_and_a_sector_declined,
    second_group.has_members_who_do_not_fit,
    second_group.has_advisers,
    second_group.registers,
    renewing.reads_new_words,
    lists.are_brought_in,
    interests.are_handled,
    interests.are_changed_and_ended,
    inviting.wait,
    membership.puts_right,
    membership.changes_a_chair,
    membership.is_returned_and_approved,
    membership.goes_on,
    asking.is_answered,
    meeting_life.first_meeting,
    meeting_life.second_meeting,
    meeting_life.votes_by_correspondence,
    leading.are_supported,
    leading.let_prepare,
    leading.work_together,
    supporting.raises_concerns,
    renewing.withdraws,
    third_group.enquires,
    third_group.has_members,
    supporting.considers_withdrawal,
    third_group.changes_hands,
    duplicates.are_judged,
    supporting.holds_circumstances,
    uploads.wait_to_be_put_right,
    dossiers.are_imported,
    previewing.is_asked_for,
    supporting.ends,
)
CHAPTERS = (*FIRST, *FURTHER)


def name_of(chapter: Chapter) -> str:
    return f"{chapter.__module__.rpartition('.')[2]}.{chapter.__name__}"
