"""Who chairs a group."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from members.models.memberships import Membership
from members.models.people import Person
from portal.dated import DatedQuerySet, ends_after_start
from portal.history import HistoricalRecords


class ChairQuerySet(DatedQuerySet):
    """`current` is what the rules judge; `leading` is who has a chair's rights and reads a chair's mail."""

    def leading(self, on: date) -> ChairQuerySet:
        """Current chairs who also serve on the group as employer members on that day.

        An appointment may outlive the membership (a dossier tells it as it happened): it then gives no right.
        """
        own = {"group": OuterRef("group"), "person": OuterRef("person")}
        return self.current(on).filter(Exists(Membership.objects.current(on).employers().filter(**own)))

    def begun(self, on: date) -> ChairQuerySet:
        """Terms that began by that day, ended or not; those that never began are left out."""
        return self.filter(started_on__lte=on).exclude(ended_on__lte=F("started_on"))


class ChairAppointment(models.Model):
    """A chair or co-chair of a group, with the confirmations that the guidance asks of a chair."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="chairs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="chairs")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    confirmed_no_interest_on = models.DateField(null=True, blank=True)
    publication_agreed_on = models.DateField(null=True, blank=True)
    publication_withdrawn_on = models.DateField(null=True, blank=True)
    wording_version = models.CharField(max_length=40, blank=True, db_default="")  # of the confirmation
    publication_wording_version = models.CharField(max_length=40, blank=True, db_default="")  # of the consent

    objects = ChairQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            ends_after_start("chair_appointment_ends_on_or_after_start"),
            models.CheckConstraint(
                name="chair_appointment_publication_withdrawn_after_agreed",
                condition=Q(publication_withdrawn_on=None)
                | Q(publication_withdrawn_on__gte=F("publication_agreed_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Chair {self.person_id} of {self.group_id} from {self.started_on}"

    @property
    def is_published(self) -> bool:
        """Whether the chair agrees to published contact details, and has not withdrawn it."""
        return self.publication_agreed_on is not None and self.publication_withdrawn_on is None
