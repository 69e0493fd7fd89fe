"""Who serves on which group, from when to when."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from members.enums import AdviserKind, Approval, EndReason, Experience, Expertise, MembershipKind
from members.models.dated import DatedQuerySet, ends_after_start, key_range, served
from members.models.people import Organisation, Person
from portal.fields import WideCharField


class MembershipQuerySet(DatedQuerySet):
    def current(self, on: date) -> MembershipQuerySet:
        return super().current(on).exclude(approval=Approval.DECLINED)  # type: ignore[return-value]

    def employers(self) -> MembershipQuerySet:
        return self.filter(kind=MembershipKind.EMPLOYER)


class Membership(models.Model):
    """One person's term on one group; somebody who returns gets a new row."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=12, choices=MembershipKind, default=MembershipKind.EMPLOYER)
    adviser_kind = models.CharField(max_length=20, choices=AdviserKind, blank=True)
    job_title = WideCharField(max_length=200, blank=True)
    job_description = models.TextField(blank=True, max_length=4000)
    started_on = models.DateField()
    plans_to_serve_until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=16, choices=EndReason, blank=True)
    approval = models.CharField(max_length=9, choices=Approval, default=Approval.DRAFT)
    occupation_experience = models.CharField(max_length=7, choices=Experience, blank=True)
    expertise = ArrayField(models.CharField(max_length=24, choices=Expertise), default=list, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            ends_after_start("membership_ends_on_or_after_start"),
            ExclusionConstraint(
                name="membership_one_at_a_time_a_person_and_group",
                index_type="GIST",
                expressions=[key_range("group"), key_range("person"), served()],
                condition=~Q(approval=Approval.DECLINED),
                violation_error_message="This person is a member of the group already",
            ),
        ]
        indexes = [models.Index(fields=["group", "started_on"])]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.group_id} from {self.started_on}"

    def get_absolute_url(self) -> str:
        return reverse("members:detail", args=[self.group_id, self.pk])

    @property
    def expertise_names(self) -> list[str]:
        return [str(Expertise(area).label) for area in self.expertise]
