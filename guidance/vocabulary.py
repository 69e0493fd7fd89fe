from django.db import models


class Severity(models.TextChoices):
    """The guidance's own verb."""

    MUST = "must", "Must"
    EXPECTED = "expected", "Expected"
    ADVISED = "advised", "Advised"


class Status(models.TextChoices):
    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    JUSTIFIED = "justified", "Justified"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class GateCode(models.TextChoices):
    """A step that findings can block, in the order in which a group takes them."""

    MEMBERSHIP = "membership", "Approval of the membership"
    PROPOSAL = "proposal", "Occupation proposal"
    AGREEMENT = "agreement", "Agreement of the proposal"
    STANDARD = "standard", "Occupational standard"
    REVISION = "revision", "Revision"


class RiskLevel(models.TextChoices):
    """From the least to the worst."""

    NONE = "none", "No risk"
    MITIGATED = "mitigated", "Mitigated"
    WATCH = "watch", "Watch"
    AT_RISK = "at_risk", "At risk"


RISK_COLOURS = {RiskLevel.AT_RISK: "red", RiskLevel.WATCH: "yellow", RiskLevel.MITIGATED: "blue"}


class RiskCode(models.TextChoices):
    """The guidance's reasons for withdrawing support, in the order in which they are told."""

    PROPOSAL_LATE = "risk.proposal_late", "Occupation proposal late"
    STANDARD_LATE = "risk.standard_late", "Occupational standard or EPA plan late"
    REPRESENTATION_LOST = "risk.representation_lost", "No longer representative of employers"
    POLICY_NONCOMPLIANCE = "risk.policy_noncompliance", "Does not comply with policy"
    QUALITY = "risk.quality", "No prospect of meeting the quality criteria"
    REFUSES_COLLABORATION = "risk.refuses_collaboration", "Refuses to work with other employers"
    ALTERNATIVE_APPRENTICESHIP = "risk.alternative_apprenticeship", "Another apprenticeship meets the need"


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
    """What a person states; the guidance's own words stand with each policy."""

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


class SubmissionKind(models.TextChoices):
    PROPOSAL = "proposal", "Occupation proposal"
    STANDARD = "standard", "Occupational standard"
    EPA_PLAN = "epa_plan", "End-point assessment plan"
    REVISION = "revision", "Revision"
