"""Choices and legal moves of enquiries and groups."""

from django.db import models

from guidance.stage import Stage


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


STAGE_COLOURS: dict[str, str] = {
    Stage.REGISTERING: "light-blue",
    Stage.MEMBERSHIP_SUBMITTED: "yellow",
    Stage.MEMBERSHIP_RETURNED: "orange",
    Stage.APPROVED: "green",
    Stage.PROPOSAL_IN_REVIEW: "yellow",
    Stage.PROPOSAL_ON_CONDITION: "purple",
    Stage.PROPOSAL_RETURNED: "orange",
    Stage.PROPOSAL_DECLINED: "red",
    Stage.DEVELOPING: "teal",
    Stage.STANDARD_IN_REVIEW: "yellow",
    Stage.STANDARD_RETURNED: "orange",
    Stage.STANDARD_DECLINED: "red",
    Stage.DELIVERED: "purple",
    Stage.REVISING: "blue",
    Stage.WITHDRAWN: "grey",
}


# What comes next, by stage, in words for everybody who looks at a published group.
WRITES_PROPOSAL = (
    "The group writes its occupation proposal: what people in the occupation do, and why it needs an"
    " apprenticeship. The regulator then decides whether to agree it."
)
WRITES_STANDARD = (
    "The occupation proposal is agreed. The group writes the occupational standard and the plan for the"
    " end-point assessment, and collects evidence for the funding band."
)
PUBLIC_NEXT: dict[str, str] = {
    Stage.APPROVED: WRITES_PROPOSAL,
    Stage.PROPOSAL_IN_REVIEW: "The group submitted its occupation proposal. The regulator decides whether to agree it.",
    Stage.PROPOSAL_ON_CONDITION: "The regulator agrees the occupation proposal once the members that it asked for are"
    " added to the group.",
    Stage.PROPOSAL_RETURNED: "The regulator returned the occupation proposal with comments. The group answers them and"
    " submits it again.",
    Stage.PROPOSAL_DECLINED: "The regulator declined the occupation proposal, and agrees with the group what follows.",
    Stage.DEVELOPING: WRITES_STANDARD,
    Stage.STANDARD_IN_REVIEW: "The group submitted the occupational standard and the plan for the end-point assessment."
    " The regulator decides whether to agree them.",
    Stage.STANDARD_RETURNED: "The regulator returned the occupational standard, or the plan for the end-point"
    " assessment, with comments. The group answers them and submits it again.",
    Stage.STANDARD_DECLINED: "The regulator declined the occupational standard, or the plan for the end-point"
    " assessment, and agrees with the group what follows.",
    Stage.DELIVERED: "Delivered. Nothing is asked. The group keeps the standard up to date, and revises it when the"
    " work changes.",
    Stage.REVISING: "The standard is agreed. The group revises it.",
}


class Outcome(models.TextChoices):
    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Returned"


class Side(models.TextChoices):
    """Who stands on which side of the work plan."""

    GROUP = "group", "The group"
    REGULATOR = "regulator", "The regulator"


class MilestoneSide(models.TextChoices):
    """Who reaches a milestone of the work plan: the seat that answers for it."""

    CHAIRS = "chairs", "The group"
    PRODUCT_MANAGER = "pm", "The product manager"
    ROUTE_MANAGER = "rm", "The route manager"
    ASSURANCE_MANAGER = "aam", "The assessment and assurance manager"


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
