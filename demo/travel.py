"""Travel claims of sample groups, where the guidance of the demo's day pays for travel, by the portal's actions."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from demo.names import DOMAIN
from demo.pdf import single_page
from groups.models import GroupOfficial
from guidance.vocabulary import SizeBand
from meetings.actions import travel
from meetings.enums import ClaimOutcome, Critical, Mode
from meetings.models import Meeting, TravelClaim, TravelReceipt
from members.models import Membership

SMALL = (SizeBand.MICRO, SizeBand.SMALL)
ANSWERS = (
    {"journey": "York to Leeds and back by train, standard class", "amount": Decimal("31.40")},
    {"journey": "Manchester to Leeds and back by train, and the bus from the station", "amount": Decimal("46.80")},
)
WHY = {
    "critical_to": Critical.STANDARD,
    "why_in_person": "We put the duties in order on a table together, with samples of the work.",
    "late_reason": "",
}


def is_paid(at: datetime) -> bool:
    return travel.fund_on(timezone.localdate(at)) is not None


def claim(meeting: Meeting, now: datetime) -> None:
    """Two members of small employers who came claimed; the first claim is approved. The demo's member has yet to."""
    if not is_paid(now):
        return
    manager = GroupOfficial.objects.get(group=meeting.group, ended_on=None).user
    for user, answers in zip(_claimants(meeting), ANSWERS, strict=False):
        receipts = [("ticket.pdf", single_page(f"Ticket, {answers['amount']} pounds"))]
        made = travel.claim(meeting=meeting, answers=WHY | answers, receipts=receipts, by=user, now=now)
        if answers is ANSWERS[0]:
            soon = now + timedelta(hours=1)
            travel.decide(claim=made, outcome=ClaimOutcome.APPROVED, reasons="", by=manager, now=soon)


def _claimants(meeting: Meeting) -> list[User]:
    came = meeting.attendances.filter(mode=Mode.IN_PERSON).values("person")
    small = Membership.objects.employers().filter(group=meeting.group, person__in=came, organisation__size__in=SMALL)
    people = small.exclude(person__user__email=f"member@{DOMAIN}").select_related("person__user").order_by("pk")
    return [person.person.user for person in people if person.person.user]


def date_back() -> None:
    """History tells when claims were made and decided in the sample's time, not when they were made up."""
    claimed_at = TravelClaim.objects.filter(pk=OuterRef("claim")).values("claimed_at")
    TravelReceipt.history.update(history_date=Subquery(claimed_at))
    TravelClaim.history.filter(decided_at=None).update(history_date=F("claimed_at"))
    TravelClaim.history.filter(decided_at__isnull=False).update(history_date=F("decided_at"))
