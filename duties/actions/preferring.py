"""How somebody wants to hear of what is due, and that they want to hear less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Q

from duties.enums import USUAL, Frequency
from duties.models import Preference
from duties.rules.readers import Reader
from guidance.duties.registry import Urgency

Choices = Mapping[str, str]  # a frequency for each urgency
DIGESTED = (Urgency.NORMAL, Urgency.LONG, Urgency.QUIET)


def choices_of(readers: Collection[Reader]) -> dict[tuple[int | None, int | None], Choices]:
    """By account and person: for each urgency what they chose, or what is usual. One statement."""
    chosen: dict[tuple[int | None, int | None], dict[str, str]] = defaultdict(dict)
    users, people = [reader.user for reader in readers if reader.user], [row.person for row in readers if row.person]
    for row in Preference.objects.filter(Q(user__in=users) | Q(person__in=people)):
        chosen[row.user_id, row.person_id][row.urgency] = row.frequency
    usual = {urgency.value: str(frequency.value) for urgency, frequency in USUAL.items()}
    return {(reader.user, reader.person): usual | chosen[reader.user, reader.person] for reader in readers}


@transaction.atomic
def prefer(*, user: int | None = None, person: int | None = None, choices: Choices) -> None:
    """Keep what an account, or a person without one, chose for these urgencies. Raises ValueError where urgent things
    would come less than daily."""
    if choices.get(Urgency.URGENT) in (Frequency.WEEKLY, Frequency.OFF):
        raise ValueError("Urgent things come at once or daily")
    Preference.objects.bulk_create(
        [Preference(user_id=user, person_id=person, urgency=key, frequency=value) for key, value in choices.items()],
        update_conflicts=True,
        unique_fields=["user", "person", "urgency"],
        update_fields=["frequency"],
    )


def unsubscribe(*, user: int | None = None, person: int | None = None) -> None:
    """No digest any more. What is urgent still comes."""
    prefer(user=user, person=person, choices={urgency.value: str(Frequency.OFF.value) for urgency in DIGESTED})
