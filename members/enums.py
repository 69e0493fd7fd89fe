"""Choices of organisations, memberships, statements and consents."""

from django.db import models


class OrganisationKind(models.TextChoices):
    EMPLOYER = "employer", "Employer"
    TRAINING_PROVIDER = "training_provider", "Training provider"
    EPAO = "epao", "End-point assessment organisation"
    EQAP = "eqap", "External quality assurance provider"
    PROFESSIONAL_BODY = "professional_body", "Professional body"
    REGULATOR = "regulator", "Regulator"
    TRADE_UNION = "trade_union", "Trade union"
    SECTOR_BODY = "sector_body", "Sector or skills body"
    WORLD_SKILLS = "world_skills", "WorldSkills"
    HIGHER_EDUCATION = "higher_education", "Higher education institution"
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    REGIONAL_BODY = "regional_body", "Regional body"
    OTHER = "other", "Other"


class Delivers(models.TextChoices):
    TRAINING = "training", "Apprenticeship training"
    EPA = "epa", "End-point assessment"
    EQA = "eqa", "External quality assurance"


DELIVERS_BY_KIND = {
    OrganisationKind.TRAINING_PROVIDER: Delivers.TRAINING,
    OrganisationKind.EPAO: Delivers.EPA,
    OrganisationKind.EQAP: Delivers.EQA,
}


class MembershipKind(models.TextChoices):
    EMPLOYER = "employer", "Employer member"
    ADVISER = "adviser", "Adviser"
    FACILITATOR = "facilitator", "Facilitator"


class AdviserKind(models.TextChoices):
    """Skills England, “Non-employer advisers”."""

    APPRENTICE = "apprentice", "Apprentice"
    EMPLOYEE = "employee", "Employee"
    TRAINING_PROVIDER = "training_provider", "Representative of a training provider"
    EPAO = "epao", "End-point assessment organisation"
    EQAP = "eqap", "External quality assurance provider"
    PROFESSIONAL_BODY = "professional_body", "Professional body"
    REGULATOR = "regulator", "Regulator"
    TRADE_UNION = "trade_union", "Trade union"
    SECTOR_BODY = "sector_body", "Sector body"
    WORLD_SKILLS = "world_skills", "WorldSkills"
    HIGHER_EDUCATION = "higher_education", "Higher education institution"


class Approval(models.TextChoices):
    DRAFT = "draft", "Not yet submitted"
    SUBMITTED = "submitted", "Submitted"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"


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


class Experience(models.TextChoices):
    CURRENT = "current", "I work in the occupation now"
    RECENT = "recent", "I have recent experience of working in the occupation"
    NONE = "none", "I have no recent experience of working in the occupation"


class Expertise(models.TextChoices):
    """Skills England, “The role of members”: the five areas."""

    EMPLOYER_DEMAND = "employer_demand", "Employer demand for the occupation"
    SKILLS_NEEDS = "skills_needs", "Current and future skills needs of the occupation"
    COMPETENCE = "competence", "Description of competence in the occupation"
    ASSESSMENT_APPROACHES = "assessment_approaches", "Approaches to assessment that give assurances about competency"
    ASSESSMENT_RISK = "assessment_risk", "Aspects of assessment that might need greater risk management"


class StatementCode(models.TextChoices):
    """What a person states; the guidance's own words stand in `members.rules`."""

    OWN_WORKFORCE = "own_workforce", "Employs their own workforce"
    OPERATIONAL_ROLE = "operational_role", "Works in an operational capacity in the sector"
    USES_APPRENTICESHIPS = "uses_apprenticeships", "Recruits apprentices or uses apprenticeships"
    INTENDS_APPRENTICES = "intends_apprentices", "Intends to employ apprentices in the occupation"
    TRACK_RECORD = "track_record", "Track record of professional achievement and success"
    KNOWLEDGE = "knowledge", "Knowledge and experience of the sector and the role"
    FUTURE_SKILLS = "future_skills", "Keen appreciation of current and future skills needs"
    JUDGEMENT = "judgement", "Able to influence and make judgements about the quality of skills training"
    INCLUSION = "inclusion", "Committed to equity, diversity and inclusion"
    NO_PROMOTION = "no_promotion", "Will not promote wider services"


class ConsentCode(models.TextChoices):
    DETAILS_HELD = "details_held", "Details held on the portal"
    EMPLOYER_AGREES_MEMBERSHIP = "employer_agrees_membership", "Employer agrees to the membership"
    EMPLOYER_NAME_PUBLISHED = "employer_name_published", "Employer’s name published"
    WIDER_MAILINGS = "wider_mailings", "Wider mailings (chairs and facilitators)"


class EngagementKind(models.TextChoices):
    TRAINING_PROVIDER = "training_provider", "Training provider"
    EPAO = "epao", "End-point assessment organisation"
    REGULATOR = "regulator", "Regulator"
    PROFESSIONAL_BODY = "professional_body", "Professional body"
    SECTOR_BODY = "sector_body", "Sector or skills body"
    APPRENTICES = "apprentices", "Apprentices"
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    REGIONAL_BODY = "regional_body", "Regional body"
    HIGHER_EDUCATION = "higher_education", "Higher education institution"
    TRADE_UNION = "trade_union", "Trade union"
    OTHER = "other", "Other"


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
