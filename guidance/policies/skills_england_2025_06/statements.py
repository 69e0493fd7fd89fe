"""What people state and agree to, in the words of 2 June 2025."""

from datetime import date

from guidance.policies.skills_england_2025_06.rules import DOCUMENT
from guidance.statements import EMPLOYER_AGREES_HINT, C, Item, S, Wording

STATEMENTS = Wording(
    version="skills-england-2025-06",
    in_force_from=date(2025, 6, 2),
    document=DOCUMENT,
    heading="The role of members",
    members=(
        Item(S.OWN_WORKFORCE, "be an employer who employs their own workforce", "This one or the next is enough."),
        Item(S.OPERATIONAL_ROLE, "be an employee working in an operational capacity in their sector"),
        Item(
            S.USES_APPRENTICESHIPS,
            "be an employer who recruits apprentices or uses apprenticeships to skills train existing employees",
        ),
        Item(S.TRACK_RECORD, "have track-record of professional achievement and success"),
        Item(
            S.KNOWLEDGE,
            "have knowledge and experience of the day-to-day realities of working in their sector and the requirements"
            " of the occupational role",
        ),
        Item(S.FUTURE_SKILLS, "have a keen appreciation of current and future sector skills needs"),
        Item(S.JUDGEMENT, "be able to influence and make judgements about the quality of skills training"),
        Item(S.INCLUSION, "understand and be committed to the principles of equity, diversity and inclusion"),
    ),
    adviser_heading="Non-employer advisers",
    undertaking=Item(
        S.NO_PROMOTION,
        "not use their involvement to promote any wider services provided by their organisation",
    ),
    held=Item(
        C.DETAILS_HELD,
        "agree to your name, contact details and employer’s name being held on our trailblazer portal",
        "The portal cannot keep you as a member without this.",
    ),
    employer=(
        Item(C.EMPLOYER_AGREES_MEMBERSHIP, "secure your employer’s agreement to your membership", EMPLOYER_AGREES_HINT),
        Item(
            C.EMPLOYER_NAME_PUBLISHED,
            "secure your employer’s agreement to their name being published on the occupational standards webpage",
        ),
    ),
    conflicts_heading="Conflicts of interest",
    conflicts=(
        "You should declare anything that you think might be a conflict of interest to allow the group to take action."
        " This is a very important part of the transparency and integrity of the process.",
        "A declaration does not prevent your involvement with the trailblazer group. It might mean that you do not"
        " vote on some aspects or leave the meeting for a part of the discussion.",
    ),
    chair_heading="The role of the chair",
    chair_interest=(
        "provide confirmation that they do not have a financial interest or hold a director or equivalent position in"
        " an organisation that may profit from the group’s apprenticeship, including a training provider, EPAO and"
        " external quality assurance provider (EQAP)"
    ),
    chair_publication="agree to contact details being published on the occupational standard’s webpage",
    service="plan to serve on the group for at least two years",
)
