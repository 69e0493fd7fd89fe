"""What counts as known on a day of a group's documents, advice, meetings and concerns."""

from datetime import UTC, date, datetime, timedelta

import pytest

from guidance.documents import DAYS
from guidance.facts import ENGAGEMENT_BITS, EVIDENCE_BITS, single_group
from occupations.models import Occupation
from tests.factories import GroupFactory, MembershipSubmissionFactory
from tests.guidance.test_facts import known
from tests.oversight.sample import AFTER, BEFORE, ON, dossier, organisation

pytestmark = pytest.mark.django_db
TODAY = ON.isoformat()
DAY = timedelta(days=1)
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
    found = single_group(group.pk, ON)
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


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize("day", [None, BEFORE, AFTER])
def test_days_of_a_submission_come_as_they_are(name, day):
    found = known(told(submissions=[{"kind": "proposal", "outcome": "returned", name: day}]))
    assert found.submission_outcomes == ["returned"]
    assert found.submission_days == [[day and date.fromisoformat(day) if one == name else None for one in DAYS]]


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
    assert found.meeting_unchecked_on == (ON - timedelta(days=age) if counts else None)


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
    later = concern | {"opened_on": max(opened_on, TODAY)}
    found = known(dossier(1, concerns=[later, concern]))
    assert found.concerns == ["quality"] * is_open
    assert found.concerns_opened_on == [date.fromisoformat(opened_on)] * is_open


@pytest.mark.parametrize(
    "accepted_on, until, counts",
    [(None, AFTER, False), (TODAY, TODAY, True), (AFTER, AFTER, False), (BEFORE, BEFORE, True)],
)
def test_mitigations_that_were_accepted(accepted_on, until, counts):
    told = {"risk": "risk.proposal_late", "reason": "Illness", "accepted_on": accepted_on, "until": until}
    found = known(dossier(1, mitigations=[told] * 2))
    assert found.mitigations == ["risk.proposal_late"] * 2 * counts
    assert found.mitigations_accepted_on == [accepted_on and date.fromisoformat(accepted_on)] * 2 * counts
    assert found.mitigations_until == [date.fromisoformat(until)] * 2 * counts


def plan(agreed_on, due_on, ended_on=None):
    return {"agreed_on": agreed_on, "standard_due_on": due_on, "ended_on": ended_on}


@pytest.mark.parametrize(
    "plans, agreed_on, due_on, ended_on",
    [
        ([plan(BEFORE, "2026-09-01"), plan(TODAY, "2026-10-01")], ON, "2026-10-01", None),
        ([plan(TODAY, "2026-09-01"), plan(BEFORE, "2026-10-01")], ON, "2026-09-01", None),
        ([plan(TODAY, "2026-09-01"), plan(TODAY, "2026-10-01")], ON, "2026-10-01", None),  # the later in the order
        ([plan(TODAY, "2026-09-01"), plan(AFTER, "2026-10-01")], ON, "2026-09-01", None),
        ([plan(BEFORE, "2026-09-01", AFTER)], ON - DAY, "2026-09-01", None),
        ([plan(BEFORE, "2026-09-01", TODAY)], None, None, ON),
        ([plan(BEFORE, "2026-09-01"), plan(TODAY, "2026-10-01", TODAY)], ON - DAY, "2026-09-01", ON),
        ([plan(None, "2026-09-01", TODAY)], None, None, None),  # proposed, never in force
        ([plan(BEFORE, None)], ON - DAY, None, None),
    ],
)
def test_the_plan_in_force_is_the_one_agreed_last_that_did_not_end(plans, agreed_on, due_on, ended_on):
    found = known(dossier(1, work_plans=plans))
    due = due_on and date.fromisoformat(due_on)
    assert (found.plan_agreed_on, found.plan_due_on, found.plan_ended_on) == (agreed_on, due, ended_on)


@pytest.mark.parametrize("struck_on, asked", [(None, 1), (BEFORE, 0), (TODAY, 0), (AFTER, 1)])
def test_a_member_who_is_struck_is_asked_for_no_more(struck_on, asked):
    row = {"description": "A small employer", "requested_on": BEFORE, "met_on": TODAY, "struck_on": struck_on}
    found = known(told(requested_members=[row]))
    assert (found.requested_members, found.requested_members_met) == (asked, asked)


@pytest.mark.parametrize(
    "changes, left_on",
    [
        ({"ended_on": TODAY}, ON),
        ({"ended_on": BEFORE}, ON - DAY),
        ({"ended_on": AFTER}, None),
        ({"ended_on": TODAY, "approval": "declined"}, None),
        ({"ended_on": TODAY, "kind": "adviser"}, None),
    ],
)
def test_the_last_day_on_which_an_employer_left(changes, left_on):
    parts = dossier(2)
    parts["memberships"][0] |= changes
    parts["memberships"][1]["ended_on"] = AFTER
    assert known(parts).employer_left_on == left_on


@pytest.mark.parametrize(
    "submitted, decided, outcome, became",
    [
        (0, None, "", "submitted"),
        (1, None, "", "returned"),  # the one before
        (-9, 0, "returned", "returned"),
        (-9, 1, "approved", "submitted"),
        (-9, -1, "approved", "approved"),
    ],
)
def test_what_became_of_the_last_membership_submitted(submitted, decided, outcome, became):
    group = GroupFactory()
    assert single_group(group.pk, ON).membership_submission == ""
    noon = datetime(ON.year, ON.month, ON.day, 12, tzinfo=UTC)
    MembershipSubmissionFactory(group=group, submitted_at=noon - 99 * DAY, decided=True, decided_at=noon - 90 * DAY)
    assert single_group(group.pk, ON).membership_submission == "returned"
    more = {} if decided is None else {"decided": True, "decided_at": noon + decided * DAY, "outcome": outcome}
    MembershipSubmissionFactory(group=group, submitted_at=noon + submitted * DAY, **more)
    assert single_group(group.pk, ON).membership_submission == became


@pytest.mark.parametrize("day", [None, BEFORE, AFTER])
def test_ends_that_are_known(day):
    parts = dossier(1)
    parts["memberships"][0]["ended_on"] = day
    assert known(parts).ended_on == ([] if day == BEFORE else [day and date.fromisoformat(day)])
