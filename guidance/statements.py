"""The shape of a version's words: what is asked of each kind of member, and of a chair."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from guidance.vocabulary import ConsentCode, MembershipKind, StatementCode

S, C = StatementCode, ConsentCode


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick: its code, the guidance's words, and what it means where the words alone do not say it."""

    code: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One version's words, in force from a day on. `version` is the code of the policy that brought them, and a row of
    the ledger keeps it: new words ask again, and the old ones stay. `document` and the headings say where the words
    stand."""

    version: str
    in_force_from: date
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

    def item(self, code: str) -> Item | None:
        """The words for that code; None where this version does not ask for it."""
        every = (*self.members, self.undertaking, self.held, *self.employer, MAILINGS)
        return next((item for item in every if item.code == code), None)

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

# What a person says of the employer, or agrees to in its name: asked again when the employer changes.
OF_THE_EMPLOYER = frozenset(
    {
        *(S.OWN_WORKFORCE, S.OPERATIONAL_ROLE),
        *(S.USES_APPRENTICESHIPS, S.INTENDS_APPRENTICES),
        *(C.EMPLOYER_AGREES_MEMBERSHIP, C.EMPLOYER_NAME_PUBLISHED),
    }
)
