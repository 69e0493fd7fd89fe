"""How the rows of this app keep their history."""

from django.db import models

from portal.history import HistoricalRecords


def history() -> HistoricalRecords:
    """History whose reason has room for a sentence."""
    return HistoricalRecords(history_change_reason_field=models.TextField(null=True))
