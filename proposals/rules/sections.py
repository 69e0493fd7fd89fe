"""What each kind of submission says, section by section, with the sentence of guidance that asks for it."""

from typing import NamedTuple

from guidance.vocabulary import SubmissionKind
from proposals.enums import AssessmentModel

MAPS = "Institute for Apprenticeships, consultation on the occupational maps (December 2017)"
GROUPS_2023 = "IfATE, trailblazer groups (November 2023)"
GROUPS_2025 = "Skills England, group of persons (June 2025)"
LONG, SHORT = 12_000, 200  # characters


class Section(NamedTuple):
    """`sentence` is the guidance's own, `document` where it stands; with `choices` the answers are fixed."""

    key: str
    title: str
    question: str
    sentence: str
    document: str
    hint: str = ""
    is_short: bool = False
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def most(self) -> int:
        """The longest answer, in characters."""
        return SHORT if self.is_short else LONG


LEVELS = tuple((str(level), f"Level {level}") for level in range(2, 9))

PROPOSAL = (
    Section(
        "title",
        "Title of the occupation",
        "What is the occupation called?",
        "the maps show ‘occupations’ not qualifications or jobs",
        MAPS,
        is_short=True,
    ),
    Section(
        "level",
        "Level",
        "What level is the occupation?",
        "What level is the occupation thought to be at?",
        MAPS,
        choices=LEVELS,
    ),
    Section(
        "job_titles",
        "Typical job titles",
        "Which jobs make up the occupation?",
        "An occupation is defined as a “set of jobs whose main tasks and duties are characterised by a high degree of"
        " similarity”.",
        MAPS,
        "One job title on each line",
    ),
    Section(
        "duties",
        "Main tasks and duties",
        "What do people in the occupation do?",
        "What are the key Knowledge Skills and Behaviours (KSBs)? Which other occupations share similar KSBs?",
        MAPS,
        "Duties first, then the key knowledge, skills and behaviours",
    ),
    Section(
        "training",
        "Why it needs an apprenticeship",
        "Why does the occupation need substantial training?",
        "Is it a skilled occupation that requires a significant training component?",
        MAPS,
        "Say how long somebody new to the work trains before they are competent",
    ),
    Section(
        "demand",
        "Demand from employers",
        "Who will take on apprentices, and how many?",
        "Is it a recognised stand-alone occupation with clear demand in the labour market? Is there evidence of this?",
        MAPS,
        "Give numbers for each year, and where they come from",
    ),
    Section(
        "workplaces",
        "Range of employers and workplaces",
        "Where is the occupation performed?",
        "Can it be performed at a range of employers and workplaces (e.g. it is not employer-specific)?",
        MAPS,
    ),
    Section(
        "overlap",
        "Overlap with other occupations",
        "Which occupations and standards does it overlap with?",
        "Is it unique – does it overlap with other occupations?",
        MAPS,
    ),
    Section(
        "links",
        "Links and progression",
        "Which occupations lead to it, and where does it lead?",
        "Is it linked to any other occupations shown on the maps (e.g. other occupations at a higher or lower level?)",
        MAPS,
    ),
    Section(
        "requirements",
        "Regulation and professional recognition",
        "Which requirements of law or of professional bodies apply?",
        "Are there any mandatory professional qualifications or other mandatory requirements which might link the"
        " occupation to a specific route?",
        MAPS,
        "Write “None” where there are none",
    ),
    Section(
        "entry",
        "Entry to the occupation",
        "How do people enter the occupation, and what could keep them out?",
        "are there any age restrictions linked to the occupation that would prevent this (e.g. a requirement to hold a"
        " driving licence)?",
        MAPS,
    ),
    Section(
        "support",
        "Support from employers",
        "How do employers beyond the group support this proposal?",
        "work inclusively and collaborate with other employers or trailblazer groups",
        GROUPS_2025,
        "Say whom you asked, and who disagreed",
    ),
)
_SUMMARY = Section(
    "summary",
    "Summary",
    "What should the employers and the regulator know about this document?",
    "ensure the group collectively agree to submitted documents and evidence",
    GROUPS_2025,
    "For example whom you consulted, and where the group was of several minds",
)
_MODEL = Section(
    "assessment_model",
    "Kind of plan",
    "Which kind of plan is it?",
    "In February 2025, the Government announced reforms to apprenticeship assessment and published a new set of"
    " assessment principles.",
    GROUPS_2025,
    choices=tuple((value, str(label)) for value, label in AssessmentModel.choices),
)
_CHANGES = Section(
    "changes",
    "What changes, and why",
    "What changes, and why?",
    "seek the views of apprentices currently on programme and/or who have completed the apprenticeship to inform any"
    " revision",
    GROUPS_2023,
    "Say what apprentices told you",
)

SECTIONS: dict[str, tuple[Section, ...]] = {
    SubmissionKind.PROPOSAL: PROPOSAL,
    SubmissionKind.STANDARD: (_SUMMARY,),
    SubmissionKind.EPA_PLAN: (_MODEL, _SUMMARY),
    SubmissionKind.REVISION: (_CHANGES,),
}
NEEDS_DOCUMENT = {SubmissionKind.STANDARD, SubmissionKind.EPA_PLAN, SubmissionKind.REVISION}


def sections_of(kind: str) -> tuple[Section, ...]:
    return SECTIONS[kind]


def section_called(kind: str, key: str) -> Section | None:
    return next((section for section in sections_of(kind) if section.key == key), None)


def shown(section: Section, text: str) -> str:
    """The answer as people read it."""
    return dict(section.choices).get(text, text)
