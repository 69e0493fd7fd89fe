"""What people state and agree to, in the guidance's own words, for each published version of the guidance.

The words are data: each row of the ledger keeps the version (`Wording.version`) under which it was given.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from members.enums import ConsentCode, MembershipKind, StatementCode

S, C = StatementCode, ConsentCode


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick: its code, the guidance's words, and what it means where the words alone do not say it."""

    code: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One version's words. `version` is the policy's code; `document` and `headings` say where they stand."""

    version: str
    document: str
    heading: str
    members: tuple[Item, ...]
    adviser_heading: str
    undertaking: Item
    held: Item
    employer: tuple[Item, ...]
    conflicts_heading: str
    conflicts: tuple[str, ...]
    chair_heading: str
    chair_interest: str
    chair_publication: str
    service: str

    def statements(self, kind: str) -> tuple[Item, ...]:
        """What a person of that kind of membership is asked to state."""
        return self.members if kind == MembershipKind.EMPLOYER else (self.undertaking,)

    def lacking(self, kind: str, given: Collection[str]) -> list[Item]:
        """What is asked of that kind of membership and is not among the codes given, nor needed beside them."""
        asked = (*self.statements(kind), *self.consents(kind))
        return [item for item in asked if item.code not in given and not self.is_replaced(kind, item.code, given)]

    def is_replaced(self, kind: str, code: str, given: Collection[str]) -> bool:
        """Whether another statement that was given does instead of this one."""
        codes = {item.code for item in self.statements(kind)}
        return any(code in either and (either - {code}) & codes & set(given) for either in EITHER)

    def consents(self, kind: str, *, is_chair: bool = False) -> tuple[Item, ...]:
        """What the person is asked to agree to, one by one; wider mailings go to chairs and facilitators only."""
        asked = (self.held, *(self.employer if kind == MembershipKind.EMPLOYER else ()))
        return (*asked, MAILINGS) if is_chair or kind == MembershipKind.FACILITATOR else asked


EITHER = (  # one of each is enough
    frozenset({S.OWN_WORKFORCE, S.OPERATIONAL_ROLE}),
    frozenset({S.USES_APPRENTICESHIPS, S.INTENDS_APPRENTICES}),
)
MAILINGS = Item(
    C.WIDER_MAILINGS,
    "be sent wider ranging information about the apprenticeship programme and other technical education products",
    "This is for chairs and facilitators only. You can leave it, or withdraw it later.",
)
EMPLOYER_AGREES_HINT = "Ask your employer before you tick this."

INSTITUTE_2023 = Wording(
    version="ifate-2023-11",
    document="Trailblazer groups (Institute for Apprenticeships and Technical Education, 1 November 2023)",
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

SKILLS_ENGLAND_2025 = Wording(
    version="skills-england-2025-06",
    document="Group of Persons (Trailblazer groups) (Skills England, 2 June 2025)",
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

WORDINGS = {wording.version: wording for wording in (INSTITUTE_2023, SKILLS_ENGLAND_2025)}


def wording_of(version: str) -> Wording:
    """The words of that version of the guidance (a policy's code). Raises KeyError for one that has no words here."""
    return WORDINGS[version]
