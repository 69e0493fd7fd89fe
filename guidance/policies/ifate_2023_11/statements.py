"""What people state and agree to, in the words of 1 November 2023."""

from datetime import date

from guidance.policies.ifate_2023_11.rules import DOCUMENT
from guidance.statements import EMPLOYER_AGREES_HINT, C, Item, S, Wording

STATEMENTS = Wording(
    version="ifate-2023-11",
    in_force_from=date(2023, 11, 1),
    document=DOCUMENT,
    heading="Trailblazer group requirements",
    members=(
        Item(
            S.OWN_WORKFORCE,
            "belong to “a group of employers […] reflective of those who employ people in the occupation”",
            "You are an employer with your own workforce, or you work for one.",
        ),
        Item(
            S.OPERATIONAL_ROLE,
            "be “currently working in the occupation and/or […] have recent experience of working in the occupation”",
            "You work in an operational role in your sector.",
        ),
        Item(
            S.USES_APPRENTICESHIPS,
            "work for an organisation which employs apprentices in the occupation",
        ),
        Item(
            S.INTENDS_APPRENTICES,
            "work for an organisation which intends to employ apprentices in the occupation",
        ),
    ),
    adviser_heading="Non-employers invited to advise a trailblazer group",
    undertaking=Item(
        S.NO_PROMOTION,
        "not use their involvement with the Trailblazer to promote any wider services provided by their organisation",
    ),
    held=Item(
        C.DETAILS_HELD,
        "agree to your name, contact details and employer’s name being held on IfATE's trailblazer portal",
        "The portal cannot keep you as a member without this.",
    ),
    employer=(
        Item(C.EMPLOYER_AGREES_MEMBERSHIP, "secure your employer’s agreement to your membership", EMPLOYER_AGREES_HINT),
        Item(
            C.EMPLOYER_NAME_PUBLISHED,
            "secure your employer’s agreement to their name being published on the apprenticeship’s webpage",
        ),
    ),
    conflicts_heading="Actual or potential conflicts of interest",
    conflicts=(
        "It is always better to declare something that may be a conflict than to not declare. This allows the group to"
        " be aware of potential conflict and to act.",
        "A declaration does not prevent your involvement with the Trailblazer group. It might mean that you do not"
        " ‘vote’ on some aspects or even leave the meeting for a part of the discussion.",
    ),
    chair_heading="As the trailblazer group chair, you must",
    chair_interest=(
        "not have a financial interest or hold a director (or equivalent) position in an organisation that may profit"
        " from the group’s apprenticeship. This includes a training provider, EPAO and external quality assurance"
        " provider (EQAP). A chair may have a financial interest by virtue of their employment in an organisation that"
        " employs individuals in the occupation"
    ),
    chair_publication="agree to your contact details being published on your apprenticeship standard’s webpage",
    service="plan to serve on the group for at least two years",
)
