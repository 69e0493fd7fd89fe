"""What Skills England’s guidance of 2 June 2025 asks for, in its own words."""

from guidance.policies import ALL, FROM_PROPOSAL, NO_GATE, Rule, Source
from guidance.vocabulary import GateCode, Severity

DOCUMENT = "Group of Persons (Trailblazer groups) (Skills England, 2 June 2025)"
MEMBERSHIP = "Trailblazer group membership"
CHAIR = "The role of the chair"
MEMBERS = "The role of members"
ADVISERS = "Non-employer advisers"
CONFLICTS = "Conflicts of interest"
DETAILS = "Confirming your trailblazer group details"
COMPETITION = "Avoiding anti-competitive activity"
COMMITMENTS = "Trailblazer groups’ commitments"
ASSESSORS = "Engaging end-point assessment organisations"
SUBMITTED_TOGETHER = "ensure the group collectively agree to submitted documents and evidence"
ADVICE = "seek advice and guidance from training providers and end-point assessment organisations (EPAOs)"
AWARDING = (
    "seek advice and guidance from regulators and professional bodies that award professional status for the"
    " occupation, where appropriate"
)
AT_STANDARD = (GateCode.STANDARD,)
FROM_STANDARD = (GateCode.STANDARD, GateCode.REVISION)
DECLARE = "Trailblazer groups members, or individuals who support the group, must declare any conflict of interest."
REPRESENT = (
    "represent the types of employers likely to use the apprenticeship, this generally requires 10 to 20 members in"
    " the relevant sector"
)


def _must(code: str, heading: str, sentence: str, gates: tuple[GateCode, ...] = NO_GATE) -> Rule:
    return Rule(code, Severity.MUST, gates, Source(DOCUMENT, heading, sentence))


def _expected(code: str, heading: str, sentence: str) -> Rule:
    return Rule(code, Severity.EXPECTED, ALL, Source(DOCUMENT, heading, sentence))


def _advised(code: str, heading: str, sentence: str, gates: tuple[GateCode, ...] = NO_GATE) -> Rule:
    return Rule(code, Severity.ADVISED, gates, Source(DOCUMENT, heading, sentence))


MEMBER_RULES = (
    _must(
        "member.is_employer",
        MEMBERS,
        "be an employer who employs their own workforce or an employee working in an operational capacity in their"
        " sector",
    ),
    _must(
        "member.uses_apprenticeships",
        MEMBERS,
        "be an employer who recruits apprentices or uses apprenticeships to skills train existing employees",
    ),
    _must("member.track_record", MEMBERS, "have track-record of professional achievement and success"),
    _must(
        "member.knowledge",
        MEMBERS,
        "have knowledge and experience of the day-to-day realities of working in their sector and the requirements of"
        " the occupational role",
    ),
    _must("member.future_skills", MEMBERS, "have a keen appreciation of current and future sector skills needs"),
    _must(
        "member.judgement",
        MEMBERS,
        "be able to influence and make judgements about the quality of skills training",
    ),
    _must(
        "member.inclusion", MEMBERS, "understand and be committed to the principles of equity, diversity and inclusion"
    ),
    _must("member.two_years", MEMBERS, "plan to serve on the group for at least two years"),
    _must(
        "member.holding_agreed",
        MEMBERS,
        "agree to your name, contact details and employer’s name being held on our trailblazer portal",
    ),
    _must(
        "member.employer_agreed",
        MEMBERS,
        "secure your employer’s agreement to your membership and to their name being published on the occupational"
        " standards webpage",
    ),
    _must("member.details", DETAILS, "employer members’ contact details"),
    _must("member.interests_declared", CONFLICTS, DECLARE),
)
CHAIR_RULES = (
    _must("chair.is_employer_member", CHAIR, "be an employer"),
    _must("chair.meets_member_rules", CHAIR, "meet the same requirements as employer members"),
    _must(
        "chair.confirmed_no_interest",
        CHAIR,
        "provide confirmation that they do not have a financial interest or hold a director or equivalent position in"
        " an organisation that may profit from the group’s apprenticeship",
    ),
    _must(
        "chair.no_disqualifying_interest",
        CHAIR,
        "provide confirmation that they do not have a financial interest or hold a director or equivalent position in"
        " an organisation that may profit from the group’s apprenticeship, including a training provider, EPAO and"
        " external quality assurance provider (EQAP)",
    ),
    _must(
        "chair.publication_agreed",
        CHAIR,
        "agree to contact details being published on the occupational standard’s webpage",
    ),
)
GROUP_RULES = (
    _must("group.no_fee", MEMBERSHIP, "not have an admission or membership fee", ALL),
    _must("group.chair_selected", MEMBERSHIP, "select a trailblazer chair or co-chairs", ALL),
    _must("group.chairs_eligible", CHAIR, "We allow co-chairs and both chairs must meet these requirements.", ALL),
    _must("group.members_eligible", MEMBERS, "Members of our trailblazer groups must:", ALL),
    _must("group.members_approved", MEMBERS, "Skills England approves trailblazer group membership.", FROM_PROPOSAL),
    _must("group.interests_declared", CONFLICTS, DECLARE, ALL),
    _must(
        "group.conflicts_managed",
        CONFLICTS,
        "You should declare anything that you think might be a conflict of interest to allow the group to take action.",
        FROM_PROPOSAL,
    ),
    _expected("group.size", MEMBERSHIP, REPRESENT),
    _expected("group.represents_size", MEMBERSHIP, REPRESENT),
    _expected("group.represents_sector", MEMBERSHIP, REPRESENT),
    _advised("group.represents_region", MEMBERSHIP, REPRESENT, ALL),
    _must(
        "group.occupation_experience",
        MEMBERSHIP,
        "include members who are currently working in the occupation or have recent experience of working in the"
        " occupation",
        ALL,
    ),
    _must(
        "group.capacity_confirmed",
        MEMBERSHIP,
        "have the capacity to complete the work to avoid potential delays in development or revision work",
        ALL,
    ),
    _must("group.drafting_responsibility", MEMBERSHIP, "take responsibility for drafting decisions", ALL),
    _must(
        "group.adviser_undertakings",
        ADVISERS,
        "The decision-making must rest with the employers and advisers must not use their involvement to promote any"
        " wider services provided by their organisation.",
        ALL,
    ),
    _must(
        "group.requested_members",
        MEMBERSHIP,
        "We may request that you add specific new members as a condition of agreeing your occupation proposal to"
        " develop an occupational standard.",
        (GateCode.AGREEMENT,),
    ),
    _must(
        "group.details_current",
        DETAILS,
        "You need to keep them up to date, by informing your product manager of any changes, both during the"
        " development process and after the occupational standard has been approved for delivery.",
        FROM_PROPOSAL,
    ),
    _must("group.proposal_agreed_by_employers", CHAIR, SUBMITTED_TOGETHER, (GateCode.PROPOSAL,)),
    _must("group.standard_agreed_by_employers", CHAIR, SUBMITTED_TOGETHER, AT_STANDARD),
    _must("group.revision_agreed_by_employers", CHAIR, SUBMITTED_TOGETHER, (GateCode.REVISION,)),
    _must("group.advice_training_providers", MEMBERSHIP, ADVICE, FROM_STANDARD),
    _must("group.advice_epaos", MEMBERSHIP, ADVICE, FROM_STANDARD),
    _must(
        "group.advice_sector_bodies",
        MEMBERSHIP,
        "seek advice and guidance from organisations with responsibility for defining skills standards in England for"
        " the industry",
        FROM_STANDARD,
    ),
    _must("group.advice_regulators", MEMBERSHIP, AWARDING, FROM_STANDARD),
    _must("group.advice_professional_bodies", MEMBERSHIP, AWARDING, FROM_STANDARD),
    _must(
        "group.advice_local_and_regional",
        MEMBERSHIP,
        "seek the advice and guidance from local authorities and regional bodies",
        FROM_STANDARD,
    ),
    _must(
        "group.advice_apprentices",
        MEMBERSHIP,
        "seek the views of apprentices currently on programme and/or who have completed the apprenticeship to inform"
        " any revision",
        (GateCode.REVISION,),
    ),
    _must(
        "group.epao_quote",
        ASSESSORS,
        "You need at least one quote from an EPAO for delivering the end-point assessment to inform our funding band"
        " recommendation for your apprenticeship.",
        AT_STANDARD,
    ),
    _must(
        "group.conflicts_checked",
        CONFLICTS,
        "The chair should keep a record of the declarations of interest and check for any declarations at each"
        " meeting.",
    ),
    _must(
        "group.work_plan",
        COMMITMENTS,
        "agree and commit to a development work plan, enabling your occupational standard and EPA plan to be published"
        " within agreed timescales once your occupation proposal has been agreed",
    ),
    _advised(
        "group.meets_regularly",
        COMMITMENTS,
        "aim to meet on a regular basis (in-person or remotely) during the development process",
    ),
    _advised(
        "group.competition_statement",
        COMPETITION,
        "you will need to take any steps which might be necessary to avoid anti-competitive activity",
    ),
    _advised(
        "group.advisers",
        ADVISERS,
        "We strongly advise that trailblazer groups include a range of stakeholders to inform the development of the"
        " occupational standard and EPA plan.",
    ),
    _advised("group.expertise", MEMBERS, "Employer members provide insight and expertise in 5 important areas:"),
)
RULES = MEMBER_RULES + CHAIR_RULES + GROUP_RULES
