"""Who of the regulator looks after a route."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from accounts.models import User, acts_for
from occupations.models.history import history
from occupations.models.occupation_map import Route


class RouteOfficialQuerySet(models.QuerySet["RouteOfficial"]):
    def current(self, on: date) -> "RouteOfficialQuerySet":
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), started_on__lte=on)

    def at_hand(self, on: date) -> "RouteOfficialQuerySet":
        """Those who can act on that day: accounts that work."""
        return self.current(on).filter(user__is_active=True)

    def acted_for(self, user: User, on: date) -> "RouteOfficialQuerySet":
        """Those held on that day by the user, or by somebody whom the user covers."""
        return self.current(on).filter(user__in=acts_for(user, on))


class RouteOfficial(models.Model):
    """An official's time on a route; `ended_on` is the first day no longer served."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="officials")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="official_routes")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.TextField(max_length=1000, blank=True, default="", db_default="")
    end_note = models.TextField(max_length=1000, blank=True, default="", db_default="")
    objects = RouteOfficialQuerySet.as_manager()
    history = history()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="routeofficial_ends_on_or_after_start",  # on it: given by mistake, and never held
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message="The end date must be on or after the start date",
            ),
            ExclusionConstraint(
                name="routeofficial_times_do_not_overlap",
                index_type="GIST",
                # ranges of one number stand in for equality, which GiST has only with an extension
                expressions=[
                    (Func(F("route"), F("route"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("user"), F("user"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("started_on"), F("ended_on"), Value("[)"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="This official already has this route in that time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.route}"
