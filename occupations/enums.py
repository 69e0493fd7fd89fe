"""Words of the occupational map."""

from django.db import models

from accounts.enums import OfficialRole


class OccupationStatus(models.TextChoices):
    """Where an occupation stands: the six words of the official export, and two that only the map knows."""

    POTENTIAL = "potential", "Potential occupation"
    PROPOSAL = "proposal", "Proposal in development"
    IN_DEVELOPMENT = "in_development", "In development"
    APPROVED = "approved", "Approved for delivery"
    PAUSED = "paused", "Approved for delivery (paused for starts)"
    NO_APPRENTICESHIP = "no_apprenticeship", "Occupational standard without apprenticeship"
    RETIRED = "retired", "Retired"
    WITHDRAWN = "withdrawn", "Withdrawn"


class StandardStatus(models.TextChoices):
    """The status of one version of a standard, in the export's own words."""

    PROPOSAL = "proposal", "Proposal in development"
    IN_DEVELOPMENT = "in_development", "In development"
    APPROVED = "approved", "Approved for delivery"
    PAUSED = "paused", "Approved for delivery (paused for starts)"
    RETIRED = "retired", "Retired"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ProgrammeType(models.TextChoices):
    STANDARD = "standard", "Apprenticeship standard"
    FOUNDATION = "foundation", "Foundation apprenticeship"


class ImportKind(models.TextChoices):
    """What a file from elsewhere holds."""

    STANDARDS = "standards", "Apprenticeship standards"
    REGISTERS = "registers", "Registers of providers and assessment organisations"
    GROUPS = "groups", "Lists of employers"


class Band(models.TextChoices):
    """The occupational map's bands of levels."""

    TECHNICAL = "technical", "Technical"
    HIGHER_TECHNICAL = "higher_technical", "Higher technical"
    PROFESSIONAL = "professional", "Professional"


WITHOUT_STANDARD = frozenset(  # what the map calls so has no standard that was approved
    {OccupationStatus.POTENTIAL.value, OccupationStatus.PROPOSAL.value, OccupationStatus.IN_DEVELOPMENT.value}
)
NO_LONGER_CURRENT = frozenset({OccupationStatus.RETIRED.value, OccupationStatus.WITHDRAWN.value})
STATUS_COLOURS = {  # of the tag that shows the status
    OccupationStatus.POTENTIAL.value: "purple",
    OccupationStatus.PROPOSAL.value: "blue",
    OccupationStatus.IN_DEVELOPMENT.value: "blue",
    OccupationStatus.APPROVED.value: "green",
    OccupationStatus.PAUSED.value: "yellow",
    OccupationStatus.NO_APPRENTICESHIP.value: "teal",
    OccupationStatus.RETIRED.value: "grey",
    OccupationStatus.WITHDRAWN.value: "grey",
}


# Officials who look after routes: product managers take in a route's enquiries, the others decide.
LOOK_AFTER_ROUTES = (OfficialRole.PRODUCT_MANAGER, OfficialRole.ROUTE_MANAGER, OfficialRole.ASSURANCE_MANAGER)
