"""Members of small employers claim travel under the guidance of November 2023; one claim is approved and paid."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.meetings.receipts import PDF
from tests.walk import meetings
from tests.walk.first_group import GROUP, LEAD
from tests.walk.frame import Walk
from tests.walk.officials import MANAGER
from tests.walk.person import Person

CLAIM = {
    "critical_to": "standard",
    "why_in_person": "We put the duties in order on a table together.",
    "journey": "York to Leeds and back by train, standard class",
    "amount": "31.40",
    "is_own": True,
}
CLAIMANTS = ("Eve First", "Ida First")


def is_claimed_and_paid(walk: Walk) -> None:
    """Of two claims one waits still."""
    walk.later(7)
    meeting = meetings.plans(walk, GROUP, walk.today, by=LEAD, title="Duties, one by one")
    meetings.records(walk, meeting, by=LEAD)
    claims = [_claims(walk.person(name), meeting) for name in CLAIMANTS]
    manager = walk.person(MANAGER)
    manager.sends(f"{claims[0]}decide/", outcome="approved")
    manager.sends(f"{meeting.partition('meetings/')[0]}meetings/travel/", to="export")
    manager.sends(f"{meeting.partition('meetings/')[0]}meetings/travel/", to="paid")


def _claims(member: Person, meeting: str) -> str:
    member.sends(f"{meeting}travel/", receipts=[SimpleUploadedFile("ticket.pdf", PDF)], **CLAIM)
    return member.path
