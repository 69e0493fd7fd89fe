"""What goes on in the groups of `benchmarks.whole`: chairs, interests, meetings, advice, submissions."""

from benchmarks.rows import array, insert, nth
from benchmarks.shape import GROUP, KEY, MEMBER, REGIONS, SECTORS, SIZES, employer
from conflicts.models import Declaration, Handling, Interest
from groups.models import Concern, EmployerPopulation, Justification, PopulationShare, WorkPlan
from guidance.vocabulary import CATEGORIES, Dimension, EngagementKind
from meetings.models import Meeting
from members.models import ChairAppointment, Engagement, RequestedMember
from oversight.models import Mitigation
from proposals.models import EpaoQuote, FundingEvidence, Submission


def fill(new: str) -> None:
    """For the groups that the condition names."""
    for part in (_populations, _chairs, _declarations, _meetings, _judged, _submissions):
        part(new)


def _populations(new: str) -> None:
    """A quarter of the employers in each of four sizes, sectors and regions."""
    insert(
        EmployerPopulation,
        f"{GROUP} WHERE {new}",
        id="g.id",
        group_id="g.id",
        source="'Bench survey'",
        recorded_on="current_date - 300",
    )
    for dimension, names in zip(CATEGORIES, (SIZES, SECTORS, REGIONS), strict=True):
        insert(
            PopulationShare,
            f"{GROUP}, unnest({array(names)}) c WHERE {new}",
            population_id="g.id",
            dimension=f"'{Dimension(dimension).value}'",
            category="c",
            share="0.25",
        )


def _chairs(new: str) -> None:
    """One chair a group; a second one in a third of them."""
    insert(
        ChairAppointment,
        f"{GROUP}, generate_series(0, 1) j WHERE {new} AND (j = 0 OR mod(g.id, 3) = 0) ORDER BY g.id",
        group_id="g.id",
        person_id=KEY,
        started_on="current_date - 30",
        confirmed_no_interest_on="current_date - 20",
        publication_agreed_on="current_date - 20",
    )


def _declarations(new: str) -> None:
    """A declaration a member; one in seven holds an interest, of which most are handled."""
    insert(
        Declaration,
        f"{MEMBER} WHERE {new} ORDER BY g.id, j",
        id=KEY,
        group_id="g.id",
        person_id=KEY,
        declared_on=f"current_date - 5 - mod({KEY}, 380)",
    )
    held = f"{MEMBER} WHERE {new} AND mod({KEY}, 7) = 0"
    insert(
        Interest,
        held,
        id=KEY,
        declaration_id=KEY,
        nature=nth(["financial", "directorship", "personal"], KEY),
        organisation_id=employer(KEY, step=13),
        description="'Bench'",
        by_employment="mod(j, 2) = 0",
    )
    insert(
        Handling,
        f"{held} AND mod({KEY}, 35) > 0",
        interest_id=KEY,
        measure="'no_vote'",
        recorded_on="current_date - 2",
    )


def _meetings(new: str) -> None:
    """Four meetings and four pieces of advice each; members asked for in some."""
    source = f"{GROUP}, generate_series(0, 3) j WHERE {new} ORDER BY g.id"
    insert(
        Meeting,
        source,
        group_id="g.id",
        held_on="current_date - mod(g.id, 60) - j * 80",
        declarations_checked="mod(g.id + j, 9) > 0",
        competition_statement="TRUE",
    )
    insert(
        Engagement,
        source,
        group_id="g.id",
        kind=nth([str(kind) for kind in EngagementKind], "g.id + j"),
        held_on="current_date - mod(g.id, 90)",
    )
    insert(
        RequestedMember,
        f"{GROUP} WHERE {new} AND mod(g.id, 6) = 0",
        group_id="g.id",
        description="'Bench'",
        requested_on="current_date - 40",
        met_on="CASE WHEN mod(g.id, 4) = 0 THEN current_date - 10 END",
    )


def _judged(new: str) -> None:
    """Concerns, justifications and mitigations of a few."""
    insert(
        Concern,
        f"{GROUP} WHERE {new} AND mod(g.id, 50) = 0",
        group_id="g.id",
        kind="'quality'",
        reason="'Bench'",
        opened_on="current_date - 9",
    )
    insert(
        Justification,
        f"{GROUP} WHERE {new} AND mod(g.id, 10) = 0",
        group_id="g.id",
        rule="'group.represents_region'",
        reason="'Bench'",
        accepted_on="current_date - 9",
    )
    insert(
        Mitigation,
        f"{GROUP} WHERE {new} AND mod(g.id, 25) = 0",
        group_id="g.id",
        risk="'risk.proposal_late'",
        reason="'Bench'",
        until="current_date + 30",
        accepted_on="current_date - 9",
    )


def _submissions(new: str) -> None:
    """A third has a proposal in, half of these agreed, with a work plan and funding evidence on its way."""
    insert(
        Submission,
        f"{GROUP} WHERE {new} AND mod(g.id, 3) > 0",
        group_id="g.id",
        kind="'proposal'",
        agreed_by_employers_on="current_date - 50",
        submitted_on="CASE WHEN mod(g.id, 3) = 2 THEN current_date - 40 END",
        decided_on="CASE WHEN mod(g.id, 6) = 5 THEN current_date - 20 END",
        outcome="CASE WHEN mod(g.id, 6) = 5 THEN 'agreed' ELSE '' END",
    )
    agreed = f"{GROUP} WHERE {new} AND mod(g.id, 6) = 5"
    insert(
        WorkPlan,
        agreed,
        group_id="g.id",
        standard_due_on="current_date + mod(g.id, 300)",
        agreed_on="current_date - 10",
    )
    insert(FundingEvidence, agreed, id="g.id", group_id="g.id", delivery_methods_on="current_date - 5")
    insert(
        EpaoQuote,
        agreed,
        evidence_id="g.id",
        organisation_id=employer("g.id", step=40),
        received_on="current_date - 3",
    )
