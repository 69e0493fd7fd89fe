"""The occupational map: routes, pathways, clusters, occupations, and the versions of their standards."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse

from occupations.enums import NO_LONGER_CURRENT, STATUS_COLOURS, Band, OccupationStatus, ProgrammeType, StandardStatus
from occupations.models.history import history
from portal.fields import WideCharField
from portal.search import MOST_CHARACTERS, matching, search_terms
from portal.text import single_line

BANDS = {2: Band.TECHNICAL, 3: Band.TECHNICAL, 4: Band.HIGHER_TECHNICAL, 5: Band.HIGHER_TECHNICAL}


class Route(models.Model):
    name = WideCharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    sequence = models.PositiveSmallIntegerField(unique=True)
    history = history()

    class Meta:
        ordering = ("sequence",)

    def __str__(self) -> str:
        return self.name

    def get_officials_url(self) -> str:
        """Who looks after it for the regulator, for officials to see."""
        return reverse("officials:route_officials", args=[self.slug])


class Pathway(models.Model):
    route = models.ForeignKey(Route, models.PROTECT, related_name="pathways")
    name = models.CharField(max_length=100)
    history = history()

    class Meta:
        ordering = ("route__sequence", "name")
        constraints = (models.UniqueConstraint(name="pathway_name_is_unique_in_route", fields=["route", "name"]),)

    def __str__(self) -> str:
        return self.name


class Cluster(models.Model):
    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="clusters")
    name = models.CharField(max_length=100)
    history = history()

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(name="cluster_name_is_unique_in_pathway", fields=["pathway", "name"]),)

    def __str__(self) -> str:
        return self.name


class OccupationQuerySet(models.QuerySet["Occupation"]):
    def search(self, text: str) -> "OccupationQuerySet":
        """Occupations with every word of the text in title or reference, the closest first; none for an empty text."""
        terms = search_terms(text)
        if not terms:
            return self.none()
        phrase = " ".join(terms)
        by_number = matching(text, "title", "reference")
        query = SearchQuery(phrase, config="english")  # so that "bricklaying" finds the bricklayer
        occupations = self.annotate(_vector=SearchVector("title", config="english")).filter(
            by_number | Q(_vector=query)
        )
        closeness = Case(
            When(reference__iexact=phrase, then=0),
            When(title__folded=phrase, then=1),
            When(title__folded__startswith=phrase, then=2),
            When(by_number, then=3),
            default=4,
        )
        return occupations.order_by(closeness, "title", "reference", "pk")


def searchable(text: str) -> str:
    """The text as the database can take it: no NUL, no half characters, single spaces, cut to a sane length."""
    return single_line(text[:MOST_CHARACTERS].replace("\x00", " ").encode("utf-8", "ignore").decode())


class Occupation(models.Model):
    """One place on the map. What it says of itself follows its standard's highest version."""

    reference = WideCharField(max_length=10, null=True, blank=True, unique=True)
    title = WideCharField(max_length=200)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=OccupationStatus)
    route = models.ForeignKey(Route, models.PROTECT, null=True, blank=True, related_name="occupations")
    pathway = models.ForeignKey(Pathway, models.PROTECT, null=True, blank=True, related_name="occupations")
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, blank=True, related_name="occupations")
    regulated = models.BooleanField(null=True, blank=True)  # null: nobody has said
    professional_status = models.BooleanField("a body awards professional status", null=True, blank=True)
    summary = models.TextField(blank=True)
    taken_off_on = models.DateField(
        "taken off the map on", null=True, blank=True, help_text="By an official: no import sets its status after that"
    )
    objects = OccupationQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ("title", "reference")
        constraints = (
            models.CheckConstraint(
                name="occupation_reference_is_not_empty",
                condition=~Q(reference=""),
                violation_error_message="Leave the reference out where there is none",
            ),
            models.CheckConstraint(
                name="occupation_level_is_2_to_8",
                condition=Q(level=None) | Q(level__range=(2, 8)),
                violation_error_message="The level must be between 2 and 8",
            ),
            models.CheckConstraint(name="occupation_status_is_known", condition=Q(status__in=OccupationStatus.values)),
        )

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("public_pages:occupation", args=[self.pk])

    @property
    def label(self) -> str:
        """`Bricklayer (ST0095, level 2)`, as the search offers it and the form field takes it back."""
        parts = [self.reference or "no reference", f"level {self.level}" if self.level else "level not set"]
        if self.status in NO_LONGER_CURRENT:
            parts.append(OccupationStatus(self.status).label.lower())
        return f"{self.title} ({', '.join(parts)})"

    @property
    def status_colour(self) -> str:
        return STATUS_COLOURS[self.status]

    @property
    def band(self) -> Band | None:
        """Technical at levels 2 and 3, higher technical at 4 and 5, professional from 6; None where no level is set."""
        return BANDS.get(self.level, Band.PROFESSIONAL) if self.level else None


class StandardVersion(models.Model):
    """One version of an occupation's standard as the official export tells it; an unknown value is null or empty."""

    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="versions")
    version = models.CharField(max_length=10, blank=True, help_text="Empty until a standard has a first version")
    title = models.CharField(max_length=200)
    programme_type = models.CharField(max_length=20, choices=ProgrammeType, blank=True)
    status = models.CharField(max_length=20, choices=StandardStatus)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    routes = models.CharField(max_length=200, blank=True, help_text="As exported: more than one are joined by ;")
    proposal_approved = models.BooleanField(null=True)
    standard_approved = models.BooleanField(null=True)
    plan_approved = models.BooleanField(null=True)
    funding_approved = models.BooleanField(null=True)
    approved_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    last_updated_on = models.DateField(null=True, blank=True)
    funding_band = models.PositiveIntegerField(null=True, blank=True, help_text="The maximum, in pounds")
    typical_months = models.PositiveSmallIntegerField(null=True, blank=True)
    minimum_hours = models.PositiveIntegerField(null=True, blank=True)
    degree = models.CharField(max_length=50, blank=True)
    integration = models.CharField(max_length=50, blank=True)
    has_options = models.BooleanField("core and options", null=True)
    options = models.TextField(blank=True)
    regulated = models.BooleanField(null=True)
    lars_code = models.CharField(max_length=10, blank=True)
    subject_area = models.CharField(max_length=100, blank=True)
    eqa_provider = models.CharField("external quality assurance provider", max_length=200, blank=True)
    professional_recognition = models.TextField(blank=True)
    link = models.URLField(max_length=300, blank=True)
    job_titles = models.TextField(blank=True)
    overview = models.TextField(blank=True)
    banners = models.TextField(blank=True)
    history = history()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="standardversion_version_is_unique", fields=["occupation", "version"]),
            models.CheckConstraint(
                name="standardversion_level_is_2_to_8", condition=Q(level=None) | Q(level__range=(2, 8))
            ),
            models.CheckConstraint(
                name="standardversion_status_is_known", condition=Q(status__in=StandardStatus.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.version}".rstrip()

    @property
    def status_colour(self) -> str:
        return STATUS_COLOURS[self.status]

    @property
    def job_title_list(self) -> list[str]:
        return [title.strip() for title in self.job_titles.split(";") if title.strip()]
