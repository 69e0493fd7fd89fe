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


STAGE_COLOURS: dict[str, str] = {
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
