"""Employers that a published list names for a group, and what the group is asked about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from members.enums import Doubt, DoubtAnswer
from members.models.people import Organisation
from members.rules.comparing import Compared
from portal.constraints import paired
from portal.fields import WideCharField
from portal.history import HistoricalRecords


class ListedEmployer(models.Model):
    """A name on a list, without a person: not a membership, and no rule counts it until somebody serves for it."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="listed_employers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="listings")
    name = WideCharField(max_length=200)  # as cleaned when it was brought in
    text = models.TextField("as the list has it")
    source = WideCharField(max_length=200)
    listed_on = models.DateField("brought in on")
    struck_on = models.DateField("struck off on", null=True, blank=True)  # somebody said that it names no organisation
    history = HistoricalRecords()

    # where the page of the group's list brings it
    compared: list[Compared]  # what the registers say of the name
    serving: bool  # whether somebody serves for the organisation
    asked: int  # questions to answer

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(name="listed_employer_once_a_group", fields=["group", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class ListQuestionQuerySet(models.QuerySet["ListQuestion"]):
    def open(self) -> ListQuestionQuerySet:
        return self.filter(answer="")


class ListQuestion(models.Model):
    """Something about a listed name that only a person can say. Asked once; the answer can be changed, with history."""

    listed = models.ForeignKey(ListedEmployer, models.PROTECT, related_name="questions")
    doubt = models.CharField(max_length=8, choices=Doubt)
    reason = WideCharField("why it is asked", max_length=500)
    asked_on = models.DateField()
    answer = models.CharField(max_length=8, choices=DoubtAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    objects = ListQuestionQuerySet.as_manager()

    class Meta:
        ordering = ("listed__name", "listed_id", "doubt")
        constraints = [
            models.UniqueConstraint(name="list_question_once_a_name", fields=["listed", "doubt"]),
            paired("list_question_answered_pair", "answered_at", "answered_by"),
            models.CheckConstraint(
                name="list_question_answered_with_answer",
                condition=Q(answer="", answered_at=None) | Q(answered_at__isnull=False) & ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.doubt} of {self.listed_id}"
