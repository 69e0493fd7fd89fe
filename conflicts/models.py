"""What people declare: interests that could conflict with their work on a group, or none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery

from conflicts.enums import BARRING, Measure, Nature, Perception, Subject
from guidance.vocabulary import DELIVERS_BY_KIND
from members.models import ChairAppointment, Membership
from portal.history import HistoricalRecords

if TYPE_CHECKING:
    from groups.models import Group


class Declaration(models.Model):
    """A person declares to one group on one day; without interests it is a nil declaration."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="declarations")
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="declarations")
    declared_on = models.DateField()
    history = HistoricalRecords()

    class Meta:
        ordering = ("-declared_on", "-pk")
        indexes = [models.Index(fields=["group", "person", "declared_on"])]

    def __str__(self) -> str:
        return f"Declaration of {self.person_id} to {self.group_id} on {self.declared_on}"


class InterestQuerySet(models.QuerySet["Interest"]):
    def current(self, on: date) -> InterestQuerySet:
        """On the register on that day: a later declaration does not end an interest."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), declaration__declared_on__lte=on)

    def waiting(self, on: date) -> InterestQuerySet:
        """Current interests of people who serve on that day, to be handled: not handled yet, or changed since."""
        own = {"group": OuterRef("declaration__group"), "person": OuterRef("declaration__person")}
        handlings = Handling.objects.filter(interest=OuterRef("pk"), recorded_on__lte=on)
        handled = Subquery(handlings.order_by("-recorded_on", "-pk").values("revision")[:1])
        serving = self.current(on).filter(Exists(Membership.objects.current(on).filter(**own)))
        return serving.annotate(handled=handled).filter(Q(handled=None) | Q(handled__lt=F("revision")))

    def for_manager(self, on: date) -> InterestQuerySet:
        """Of those that wait, those that the group's product manager handles: everybody's while the group has no chair,
        and a chair's own where no co-chair is without an interest that is unsettled. As `rules.Handlers` says it."""
        group, person = OuterRef("declaration__group"), OuterRef("declaration__person")
        chairs = ChairAppointment.objects.leading(on).filter(group=group)
        others = chairs.exclude(person=person).exclude(person__user__isnull=False, person__user=_same_user())
        of_chair = {"declaration__group": OuterRef("group"), "declaration__person": OuterRef("person")}
        impartial = others.filter(~Exists(Interest.objects.unsettled(on).filter(**of_chair)))
        is_chairs = Q(Exists(chairs.filter(person=person))) & ~Q(Exists(impartial))
        return self.waiting(on).filter(~Q(Exists(chairs)) | is_chairs)

    def unsettled(self, on: date) -> InterestQuerySet:
        """Current interests that are not handled, or that bar from something: all but those that need nothing."""
        handlings = Handling.objects.filter(interest=OuterRef("pk"), recorded_on__lte=on)
        newest = Subquery(handlings.order_by("-recorded_on", "-pk").values("measure")[:1])
        return self.current(on).annotate(measure=newest).filter(Q(measure=None) | ~Q(measure=Measure.NONE))

    def disqualifying(self, on: date) -> InterestQuerySet:
        """Current interests that keep their person from being chair, as `guidance.rules.chairs.disqualifies` says."""
        delivers = Q(organisation__delivers__len__gt=0) | Q(organisation__kind__in=list(DELIVERS_BY_KIND))
        profiting = self.current(on).filter(
            delivers | Q(organisation__may_profit=True), nature__in=[Nature.FINANCIAL, Nature.DIRECTORSHIP]
        )
        return profiting.exclude(nature=Nature.FINANCIAL, by_employment=True, organisation__employs_in_occupation=True)

    def with_handlings(self, on: date) -> InterestQuerySet:
        """With what was recorded by that day, for `handling`; two more statements, however many interests."""
        handlings = Handling.objects.filter(recorded_on__lte=on).select_related("recorded_by")
        return self.prefetch_related(Prefetch("handlings", handlings))


def _same_user() -> OuterRef:
    """The account of the person who declared: a chair may be the same under another address."""
    return OuterRef("declaration__person__user")


class Interest(models.Model):
    GROUP_PATH = "declaration__group"
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="interests")
    nature = models.CharField(max_length=12, choices=Nature)
    perception = models.CharField(max_length=9, choices=Perception, default=Perception.ACTUAL)
    organisation = models.ForeignKey(
        "members.Organisation", models.PROTECT, null=True, blank=True, related_name="interests"
    )
    description = models.TextField(max_length=4000)
    by_employment = models.BooleanField(default=False)
    began_on = models.DateField("held since", null=True, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)  # one more each time the person changes what it says
    revised_on = models.DateField("changed", null=True, blank=True)  # the last day on which it grew
    ended_on = models.DateField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(name="interest_is_described", condition=~Q(description="")),
        ]

    def __str__(self) -> str:
        return f"{self.nature} interest in declaration {self.declaration_id}"

    @property
    def handling(self) -> Handling | None:
        """The handling that holds, for interests brought by `with_handlings`."""
        handlings = list(self.handlings.all())
        return handlings[-1] if handlings else None

    @property
    def is_changed_since_handled(self) -> bool:
        return self.handling is not None and self.handling.revision < self.revision


class HandlingQuerySet(models.QuerySet["Handling"]):
    def holding(self, on: date) -> HandlingQuerySet:
        """Of each interest the newest one recorded by that day, which is the one that holds."""
        handlings = Handling.objects.filter(interest=OuterRef("interest"), recorded_on__lte=on)
        return self.filter(pk=Subquery(handlings.order_by("-recorded_on", "-pk").values("pk")[:1]))

    def barring(self, group: Group, on: date) -> HandlingQuerySet:
        """What bars people of the group from votes on that day, with the current interest and its person."""
        current = Interest.objects.current(on).filter(declaration__group=group)
        held = self.holding(on).filter(interest__in=current, measure__in=BARRING)
        return held.select_related("interest__declaration__person", "interest__organisation")


class Handling(models.Model):
    """What the group does about an interest, from a day on; the newest one holds. Also `none` is a handling.

    A handling is never changed: a new row revises it.
    """

    interest = models.ForeignKey(Interest, models.PROTECT, related_name="handlings")
    revision = models.PositiveSmallIntegerField(default=1)  # the interest's own, when it was handled
    measure = models.CharField(max_length=14, choices=Measure)
    subjects = ArrayField(models.CharField(max_length=8, choices=Subject), default=list, blank=True)  # empty: all
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, max_length=4000)

    objects = HandlingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("recorded_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="handling_names_subjects_where_it_bars_from_some",
                condition=Q(subjects=[]) | Q(measure__in=[Measure.NO_VOTE, Measure.LEAVE_FOR_ITEM]),
                violation_error_message="Name subjects only where the person does not vote or leaves for some of them",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} for interest {self.interest_id} from {self.recorded_on}"

    @property
    def bars(self) -> bool:
        return self.measure in BARRING

    def bars_from(self, subject: str) -> bool:
        """Whether it keeps the person from voting on that subject."""
        return self.bars and (not self.subjects or subject in self.subjects)

    @property
    def subject_names(self) -> list[str]:
        return [str(Subject(subject).label) for subject in self.subjects]


class Register(models.Model):
    """What the chair decides about a group's register; without a row nothing is shared."""

    group = models.OneToOneField("groups.Group", models.PROTECT, related_name="register")
    is_shared = models.BooleanField("shown to advisers and facilitators", default=False)
    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"Register of {self.group_id}"
