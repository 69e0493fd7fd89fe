"""Choices of organisations, memberships, statements and consents."""

from django.db import models

from guidance.vocabulary import Approval, Delivers


class MemberOutcome(models.TextChoices):
    """What the regulator decides about one member."""

    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Returned"
    DECLINED = "declined", "Declined"


APPROVAL_AFTER: dict[str, Approval] = {
    MemberOutcome.APPROVED: Approval.APPROVED,
    MemberOutcome.RETURNED: Approval.DRAFT,
    MemberOutcome.DECLINED: Approval.DECLINED,
}


class EndReason(models.TextChoices):
    RESIGNED = "resigned", "Resigned"
    CHANGED_EMPLOYER = "changed_employer", "Changed employer"
    SERVICE_ENDED = "service_ended", "Service ended"
    REMOVED = "removed", "Removed"


class RegisterKind(models.TextChoices):
    """The public registers that names are compared with."""

    PROVIDER = "provider", "Register of training providers"
    EPAO = "epao", "Register of end-point assessment organisations"


class RowOutcome(models.TextChoices):
    """What becomes of a row of an uploaded list of members."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    THERE = "there", "Already there"
    WRONG = "wrong", "Wrong"


class EmployerChange(models.TextChoices):
    """What it means that a list names another employer for somebody who serves already."""

    RENAMED = "renamed", "The same employer: its name changed, or was misspelt"
    NEW_JOB = "new_job", "Another employer: they have a new job"


class Judgement(models.TextChoices):
    """What somebody decided about two organisations that may be the same."""

    OPEN = "open", "To be judged"
    MERGED = "merged", "Merged"
    DIFFERENT = "different", "Not the same"


class Doubt(models.TextChoices):
    """What only a person can say of a name on a list of employers."""

    EMPLOYER = "employer", "Is it an employer?"
    PROVIDER = "provider", "Is it the body on the register of training providers?"
    EPAO = "epao", "Is it the body on the register of end-point assessment organisations?"


class DoubtAnswer(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NO_BODY = "no_body", "It is not the name of an organisation"


DELIVERED_BY_DOUBT = {Doubt.PROVIDER: Delivers.TRAINING, Doubt.EPAO: Delivers.EPA}
