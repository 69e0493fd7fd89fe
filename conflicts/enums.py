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


class Measure(models.TextChoices):
    """How an interest is handled; only a recorded handling bars anybody from anything."""

    NONE = "none", "Nothing is needed"
    NO_VOTE = "no_vote", "Does not vote on what it touches"
    LEAVE_FOR_ITEM = "leave_for_item", "Leaves the meeting for what it touches"
    STEP_DOWN = "step_down", "Steps down"
