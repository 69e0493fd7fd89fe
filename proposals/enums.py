"""Choices of what a group submits, and the words for where it stands."""

from django.db import models

from guidance.documents import SubmissionState


class SubmissionOutcome(models.TextChoices):
    AGREED = "agreed", "Agreed"
    RETURNED = "returned", "Returned with comments"
    DECLINED = "declined", "Declined"


class AssessmentModel(models.TextChoices):
    """Since October 2025 some occupations have an apprenticeship assessment plan in place of an EPA plan."""

    EPA_PLAN = "epa_plan", "End-point assessment (EPA) plan"
    ASSESSMENT_PLAN = "assessment_plan", "Apprenticeship assessment plan"


STATE_COLOURS = {
    SubmissionState.DRAFTING: "light-blue",
    SubmissionState.FOR_AGREEMENT: "blue",
    SubmissionState.AGREED_BY_EMPLOYERS: "teal",
    SubmissionState.IN_REVIEW: "yellow",
    SubmissionState.TO_DECIDE: "yellow",
    SubmissionState.ON_CONDITION: "purple",
    SubmissionState.AGREED: "green",
    SubmissionState.RETURNED: "orange",
    SubmissionState.DECLINED: "red",
    SubmissionState.WITHDRAWN: "grey",
}


class EvidencePart(models.TextChoices):
    """What a document of the funding evidence is about."""

    QUOTE = "quote", "A quote of an assessment organisation"
    DELIVERY_METHODS = "delivery_methods", "Typical delivery methods"
    CONSUMABLE_COSTS = "consumable_costs", "Necessary consumable costs"
    QUALIFICATION_FEES = "qualification_fees", "Mandatory qualification fees"
    EPAO_IN_PRINCIPLE = "epao_in_principle", "In-principle commitment of an assessment organisation"


class Scheme(models.IntegerChoices):
    """What a version's fingerprint covers; kept with it, so that an older one can still be checked."""

    TEXT = 1, "Sections and document"
    WITH_EVIDENCE = 2, "Sections, document and funding evidence"


class Step(models.TextChoices):
    RECOMMENDATION = "recommendation", "Recommendation"
    DECISION = "decision", "Decision"


class DecisionOutcome(models.TextChoices):
    AGREED = "agreed", "Agree"
    ON_CONDITION = "on_condition", "Agree once members who are asked for are added"
    RETURNED = "returned", "Return it with comments"
    DECLINED = "declined", "Decline"
