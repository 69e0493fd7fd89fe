"""Whoever writes to a meeting waits here for their turn, and learns when it takes no more."""

from groups.actions.registering import lock
from meetings.models import Meeting
from portal.exceptions import Conflict


def lock_meeting(meeting: Meeting) -> Meeting:
    """The meeting under its row lock, after its group's."""
    lock(meeting.group)
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("group", "called_off_by")
    return rows.get(pk=meeting.pk)


def lock_unclosed(meeting: Meeting) -> Meeting:
    """Likewise. Raises Conflict where it is called off, or its minutes are agreed: then its record stands."""
    return refuse_closed(lock_meeting(meeting))


def lock_planned(meeting: Meeting) -> Meeting:
    """Likewise. Raises Conflict where it was held, too."""
    return refuse_held(lock_meeting(meeting))


# --- without a lock, for pages with a form that could only be sent in vain -------------------------------------------
def refuse_closed(meeting: Meeting) -> Meeting:
    """The meeting, if its record can change still. Raises Conflict where it is called off or its minutes are agreed."""
    if meeting.minutes_agreed_on:
        raise out_of_order(meeting, "The minutes of this meeting are agreed. Its record stands.")
    if meeting.called_off_at:
        raise out_of_order(meeting, "This meeting is called off.")
    return meeting


def refuse_held(meeting: Meeting) -> Meeting:
    """Likewise, if it was not held. Raises Conflict where it was, too."""
    if refuse_closed(meeting).held_on:
        raise out_of_order(meeting, "This meeting was held. Its date stands.")
    return meeting


def out_of_order(meeting: Meeting, message: str) -> Conflict:
    return Conflict(
        message,
        state=meeting.state.label,
        by=str(meeting.called_off_by or ""),
        at=meeting.called_off_at,
        next_href=meeting.get_absolute_url(),
        next_text="See the meeting",
    )
