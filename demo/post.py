"""The few messages of the last days that the demo's mailbox shows; mail about older things is not sent again."""

from datetime import datetime, timedelta

from groups import emails
from groups.enums import EnquiryState
from groups.models import Enquiry, GroupOfficial, MembershipSubmission
from members import emails as members_emails
from members.models import Invitation, Membership

RECENT = timedelta(days=7)


def send_recent(now: datetime) -> None:
    """Queue them in this transaction; the worker sends them once the demo runs."""
    for enquiry in Enquiry.objects.filter(state=EnquiryState.RECEIVED, received_at__gte=now - RECENT):
        emails.enquiry_received(enquiry)
    leads = {
        group_official.group_id: group_official.user
        for group_official in GroupOfficial.objects.current(now.date()).select_related("user")
    }
    waiting = MembershipSubmission.objects.filter(decided_at=None, submitted_at__gte=now - RECENT)
    for submission in waiting.select_related("group"):
        employers = Membership.objects.current(now.date()).employers().filter(group=submission.group).count()
        emails.membership_submitted(submission, leads[submission.group_id], employers)
    unopened = Invitation.objects.waiting().filter(sent_at__gte=now - RECENT, opened_at=None)
    for invitation in unopened.select_related("group", "invited_by", "organisation"):
        members_emails.invitation(invitation)
