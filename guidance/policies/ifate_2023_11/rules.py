"""What the Institute’s guidance of 1 November 2023 asks for, in its own words."""

from guidance.policies import ALL, FROM_PROPOSAL, NO_GATE, Rule, Source
from guidance.vocabulary import GateCode, Severity

DOCUMENT = "Trailblazer groups (Institute for Apprenticeships and Technical Education, 1 November 2023)"
REQUIREMENTS = "2. Trailblazer group requirements"
ADVISERS = "Non-employers invited to advise a trailblazer group"
CONFLICTS = "Actual or potential conflicts of interest"
DETAILS = "Confirming your trailblazer group’s details"
COMPETITION = "Avoiding anti-competitive activity"
EXPECT = "What we expect from trailblazer groups"
PROVIDERS = "Engaging training providers"
ASSESSORS = "Engaging end-point assessment organisations"
SUBMITTED_TOGETHER = "ensure the group’s collective agreement to submitted documents and evidence"
ADVICE = (
    "seek advice and guidance from training providers and end-point assessment organisations (EPAOs), although all"
    " drafting decisions remain the sole responsibility of the employer members"
)
AWARDING = (
    "seek advice and guidance from regulators and professional bodies that award professional status for the"
    " occupation where appropriate"
)
AT_STANDARD = (GateCode.STANDARD,)
FROM_STANDARD = (GateCode.STANDARD, GateCode.REVISION)
DECLARE = "Trailblazer groups members, or individuals who support the group, must declare any conflict of interest."
REPRESENT = (
    "as a collective represent the types of employers likely to use the apprenticeship."
    " For example, sector, size, and geographical spread. Typically, this requires 10 to 20 employers"
)
CAPACITY = (
    "have the capacity to complete the work. We would not usually expect any one group to develop more than five"
    " apprenticeships."
)
SMALL = (
    "be a group of employers recognised by IfATE and reflective of those who employ people in the occupation,"
    " including small employers"
)


def _must(code: str, heading: str, sentence: str, gates: tuple[GateCode, ...] = NO_GATE) -> Rule:
    return Rule(code, Severity.MUST, gates, Source(DOCUMENT, heading, sentence))


def _expected(code: str, heading: str, sentence: str) -> Rule:
    return Rule(code, Severity.EXPECTED, ALL, Source(DOCUMENT, heading, sentence))


def _advised(code: str, heading: str, sentence: str) -> Rule:
    return Rule(code, Severity.ADVISED, NO_GATE, Source(DOCUMENT, heading, sentence))


MEMBER_RULES = (
    _must("member.is_employer", REQUIREMENTS, SMALL),
    _must(
        "member.uses_apprenticeships",
        REQUIREMENTS,
        "work for an organisation which employs or intends to employ apprentices in the occupation",
    ),
    _must("member.two_years", REQUIREMENTS, "plan to serve on the group for at least two years"),
    _must(
        "member.holding_agreed",
        REQUIREMENTS,
        "agree to your name, contact details and employer’s name being held on IfATE's trailblazer portal",
    ),
    _must(
        "member.employer_agreed",
        REQUIREMENTS,
        "secure your employer’s agreement to your membership and to their name being published on the"
        " apprenticeship’s webpage.",
    ),
    _must(
        "member.details",
        DETAILS,
        "The information that you are required to provide in relation to each contact is their email address, name,"
        " and job title along their organisation’s name, type, main business activity, size and head office location.",
    ),
    _must("member.interests_declared", CONFLICTS, DECLARE),
)
CHAIR_RULES = (
    _must("chair.is_employer_member", REQUIREMENTS, "meet the same requirements as employer members"),
    _must("chair.meets_member_rules", REQUIREMENTS, "meet the same requirements as employer members"),
    _must("chair.confirmed_no_interest", REQUIREMENTS, "confirm that you meet the above requirement"),
    _must(
        "chair.no_disqualifying_interest",
        REQUIREMENTS,
        "not have a financial interest or hold a director (or equivalent) position in an organisation that may profit"
        " from the group’s apprenticeship. This includes a training provider, EPAO and external quality assurance"
        " provider (EQAP). A chair may have a financial interest by virtue of their employment in an organisation that"
        " employs individuals in the occupation",
    ),
    _must(
        "chair.publication_agreed",
        REQUIREMENTS,
        "agree to your contact details being published on your apprenticeship standard’s webpage.",
    ),
)
GROUP_RULES = (
    _must("group.no_fee", REQUIREMENTS, "not have an admission or membership fee", ALL),
    _must("group.chair_selected", REQUIREMENTS, "select a trailblazer chair (or co-chairs)", ALL),
    _must("group.chairs_eligible", REQUIREMENTS, "We allow co-chairs; both must meet these requirements.", ALL),
    _must("group.members_eligible", REQUIREMENTS, "As a trailblazer employer member, you must:", ALL),
    _must(
        "group.members_approved", REQUIREMENTS, "We need to approve your trailblazer group membership.", FROM_PROPOSAL
    ),
    _must("group.interests_declared", CONFLICTS, DECLARE, ALL),
    _must(
        "group.conflicts_managed",
        CONFLICTS,
        "This allows the group to be aware of potential conflict and to act.",
        FROM_PROPOSAL,
    ),
    _expected("group.size", REQUIREMENTS, REPRESENT),
    _must("group.small_employers", REQUIREMENTS, SMALL, ALL),
    _expected("group.represents_size", REQUIREMENTS, REPRESENT),
    _expected("group.represents_sector", REQUIREMENTS, REPRESENT),
    _expected("group.represents_region", REQUIREMENTS, REPRESENT),
    _must(
        "group.occupation_experience",
        REQUIREMENTS,
        "include members who are currently working in the occupation and/or who have recent experience of working in"
        " the occupation",
        ALL,
    ),
    _must("group.capacity_confirmed", REQUIREMENTS, "have the capacity to complete the work.", ALL),
    _expected("group.capacity_limit", REQUIREMENTS, CAPACITY),
    _must(
        "group.drafting_responsibility",
        REQUIREMENTS,
        "all drafting decisions remain the sole responsibility of the employer members",
        ALL,
    ),
    _must(
        "group.adviser_undertakings",
        ADVISERS,
        "We welcome the involvement of any such organisation as long as decision making continues to rest with the"
        " employers, and the facilitator does not use their involvement with the Trailblazer to promote any wider"
        " services provided by their organisation.",
        ALL,
    ),
    _must(
        "group.requested_members",
        REQUIREMENTS,
        "we may request that you add specific new members as a condition of agreeing your occupation proposal to"
        " develop an apprenticeship.",
        (GateCode.AGREEMENT,),
    ),
    _must(
        "group.details_current",
        DETAILS,
        "You need to keep them up to date, both during the development process and after the apprenticeship has been"
        " approved for delivery.",
        FROM_PROPOSAL,
    ),
    _must("group.proposal_agreed_by_employers", REQUIREMENTS, SUBMITTED_TOGETHER, (GateCode.PROPOSAL,)),
    _must("group.standard_agreed_by_employers", REQUIREMENTS, SUBMITTED_TOGETHER, AT_STANDARD),
    _must("group.revision_agreed_by_employers", REQUIREMENTS, SUBMITTED_TOGETHER, (GateCode.REVISION,)),
    _must("group.advice_training_providers", REQUIREMENTS, ADVICE, FROM_STANDARD),
    _must("group.advice_epaos", REQUIREMENTS, ADVICE, FROM_STANDARD),
    _must(
        "group.advice_sector_bodies",
        REQUIREMENTS,
        "seek advice and guidance from organisations with responsibility for defining skills standards in England and"
        " the wider UK for your industry",
        FROM_STANDARD,
    ),
    _must("group.advice_regulators", REQUIREMENTS, AWARDING, FROM_STANDARD),
    _must("group.advice_professional_bodies", REQUIREMENTS, AWARDING, FROM_STANDARD),
    _must(
        "group.advice_apprentices",
        REQUIREMENTS,
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
        "group.training_delivery_evidence",
        PROVIDERS,
        "You must provide us with typical training delivery information to inform our funding band recommendation for"
        " your apprenticeship. This includes information and evidence related to: typical delivery methods, necessary"
        " consumable costs, and mandatory qualification fees.",
        AT_STANDARD,
    ),
    _must(
        "group.epao_in_principle",
        ASSESSORS,
        "will not fund apprentices to start on a new apprenticeship until an EPAO has given an ‘in principle’"
        " commitment to deliver the EPA",
        AT_STANDARD,
    ),
    _must("group.conflicts_checked", CONFLICTS, "They should check for further declarations at each meeting."),
    _must(
        "group.work_plan",
        EXPECT,
        "agree and commit to an apprenticeship development work plan, enabling your occupational standard and end-point"
        " assessment (EPA) plan to be published within nine months of your occupation proposal being agreed",
    ),
    _advised(
        "group.meets_regularly",
        EXPECT,
        "aim to meet on a regular basis (face-to-face or virtually) during the development process",
    ),
    _advised(
        "group.competition_statement",
        COMPETITION,
        "the trailblazer will need to take any steps which might be necessary to avoid anti-competitive activity.",
    ),
    _advised(
        "group.advisers",
        ADVISERS,
        "Non-employers may include apprentices or representatives of training providers, EPAOs, EQAPs, professional"
        " body(s), and regulator(s).",
    ),
    _advised(
        "group.expertise",
        REQUIREMENTS,
        "Membership is based on an individual’s expertise, rather than as a representative of their organisation.",
    ),
)
RULES = MEMBER_RULES + CHAIR_RULES + GROUP_RULES
