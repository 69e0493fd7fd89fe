"""Votes counted against a slow second count that looks at one person at a time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.enums import Choice, Result, Threshold, WhyAbsent
from meetings.rules.voting import (
    Ballot,
    Bar,
    Employer,
    Tally,
    all_voted,
    closed_result,
    decide,
    electorate,
    least_quorum,
    meets,
    recount,
    tally,
)
from tests.meetings.slow import slow_count, slow_result

DAY = date(2026, 3, 3)
PEOPLE = st.integers(1, 12)
AWAY = st.sampled_from(["", "", *WhyAbsent.values])


@st.composite
def assemblies(draw):
    """Employer members, bars (also of others), and ballots in any order of anybody at all."""
    members = draw(st.lists(PEOPLE, unique=True, max_size=9))
    employers = [Employer(pk, f"Person {pk}", "Sample Ltd", draw(AWAY)) for pk in members]
    bars = {pk: Bar("no_vote", "Owns shares") for pk in draw(st.lists(PEOPLE, unique=True, max_size=4))}
    ballots = [
        Ballot(pk, f"Person {pk}", draw(st.sampled_from(Choice.values)))
        for pk in draw(st.lists(PEOPLE, unique=True, max_size=12))
    ]
    return employers, bars, ballots


@given(assemblies(), st.sampled_from(Threshold.values), st.integers(1, 9), st.booleans())
def test_result_equals_a_slow_count(assembly, threshold, quorum, by_correspondence):
    employers, bars, ballots = assembly
    slow = slow_count(employers, bars, ballots, by_correspondence=by_correspondence)

    count = tally(electorate(employers, bars), ballots, by_correspondence=by_correspondence)

    assert count == Tally(slow["for"], slow["against"], slow["abstain"], slow["may"], slow["took"])
    assert decide(count, threshold=threshold, quorum=quorum) == slow_result(slow, threshold, quorum)


@given(assemblies())
def test_voters_barred_and_absent_are_all_employer_members_each_once(assembly):
    employers, bars, _ = assembly
    found = electorate(employers, bars)

    everyone = [one.person for part in (found.voters, found.absent) for one in part]
    everyone += [one.person for one, _ in found.barred]
    assert sorted(everyone) == sorted(one.person for one in employers)
    assert not found.voter_ids & bars.keys()


@given(assemblies(), st.randoms())
def test_order_of_people_and_ballots_changes_nothing(assembly, random):
    employers, bars, ballots = assembly
    shuffled = random.sample(employers, len(employers)), random.sample(ballots, len(ballots))

    count = tally(electorate(employers, bars), ballots, by_correspondence=True)

    assert count == tally(electorate(shuffled[0], bars), shuffled[1], by_correspondence=True)


@given(assemblies())
def test_one_vote_against_less_never_loses_a_motion(assembly):
    employers, bars, ballots = assembly
    fewer = [Ballot(b.person, b.name, Choice.ABSTAIN) if b.choice == Choice.AGAINST else b for b in ballots]
    of = electorate(employers, bars)
    for threshold in Threshold.values:
        before, after = (tally(of, these, by_correspondence=True) for these in (ballots, fewer))
        assert meets(threshold, after) or not meets(threshold, before)


@given(assemblies(), st.integers(1, 9))
def test_frozen_result_tells_of_everybody(assembly, quorum):
    employers, bars, ballots = assembly
    of = electorate(employers, bars)
    count = tally(of, ballots, by_correspondence=True)

    frozen = closed_result(of, ballots, count, on=DAY, quorum=quorum)

    assert frozen["employers"] == len(employers) == sum(len(frozen[part]) for part in ("voters", "barred", "absent"))
    counted = [one["choice"] for one in frozen["voters"] if one["choice"]]
    assert len(counted) == frozen["for"] + frozen["against"] + frozen["abstained"]
    assert len(counted) + len(frozen["uncounted"]) == len(ballots)
    assert frozen["quorum_met"] == (len(counted) >= quorum)


@given(assemblies(), st.integers(1, 9), st.booleans(), st.sets(PEOPLE, max_size=4), st.sets(PEOPLE, max_size=4))
def test_count_without_some_equals_a_slow_count_of_the_others(assembly, quorum, by_post, without, absent):
    """Whose vote is contradicted is as if they had not voted; who was not there, as if they had sent apologies."""
    employers, bars, ballots = assembly
    of = electorate(employers, bars)
    frozen = closed_result(of, ballots, tally(of, ballots, by_correspondence=by_post), on=DAY, quorum=quorum)

    found = recount(frozen["voters"], without=without, absent=absent, by_correspondence=by_post)

    there = [Employer(e.person, e.name, e.organisation, "absent" if e.person in absent else e.away) for e in employers]
    rest = [ballot for ballot in ballots if ballot.person not in without]
    slow = slow_count(there, bars, rest, by_correspondence=by_post)
    assert found == Tally(slow["for"], slow["against"], slow["abstain"], slow["may"], slow["took"])
    same = recount(frozen["voters"], without=(), absent=(), by_correspondence=by_post)
    assert same == tally(of, ballots, by_correspondence=by_post)


@given(assemblies(), st.sampled_from([0.25, 0.5, 2 / 3, 1.0]))
def test_least_quorum_is_the_share_of_who_may_vote_rounded_up(assembly, share):
    employers, bars, _ = assembly
    may = [one for one in employers if one.person not in bars and one.away != "left"]
    found = least_quorum(electorate(employers, bars), share)
    assert found >= 1 and found + 1e-6 >= share * len(may)
    assert found == 1 or found - 1 < share * len(may)


# --- cases that people argue about -----------------------------------------------------------------------------------
def counted(votes_for, against, abstained=0, denominator=None):
    cast = votes_for + against + abstained
    return Tally(votes_for, against, abstained, denominator if denominator is not None else cast, cast)


@pytest.mark.parametrize(
    ("threshold", "count", "is_met"),
    [
        (Threshold.MAJORITY, counted(3, 3), False),  # a tie
        (Threshold.MAJORITY, counted(1, 0, 9), True),  # abstentions are not votes against
        (Threshold.MAJORITY, counted(0, 0, 5), False),
        (Threshold.TWO_THIRDS, counted(4, 2), True),
        (Threshold.TWO_THIRDS, counted(5, 3), False),
        (Threshold.MAJORITY_OF_ALL, counted(5, 0, 0, denominator=10), False),
        (Threshold.MAJORITY_OF_ALL, counted(5, 0, 1, denominator=10), True),
        (Threshold.NOBODY_AGAINST, counted(1, 0, 4), True),
        (Threshold.NOBODY_AGAINST, counted(9, 1), False),
        (Threshold.NOBODY_AGAINST, counted(0, 0), False),
    ],
)
def test_threshold(threshold, count, is_met):
    assert meets(threshold, count) == is_met


def test_quorum_is_lost_when_three_leave_the_room():
    room = [Employer(pk, str(pk), away="left" if pk > 3 else "") for pk in range(1, 7)]
    ballots = [Ballot(pk, str(pk), Choice.FOR) for pk in range(1, 4)]
    count = tally(electorate(room, {}), ballots, by_correspondence=False)

    assert (count.denominator, count.took_part) == (3, 3)
    assert decide(count, threshold=Threshold.MAJORITY, quorum=4) == Result.LOST
    assert decide(count, threshold=Threshold.MAJORITY, quorum=3) == Result.CARRIED


def test_who_is_barred_is_told_as_barred_also_when_absent():
    found = electorate([Employer(1, "Ada", away="apologies")], {1: Bar("step_down", "Directs a provider")})

    assert (found.denominator, found.absent) == (0, ())
    assert found.bar_of(1) == Bar("step_down", "Directs a provider")
    assert found.bar_of(2) is None


def test_all_voted_asks_voters_alone():
    of = electorate([Employer(1, "Ada"), Employer(2, "Bo"), Employer(3, "Cy")], {3: Bar("no_vote")})

    assert not all_voted(of, [Ballot(1, "Ada", Choice.FOR), Ballot(3, "Cy", Choice.FOR)])
    assert all_voted(of, [Ballot(1, "Ada", Choice.FOR), Ballot(2, "Bo", Choice.ABSTAIN)])
    assert not all_voted(electorate([], {}), [])
