"""Who votes on a motion, what the votes come to, and whether it is carried: pure functions of what was recorded.

Voters are the employer members current on the day, in the meeting (by correspondence: all of them), less those whose
handled interest bars them and those who left for the item. Barred, absent and voters together are all employer members.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from math import ceil
from typing import Any

from meetings.enums import Choice, Result, Threshold, WhyAbsent, WhyUncounted


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer member on the motion's day; `away` is a WhyAbsent, or empty for who takes part."""

    person: int
    name: str
    organisation: str = ""
    away: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """The recorded handling that keeps a person from the vote: measure (conflicts.enums.Measure) and reason."""

    measure: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The vote of a person, who may have ceased to be a voter since; `recorded_by` names who wrote it down for them."""

    person: int
    name: str
    choice: str
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class Electorate:
    """The employer members of a day in three parts: nobody is in two of them, and nobody is left out."""

    voters: tuple[Employer, ...]
    barred: tuple[tuple[Employer, Bar], ...]
    absent: tuple[Employer, ...]

    @property
    def denominator(self) -> int:
        return len(self.voters)

    @property
    def voter_ids(self) -> frozenset[int]:
        return frozenset(voter.person for voter in self.voters)

    def bar_of(self, person: int) -> Bar | None:
        return next((bar for employer, bar in self.barred if employer.person == person), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes that count, and how many voters took part."""

    votes_for: int
    against: int
    abstained: int
    denominator: int
    took_part: int

    @property
    def cast(self) -> int:
        return self.votes_for + self.against + self.abstained


def electorate(employers: Iterable[Employer], bars: Mapping[int, Bar]) -> Electorate:
    """`employers`: the employer members current on the day, each once; `bars`: by the key of the person.

    Who is barred is told as barred also where they are absent. Bars of people who are no employer members say nothing.
    """
    members = sorted(employers, key=lambda employer: (employer.name.casefold(), employer.person))
    free = [member for member in members if member.person not in bars]
    return Electorate(
        voters=tuple(employer for employer in free if not employer.away),
        barred=tuple((member, bars[member.person]) for member in members if member.person in bars),
        absent=tuple(employer for employer in free if employer.away),
    )


def least_quorum(of: Electorate, share: float) -> int:
    """The smallest quorum that may be stated: that share of the employer members who may vote, rounded up, at least 1.

    Who did not come may vote, and so counts here; who is barred or left for the item does not.
    """
    away = [employer for employer in of.absent if employer.away != WhyAbsent.LEFT]
    return max(1, ceil(round(share * (of.denominator + len(away)), 6)))


def tally(of: Electorate, ballots: Iterable[Ballot], *, by_correspondence: bool) -> Tally:
    """Count the ballots of voters alone. In a meeting all voters take part, by correspondence those who vote."""
    choices = [ballot.choice for ballot in ballots if ballot.person in of.voter_ids]
    return Tally(
        votes_for=choices.count(Choice.FOR),
        against=choices.count(Choice.AGAINST),
        abstained=choices.count(Choice.ABSTAIN),
        denominator=of.denominator,
        took_part=len(choices) if by_correspondence else of.denominator,
    )


def recount(
    voters: Iterable[Mapping[str, Any]],
    *,
    without: Collection[int],
    absent: Collection[int],
    by_correspondence: bool,
    more: int = 0,
) -> Tally:
    """The count of a frozen result (its `voters`) without the votes of some people, and as if others had not come.

    `without`, `absent`: keys of people; `more`: voters in a meeting who were left out, and cast no vote. With none of
    them it is the count that was frozen.
    """
    there = [voter for voter in voters if voter["person"] not in absent]
    choices = [person["choice"] for person in there if person["choice"] and person["person"] not in without]
    return Tally(
        votes_for=choices.count(Choice.FOR),
        against=choices.count(Choice.AGAINST),
        abstained=choices.count(Choice.ABSTAIN),
        denominator=len(there) + more,
        took_part=len(choices) if by_correspondence else len(there) + more,
    )


def meets(threshold: str, count: Tally) -> bool:
    """Whether the votes reach the threshold; a motion without a vote for it never does, and a tie is no majority."""
    votes_for, against = count.votes_for, count.against
    reached = {
        Threshold.MAJORITY: votes_for > against,
        Threshold.TWO_THIRDS: 3 * votes_for >= 2 * (votes_for + against),
        Threshold.MAJORITY_OF_ALL: 2 * votes_for > count.denominator - count.abstained,
        Threshold.NOBODY_AGAINST: against == 0,
    }
    return votes_for > 0 and reached[Threshold(threshold)]


def decide(count: Tally, *, threshold: str, quorum: int) -> Result:
    """Carried where enough voters took part and the threshold is reached, else lost."""
    return Result.CARRIED if count.took_part >= quorum and meets(threshold, count) else Result.LOST


def all_voted(of: Electorate, ballots: Iterable[Ballot]) -> bool:
    """Whether no voter's vote is outstanding; false where there is no voter."""
    return bool(of.voters) and of.voter_ids <= {ballot.person for ballot in ballots}


def closed_result(of: Electorate, ballots: Iterable[Ballot], count: Tally, *, on: date, quorum: int) -> dict[str, Any]:
    """The result as data that stays when memberships, handlings and names change later.

    Keys: on (ISO date), employers, denominator, for, against, abstained, took_part, quorum_met, and lists of people
    (person, name, organisation): voters with their `choice` ("" where none was cast) and `recorded_by` (the name of who
    wrote it down for them, "" for their own), barred with `measure` and `reason`, absent with `away`, and uncounted
    votes (person, name, `why`).
    """
    ballots = list(ballots)
    cast = {ballot.person: {"choice": str(ballot.choice), "recorded_by": ballot.recorded_by} for ballot in ballots}
    none = {"choice": "", "recorded_by": ""}
    return {
        "on": on.isoformat(),
        "employers": len(of.voters) + len(of.barred) + len(of.absent),
        "denominator": count.denominator,
        "for": count.votes_for,
        "against": count.against,
        "abstained": count.abstained,
        "took_part": count.took_part,
        "quorum_met": count.took_part >= quorum,
        "voters": [_named(voter) | cast.get(voter.person, none) for voter in of.voters],
        "barred": [_named(employer) | asdict(bar) for employer, bar in of.barred],
        "absent": [_named(employer) | {"away": employer.away} for employer in of.absent],
        "uncounted": [_uncounted(ballot, of) for ballot in ballots if ballot.person not in of.voter_ids],
    }


def _named(employer: Employer) -> dict[str, Any]:
    return {"person": employer.person, "name": employer.name, "organisation": employer.organisation}


def _uncounted(ballot: Ballot, of: Electorate) -> dict[str, Any]:
    why = WhyUncounted.BARRED if of.bar_of(ballot.person) else WhyUncounted.NOT_A_VOTER
    return {"person": ballot.person, "name": ballot.name, "why": str(why)}
