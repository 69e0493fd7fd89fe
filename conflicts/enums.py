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


# From the mildest to the strictest: where two interests bar a person, the strictest measure is the one told.
BARRING = (Measure.NO_VOTE, Measure.LEAVE_FOR_ITEM, Measure.STEP_DOWN)


LIMITED = (Measure.NO_VOTE, Measure.LEAVE_FOR_ITEM)  # what may concern some subjects only


class Subject(models.TextChoices):
    """What a group decides on: what a handling may be limited to, and what a motion is about."""

    PROPOSAL = "proposal", "The occupation proposal"
    STANDARD = "standard", "The occupational standard"
    EPA_PLAN = "epa_plan", "The end-point assessment plan"
    FUNDING = "funding", "The funding evidence"
    REVISION = "revision", "A revision"
    CHAIR = "chair", "The choice of a chair"
    OTHER = "other", "Anything else"
