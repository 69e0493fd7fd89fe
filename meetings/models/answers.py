"""What a person says about what somebody else recorded for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from meetings.enums import Answer

ANSWER_FIELDS = ("answer", "answered_at", "answer_words")
ANSWER_WHOLE = Q(answer="", answered_at=None, answer_words="") | Q(answer__in=Answer.values, answered_at__isnull=False)


class RecordedForSomebody(models.Model):
    """A row about a person, who may confirm or contradict it where another recorded it. No answer is no consent."""

    answer = models.CharField(max_length=3, choices=Answer, blank=True, db_default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_words = models.TextField(max_length=1000, blank=True, db_default="")

    class Meta:
        abstract = True

    @property
    def is_contradicted(self) -> bool:
        return self.answer == Answer.NO

    def forget_answer(self) -> None:
        """It was said about what stood here before; the caller saves."""
        self.answer, self.answered_at, self.answer_words = "", None, ""
