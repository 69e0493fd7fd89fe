"""What can be said of a sample group; every group is complete but for what its plan says otherwise."""

from dataclasses import dataclass, field

from groups.enums import Outcome

Place = int | str  # an employer member by number (0 is the enquirer), "adviser0" and so on, or "facilitator"


@dataclass(frozen=True)
class Attempt:
    """The membership was submitted, and perhaps decided; days ago."""

    submitted: int
    decided: int | None = None
    outcome: Outcome | None = None
    reasons: str = ""


@dataclass(frozen=True)
class Ask:
    """A justification: `state` is waiting, accepted or declined."""

    rule: str
    reason: str
    state: str = "waiting"
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Days are counted back from today, or for an `old` group from the day its membership was approved.

    `missing` names what a person does not give: codes of statements and consents, details ("job_title", "size",
    "sector", "region", "employs"), "two_years", "declaration", and of a chair "confirmation" and "publication":
    withdrawn.
    `avoid` names sizes and sectors of which no member comes, and regions by their place among the group's six.
    `withdrew` and `left` say what ended a few days ago. `handled`, `changed` and `ended` name the interests with which
    that was done.
    """

    occupation: str
    trades: tuple[str, ...]
    sectors: str
    contact: int
    attempts: tuple[Attempt, ...] = ()
    old: bool = False
    members: int = 12
    later: int = 0
    renewed: int = 0
    chairs: tuple[int, ...] = (0,)
    answered: bool = True
    fee: bool | None = False
    capacity: bool = True
    drafting: bool = True
    apprenticeships: int = 1
    population: str = "whole"
    avoid: tuple[str | int, ...] = ()
    experienced: bool = True
    missing: dict[Place, str] = field(default_factory=dict)
    withdrew: dict[Place, str] = field(default_factory=dict)
    left: dict[Place, str] = field(default_factory=dict)
    interests: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    handled: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    advisers: tuple[str, ...] = ()
    is_advised_by_shared_adviser: bool = False  # the first adviser serves on every group of which this is said
    facilitator: bool = False
    invited_twice: Place | None = None  # where two groups say so, it is one person under two addresses
    invitations: str = ""
    advice: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    work_plan: str = ""  # proposed, agreed or moved
    queries: tuple[str, ...] = ()  # open, overdue, longer, answered, closed
    paper: str = ""  # how far the occupation proposal, or what follows it, is: see demo.papers
    accounts: dict[Place, str] = field(default_factory=dict)

    def is_missing(self, place: Place, what: str) -> bool:
        return what in self.missing.get(place, "").split()
