"""Choices of findings, gates and risks, in the words of the guidance."""

from django.db import models


class CaseOutcome(models.TextChoices):
    """How a case about withdrawing support ends."""

    CONTINUE = "continue", "Support continues"
    MITIGATE = "mitigate", "Support continues, with mitigating circumstances until a day"
    WITHDRAW = "withdraw", "Support is withdrawn"


class MapOutcome(models.TextChoices):
    """What becomes of the occupation's place on the map once support is withdrawn."""

    REMAINS = "remains", "It stays on the occupational map"
    REMOVED = "removed", "It is taken off the occupational map"
