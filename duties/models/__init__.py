"""What is due, as lists read it; derived, so only what people advise of it keeps a history."""

from duties.models.duty import Duty, DutyQuerySet
from duties.models.extension import Extension

__all__ = ["Duty", "DutyQuerySet", "Extension"]
