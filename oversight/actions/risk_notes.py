"""What an official notes about a risk of a group: that it was looked at, and what is done."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions.registering import lock
from groups.models import Group
from guidance import messages
from guidance.assessment import assess
from guidance.vocabulary import RiskCode
from oversight.emails import support
from oversight.models import RiskNote
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def note_risk(*, group: Group, risk: RiskCode, text: str, by: User, now: datetime) -> RiskNote:
    """Say what is done about a risk; the chairs are told. Raises Conflict where the group has no such risk today."""
    group = lock(group)
    refuse_unless_active(group, risk, timezone.localdate(now))
    risk_note = RiskNote(group=group, risk=risk, text=text, noted_at=now, noted_by=by)
    history.save(risk_note, by=by, why="Risk looked at")
    support.risk_noted(risk_note, by=by, on=timezone.localdate(now))
    return risk_note


def refuse_unless_active(group: Group, risk: RiskCode, on: date) -> None:
    """Raise Conflict where the group has no such risk on that day."""
    if risk in {active.risk for active in assess(group.pk, on).active_risks}:
        return
    raise Conflict(
        f"There is nothing to note: “{messages.risk_title(risk)}” is no risk of this group today.",
        state="No risk",
        next_href=support.page(group),
        next_text="See the support of the group",
    )
