from django.db import models


class Nature(models.TextChoices):
    FINANCIAL = "financial", "Financial interest"
    DIRECTORSHIP = "directorship", "Director or equivalent position"
    EMPLOYMENT = "employment", "Employment"
    PERSONAL = "personal", "Personal or family interest"
    OTHER = "other", "Other interest or loyalty"


class Perception(models.TextChoices):
    ACTUAL = "actual", "Actual: it could affect my decisions now"
    POTENTIAL = "potential", "Potential: it could affect them later"
    PERCEIVED = "perceived", "Perceived: others might think so"
