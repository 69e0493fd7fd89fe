"""Access functions from a URL to what belongs to meetings: 404 for those of another group."""

from accounts.models import User
from accounts.permissions import Action as Right
from accounts.permissions import can
from groups.models import Group
from meetings.enums import Presence
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Meeting,
    Motion,
    Paper,
    TravelClaim,
    TravelPayment,
    TravelReceipt,
)
from meetings.models.travel import TravelClaimQuerySet
from members.models import Membership
from portal.access import or_404


def get_meeting(group: Group, *, pk: int) -> Meeting:
    meeting = or_404(Meeting.objects.filter(group=group, pk=pk).first())
    meeting.group = group
    return meeting


def get_item(meeting: Meeting, *, pk: int) -> AgendaItem:
    """An item on the meeting's agenda; one that was taken off is not found."""
    item = or_404(meeting.items.on_agenda().select_related("led_by").filter(pk=pk).first())
    item.meeting = meeting
    return item


def get_paper(meeting: Meeting, *, pk: int) -> Paper:
    """A paper of an item on the meeting's agenda; one that was removed is not found."""
    papers = Paper.objects.filter(item__meeting=meeting, item__dropped_at=None, removed_at=None)
    paper = or_404(papers.select_related("item").filter(pk=pk).first())
    paper.item.meeting = meeting
    return paper


def get_who_came(meeting: Meeting, *, pk: int) -> Attendance:
    """Of the person with that key; 404 for who did not come."""
    came = meeting.attendances.filter(presence=Presence.CAME, person=pk).select_related("person")
    attendance = or_404(came.first())
    attendance.meeting = meeting
    return attendance


def get_served(meeting: Meeting, *, pk: int) -> Membership:
    """Of the person with that key, on the day of the meeting; 404 for who does not serve then."""
    serving = Membership.objects.current(meeting.day).filter(group=meeting.group_id, person=pk)
    return or_404(serving.select_related("person").first())


def get_action(group: Group, *, pk: int) -> Action:
    """With its meeting, its owner and who said that it is done."""
    action = or_404(
        Action.objects.filter(group=group, pk=pk).select_related("meeting", "owner", "done_by", "group").first()
    )
    action.group = group
    return action


def get_motion(group: Group, *, pk: int) -> Motion:
    """With its meeting, and who opened and closed it."""
    motions = Motion.objects.select_related("meeting", "opened_by", "closed_by")
    motion = or_404(motions.filter(group=group, pk=pk).first())
    motion.group = group
    return motion


def claims_of(user: User, group: Group) -> TravelClaimQuerySet:
    """The travel claims of the group that the user sees: the own ones, or all for its product manager."""
    claims = TravelClaim.objects.select_related("meeting", "person", "organisation", "payment", "decided_by")
    results = claims.filter(group=group)
    return results if can(group.roles, Right.TRAVEL_DECIDE) else results.filter(person__user=user)


def get_claim(user: User, group: Group, *, pk: int) -> TravelClaim:
    claim = or_404(claims_of(user, group).filter(pk=pk).first())
    claim.group = group
    return claim


def get_receipt(claim: TravelClaim, *, pk: int) -> TravelReceipt:
    return or_404(claim.receipts.filter(pk=pk).first())


def get_payment(group: Group, *, pk: int) -> TravelPayment:
    return or_404(TravelPayment.objects.select_related("made_by").filter(group=group, pk=pk).first())
