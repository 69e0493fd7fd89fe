"""Duties of no group as rows: enquiries, absences, and what an administrator goes through."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from duties.models import Duty
from guidance.duties.general import ENQUIRY, decided_after, general_duties
from guidance.duties.officials import read_officials
from guidance.policies import policy_for
from oversight.actions.duties import Changes, compare, duty_values

LOCK = 7_402_016  # of the transaction that keeps them; any number that nobody else uses


@transaction.atomic
def keep_general_duties(*, on: date) -> int:
    """Bring the rows to what is due on the day; how many were written. Two at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    is_over = Q(code=ENQUIRY, ended_on__lte=decided_after(on))  # what is stored of it stays as it is
    stored = list(Duty.objects.filter(group=None).exclude(is_over).order_by("pk"))
    waiting = [row.subject for row in stored if row.code == ENQUIRY and row.ended_on is None]
    made = general_duties(read_officials(), policy_for(on), on, waiting)
    changes = Changes()
    compare(
        stored,
        [duty_values(general.due, None, general.route, timezone.now()) for general in made],
        changes,
        on=on,
        lapsed=frozenset(),
    )
    changes.write()
    return len(changes.created) + len(changes.changed) + len(changes.gone)
