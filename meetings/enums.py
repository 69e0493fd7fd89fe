from django.db import models


class MeetingState(models.TextChoices):
    """Computed from dates, not stored."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    MINUTES_AGREED = "minutes_agreed", "Minutes agreed"
    CALLED_OFF = "called_off", "Called off"


class MinutesState(models.TextChoices):
    """Computed from moments, not stored."""

    DRAFT = "draft", "Being written"
    SHOWN = "shown", "Shown to members, not agreed yet"
    AGREED = "agreed", "Agreed"


class ItemKind(models.TextChoices):
    """Items that stand on every agenda, in the order in which they are put there, and the group's own."""

    DECLARATIONS = "declarations", "Declarations of interest"
    COMPETITION = "competition", "Competition statement"
    ACTIONS = "actions", "Minutes of the last meeting, and actions from it"
    UPDATE = "update", "The product manager’s update"
    OWN = "own", "The group’s own"


class Presence(models.TextChoices):
    CAME = "came", "Came"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Did not come"


class Mode(models.TextChoices):
    IN_PERSON = "in_person", "In person"
    REMOTE = "remote", "Remotely"


class Check(models.TextChoices):
    """What a person answered when asked in the meeting for further declarations of interest."""

    NOTHING_NEW = "nothing_new", "Nothing new to declare"
    DECLARED = "declared", "Declared something new"


class Threshold(models.TextChoices):
    """What a motion needs to be carried. An abstention is never a vote against."""

    MAJORITY = "majority", "More votes for than against"
    TWO_THIRDS = "two_thirds", "At least two thirds of the votes for and against"
    MAJORITY_OF_ALL = "majority_of_all", "More than half of all voters, leaving out those who abstain"
    NOBODY_AGAINST = "nobody_against", "At least one vote for, and none against"


class Choice(models.TextChoices):
    FOR = "for", "For"
    AGAINST = "against", "Against"
    ABSTAIN = "abstain", "Abstain"


class Result(models.TextChoices):
    CARRIED = "carried", "Carried"
    LOST = "lost", "Lost"
    WITHDRAWN = "dropped", "Withdrawn"  # before it was counted: nothing follows from it; 7 letters, as the column holds


class Answer(models.TextChoices):
    """What a person says of what somebody else recorded for them."""

    YES = "yes", "Confirmed"
    NO = "no", "Contradicted"


class WhyAbsent(models.TextChoices):
    """Why an employer member who is not barred is not among the voters."""

    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Did not come"
    LEFT = "left", "Left for this item"
    UNRECORDED = "unrecorded", "Not recorded as present"


class WhyUncounted(models.TextChoices):
    """Why a vote that was cast does not count in the result."""

    BARRED = "barred", "Barred since"
    NOT_A_VOTER = "not_a_voter", "No longer an employer member, or not present"


class Critical(models.TextChoices):
    """What a meeting must have been critical to, for travel to it to be paid (“Claiming travel costs”)."""

    STANDARD = "standard", "The occupational standard"
    EPA_PLAN = "epa_plan", "The end-point assessment plan"
    QUOTES = "quotes", "Quotes for the funding"
    IMPLEMENTATION = "implementation", "Getting the apprenticeship ready for delivery"


class ClaimOutcome(models.TextChoices):
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"


class ClaimState(models.TextChoices):
    """Computed from what is recorded, not stored."""

    WAITING = "waiting", "To be decided"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    EXPORTED = "exported", "Sent for payment"
    PAID = "paid", "Paid"
