"""Choices and legal moves of enquiries and groups."""

from django.db import models


class EnquiryState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", "Waiting for the email address to be confirmed"
    RECEIVED = "received", "Received"
    ACCEPTED = "accepted", "Accepted"
    JOINED = "joined", "Joined to an existing group"
    DECLINED = "declined", "Declined"


NEXT_ENQUIRY_STATE: dict[EnquiryState, set[EnquiryState]] = {
    EnquiryState.UNCONFIRMED: {EnquiryState.RECEIVED},
    EnquiryState.RECEIVED: {EnquiryState.ACCEPTED, EnquiryState.JOINED, EnquiryState.DECLINED},
    EnquiryState.ACCEPTED: set(),
    EnquiryState.JOINED: set(),
    EnquiryState.DECLINED: set(),
}


class EnquiryWish(models.TextChoices):
    """What an enquirer wants who learnt that the occupation has a group already."""

    JOIN = "join", "Ask to join the group that exists"
    ANOTHER = "another", "Start another group all the same"


class Origin(models.TextChoices):
    SELF_FORMED = "self_formed", "Formed by employers"
    CONVENED = "convened", "Convened by the regulator"


class Stage(models.TextChoices):
    """Where a group stands; computed from dated events, never stored."""

    REGISTERING = "registering", "Registering"
    SUBMITTED = "submitted", "Membership submitted"
    RETURNED = "returned", "Membership returned"
    APPROVED = "approved", "Membership approved"
    DEVELOPING = "developing", "Developing the standard"
    DELIVERED = "delivered", "Delivered"
    WITHDRAWN = "withdrawn", "Support withdrawn"


STAGE_COLOURS = {
    Stage.REGISTERING: "light-blue",
    Stage.SUBMITTED: "yellow",
    Stage.RETURNED: "orange",
    Stage.APPROVED: "green",
    Stage.DEVELOPING: "teal",
    Stage.DELIVERED: "purple",
    Stage.WITHDRAWN: "grey",
}


# What comes next, by stage, in words for everybody who looks at a published group.
PUBLIC_NEXT = {
    "approved": "The group writes its occupation proposal: what people in the occupation do, and why it needs an"
    " apprenticeship. The regulator then decides whether to agree it.",
    "developing": "The occupation proposal is agreed. The group writes the occupational standard and the plan for the"
    " end-point assessment, and collects evidence for the funding band.",
    "delivered": "The standard is agreed. The group keeps it up to date, and revises it when the work changes.",
}


class Outcome(models.TextChoices):
    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Returned"


class Dimension(models.TextChoices):
    SIZE = "size", "Size of employer"
    SECTOR = "sector", "Sector"
    REGION = "region", "Region"


class SizeBand(models.TextChoices):
    """UK business population estimates."""

    MICRO = "micro", "Micro: 1 to 9 employees"
    SMALL = "small", "Small: 10 to 49 employees"
    MEDIUM = "medium", "Medium: 50 to 249 employees"
    LARGE = "large", "Large: 250 or more employees"


class Region(models.TextChoices):
    """The nine English regions of the Office for National Statistics, and elsewhere."""

    NORTH_EAST = "north_east", "North East"
    NORTH_WEST = "north_west", "North West"
    YORKSHIRE_AND_THE_HUMBER = "yorkshire_and_the_humber", "Yorkshire and the Humber"
    EAST_MIDLANDS = "east_midlands", "East Midlands"
    WEST_MIDLANDS = "west_midlands", "West Midlands"
    EAST_OF_ENGLAND = "east_of_england", "East of England"
    LONDON = "london", "London"
    SOUTH_EAST = "south_east", "South East"
    SOUTH_WEST = "south_west", "South West"
    OUTSIDE_ENGLAND = "outside_england", "Outside England"


class Sector(models.TextChoices):
    """Sections of the UK Standard Industrial Classification 2007 (Office for National Statistics)."""

    A = "A", "Agriculture, forestry and fishing"
    B = "B", "Mining and quarrying"
    C = "C", "Manufacturing"
    D = "D", "Electricity, gas, steam and air conditioning supply"
    E = "E", "Water supply, sewerage and waste management"
    F = "F", "Construction"
    G = "G", "Wholesale and retail trade, repair of vehicles"
    H = "H", "Transportation and storage"
    I = "I", "Accommodation and food service"  # noqa: E741
    J = "J", "Information and communication"
    K = "K", "Financial and insurance activities"
    L = "L", "Real estate activities"
    M = "M", "Professional, scientific and technical activities"
    N = "N", "Administrative and support services"
    O = "O", "Public administration and defence"  # noqa: E741
    P = "P", "Education"
    Q = "Q", "Human health and social work"
    R = "R", "Arts, entertainment and recreation"
    S = "S", "Other services"
    T = "T", "Households as employers"
    U = "U", "Extraterritorial organisations"


CATEGORIES: dict[Dimension, type[models.TextChoices]] = {
    Dimension.SIZE: SizeBand,
    Dimension.SECTOR: Sector,
    Dimension.REGION: Region,
}


class ConcernKind(models.TextChoices):
    """Reasons that somebody must judge (Skills England, “Withdrawing Skills England support”)."""

    POLICY_NONCOMPLIANCE = "policy_noncompliance", "Does not comply with policy"
    QUALITY = "quality", "No prospect of meeting the quality criteria"
    REFUSES_COLLABORATION = "refuses_collaboration", "Refuses to work with other employers"
    ALTERNATIVE_APPRENTICESHIP = "alternative_apprenticeship", "Another apprenticeship meets the group’s requirements"


class Side(models.TextChoices):
    """Who stands on which side of the work plan."""

    GROUP = "group", "The group"
    REGULATOR = "regulator", "The regulator"


class PlanEnd(models.TextChoices):
    """What became of a proposed work plan that was not agreed."""

    CHANGES = "changes", "Changes asked for"
    WITHDRAWN = "withdrawn", "Withdrawn"


class QueryState(models.TextChoices):
    """Where a question to the regulator stands; read from its dates, never stored."""

    OPEN = "open", "Waiting for an answer"
    LONGER = "longer", "Takes longer"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


QUERY_COLOURS = {
    QueryState.OPEN: "yellow",
    QueryState.LONGER: "orange",
    QueryState.ANSWERED: "green",
    QueryState.CLOSED: "grey",
}
