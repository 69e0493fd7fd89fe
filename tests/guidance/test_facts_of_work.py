"""What counts as known on a day of a group's documents, advice, meetings and concerns."""

from datetime import date, timedelta

import pytest

from guidance.facts import ENGAGEMENT_BITS, EVIDENCE_BITS, facts_of
from occupations.models import Occupation
from tests.factories import GroupFactory
from tests.guidance.test_facts import known
from tests.oversight.sample import AFTER, BEFORE, ON, dossier, organisation

pytestmark = pytest.mark.django_db
TODAY = ON.isoformat()
FROM_TODAY = [(None, False), (BEFORE, True), (TODAY, True), (AFTER, False)]
INTEREST = {"nature": "other", "description": "A friend"}


def told(**parts):
    return dossier(1) | parts


@pytest.mark.parametrize(
    "handling, unhandled",
    [
        (None, True),
        ({"measure": "none", "recorded_on": TODAY}, False),
        ({"measure": "no_vote", "recorded_on": BEFORE}, False),
        ({"measure": "step_down", "recorded_on": AFTER}, True),
    ],
)
def test_handling_of_any_measure_counts_from_its_day(handling, unhandled):
    interests = [INTEREST | {"handling": handling}]
    found = known(told(declarations=[{"person": "p01", "declared_on": BEFORE, "interests": interests}]))
    assert found.unhandled == (found.people if unhandled else [])


@pytest.mark.parametrize(
    "declared_on, ended_on, counts",
    [(BEFORE, None, True), (TODAY, None, True), (AFTER, None, False), (BEFORE, TODAY, False), (BEFORE, AFTER, True)],
)
def test_only_current_interests_need_a_handling(declared_on, ended_on, counts):
    interests = [INTEREST | {"ended_on": ended_on}] * 2
    found = known(told(declarations=[{"person": "p01", "declared_on": declared_on, "interests": interests}]))
    assert len(found.unhandled) == counts


def test_interests_of_former_members_need_none():
    parts = dossier(1)
    parts["memberships"][0]["ended_on"] = TODAY
    parts["declarations"] = [{"person": "p01", "declared_on": BEFORE, "interests": [INTEREST]}]
    assert known(parts).unhandled == []


@pytest.mark.parametrize("name", ["regulated", "professional_status"])
@pytest.mark.parametrize("value", [True, False])
def test_occupation(name, value):
    parts = dossier(1)
    parts["group"]["occupation"][name] = value
    assert getattr(known(parts), name) is value


@pytest.mark.parametrize("name", ["regulated", "professional_status"])
def test_what_nobody_said_of_the_occupation_counts_as_in_a_dossier_without_it(name):
    group = GroupFactory(occupation__regulated=True, occupation__professional_status=True)
    Occupation.objects.update(**{name: None})
    other = "professional_status" if name == "regulated" else "regulated"
    found = facts_of(group.pk, ON)
    assert (getattr(found, name), getattr(found, other)) == (False, True)


@pytest.mark.parametrize(
    "requested_on, met_on, expected",
    [(AFTER, None, (0, 0)), (TODAY, None, (1, 0)), (BEFORE, AFTER, (1, 0)), (BEFORE, TODAY, (1, 1))],
)
def test_requested_members(requested_on, met_on, expected):
    row = {"description": "A small employer", "requested_on": requested_on, "met_on": met_on}
    found = known(told(requested_members=[row]))
    assert (found.requested_members, found.requested_members_met) == expected


@pytest.mark.parametrize("kind", list(ENGAGEMENT_BITS))
@pytest.mark.parametrize("day, counts", FROM_TODAY[1:])
def test_engagements(kind, day, counts):
    assert known(told(engagements=[{"kind": kind, "held_on": day}])).engagements == ENGAGEMENT_BITS[kind] * counts


def test_submissions_come_in_their_order():
    kinds = ["proposal", "standard", "proposal", "epa_plan", "revision"]
    assert known(told(submissions=[{"kind": kind} for kind in kinds])).submissions == kinds


@pytest.mark.parametrize("column", ["agreed_by_employers_on", "submitted_on"])
@pytest.mark.parametrize("day, counts", FROM_TODAY)
def test_events_of_a_submission(column, day, counts):
    found = known(told(submissions=[{"kind": "proposal", column: day}]))
    assert getattr(found, f"submissions_{column.removesuffix('_on')}") == [counts]


@pytest.mark.parametrize(
    "day, outcome, agreed_on",
    [
        (TODAY, "agreed", ON),
        (AFTER, "agreed", None),
        (TODAY, "returned", None),
        (TODAY, "declined", None),
        (None, "agreed", None),
        (TODAY, None, None),
    ],
)
def test_agreement_of_a_submission(day, outcome, agreed_on):
    found = known(told(submissions=[{"kind": "proposal", "decided_on": day, "outcome": outcome}]))
    assert found.submissions_agreed_on == [agreed_on]


@pytest.mark.parametrize("day, counts", FROM_TODAY[1:])
def test_work_plan_counts_from_its_agreement(day, counts):
    plan = {"agreed_on": day, "standard_due_on": "2026-09-01"}
    assert known(dossier(1, work_plan=plan)).plan_due_on == (date(2026, 9, 1) if counts else None)


@pytest.mark.parametrize("day, counts", FROM_TODAY[1:])
@pytest.mark.parametrize(
    "changes, assesses",
    [
        ({"kind": "epao"}, True),
        ({"delivers": ["training", "epa"]}, True),
        ({"kind": "eqap", "delivers": ["eqa"]}, False),
        ({"kind": "training_provider"}, False),
    ],
)
def test_quotes_of_organisations_that_assess(day, counts, changes, assesses):
    parts = told(evidence={"epao_quotes": [{"organisation": "q", "received_on": day}]})
    parts["organisations"].append(organisation("q", **changes))
    assert known(parts).quotes == (counts and assesses)


@pytest.mark.parametrize("name", list(EVIDENCE_BITS))
@pytest.mark.parametrize("day, counts", FROM_TODAY)
def test_evidence(name, day, counts):
    assert known(told(evidence={f"{name}_on": day})).evidence == EVIDENCE_BITS[name] * counts


def test_no_evidence():
    found = known(told(evidence={}, submissions=[], meetings=[]))
    assert (found.evidence, found.quotes, found.submissions, found.last_meeting_on) == (0, 0, [], None)


@pytest.mark.parametrize("age, counts", [(-1, False), (0, True), (365, True), (366, False)])
def test_meetings_of_the_last_365_days(age, counts):
    day = (ON - timedelta(days=age)).isoformat()
    found = known(told(meetings=[{"held_on": day}, {"held_on": day, "declarations_checked": True}]))
    assert (found.meetings_this_year, found.meetings_unchecked) == ((2, 1) if counts else (0, 0))


def test_newest_meeting():
    meetings = [
        {"held_on": TODAY, "competition_statement": True},
        {"held_on": AFTER},
        {"held_on": BEFORE},
    ]
    found = known(told(meetings=meetings))
    assert (found.last_meeting_on, found.last_meeting_competition) == (ON, True)
    again = known(told(meetings=[*meetings, {"held_on": TODAY}], group=dossier(1, reference="TB9002")["group"],
                       people=[], memberships=[], chairs=[], declarations=[]))  # fmt: skip
    assert (again.last_meeting_on, again.last_meeting_competition) == (ON, False)


@pytest.mark.parametrize(
    "opened_on, closed_on, is_open",
    [(TODAY, None, True), (AFTER, None, False), (BEFORE, TODAY, False), (BEFORE, AFTER, True)],
)
def test_open_concerns(opened_on, closed_on, is_open):
    concern = {"kind": "quality", "reason": "Two occupations in one", "opened_on": opened_on, "closed_on": closed_on}
    assert known(dossier(1, concerns=[concern] * 2)).concerns == ["quality"] * is_open


@pytest.mark.parametrize(
    "accepted_on, until, holds",
    [(None, AFTER, False), (TODAY, TODAY, True), (AFTER, AFTER, False), (BEFORE, BEFORE, False)],
)
def test_mitigations_that_hold(accepted_on, until, holds):
    told = {"risk": "risk.proposal_late", "reason": "Illness", "accepted_on": accepted_on, "until": until}
    assert known(dossier(1, mitigations=[told] * 2)).mitigations == ["risk.proposal_late"] * holds


@pytest.mark.parametrize("day", [None, BEFORE, AFTER])
def test_ends_that_are_known(day):
    parts = dossier(1)
    parts["memberships"][0]["ended_on"] = day
    assert known(parts).ended_on == ([] if day == BEFORE else [day and date.fromisoformat(day)])
