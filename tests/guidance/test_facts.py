"""What counts as known on a day; each boundary the day before, on it and after."""

from datetime import date

import pytest
from django.db import connection

from guidance.assessment import assess
from guidance.facts import CONSENT_BITS, DETAIL_BITS, INTEREST_BITS, STATEMENT_BITS, every_group, single_group
from members.models import ChairAppointment, Membership
from tests.oversight.dossier import load
from tests.oversight.sample import AFTER, BEFORE, ON, dossier, membership

pytestmark = pytest.mark.django_db
TODAY = ON.isoformat()


def known(told, on=ON):
    return single_group(load(told).group.pk, on)


def test_sample_meets_everything():
    result = assess(load(dossier()).group.pk, ON)
    assert [(one.rule, one.subject) for one in result.exceptions] == [("group.advisers", None)]


@pytest.mark.parametrize(
    "changes, served",
    [
        ({"started_on": BEFORE}, True),
        ({"started_on": TODAY}, True),
        ({"started_on": AFTER}, False),
        ({"ended_on": BEFORE}, False),
        ({"ended_on": TODAY}, False),  # the first day no longer served
        ({"ended_on": AFTER}, True),
        ({"approval": "declined"}, False),
        ({"approval": "draft"}, True),
    ],
)
def test_current_members(changes, served):
    told = dossier(1)
    told["memberships"][0] |= changes
    assert len(known(told).people) == served


@pytest.mark.parametrize(
    "entry, stands",
    [
        ({"given_on": TODAY}, True),
        ({"given_on": AFTER}, False),
        ({"given_on": BEFORE, "withdrawn_on": AFTER}, True),
        ({"given_on": BEFORE, "withdrawn_on": TODAY}, False),
        ({"given_on": BEFORE, "withdrawn_on": BEFORE}, False),
    ],
)
@pytest.mark.parametrize(
    "ledger, code, values",
    [("statements", "knowledge", STATEMENT_BITS), ("consents", "details_held", CONSENT_BITS)],
)
def test_ledgers(entry, stands, ledger, code, values):
    told = dossier(1)
    told["memberships"][0][ledger] = [{"code": code} | entry]
    assert getattr(known(told), ledger) == [values[code] * stands]


def test_given_again_after_a_withdrawal_stands():
    told = dossier(1)
    told["memberships"][0]["statements"] = [
        {"code": "knowledge", "given_on": "2025-12-01", "withdrawn_on": "2026-01-01"},
        {"code": "knowledge", "given_on": "2026-02-01"},
    ]
    group = load(told).group
    assert single_group(group.pk, ON).statements == [STATEMENT_BITS["knowledge"]]
    assert single_group(group.pk, date(2026, 1, 15)).statements == [0]  # in between


def test_member_who_returns_states_anew_and_keeps_declarations():
    told = dossier(1)
    told["memberships"] = [
        membership("p01", "o01", ended_on="2026-01-01"),
        membership("p01", "o01", started_on="2026-02-01", statements=[]),
    ]
    found = known(told)
    assert (found.started_on, found.statements, found.declared_on) == (
        [date(2026, 2, 1)],
        [0],
        [date(2025, 12, 1)],
    )


def test_person_changes_employer_on_one_day():
    told = dossier(2)
    told["people"] = told["people"][:1]
    told["declarations"] = []
    told["memberships"] = [
        membership("p01", "o01", ended_on=TODAY),
        membership("p01", "o02", started_on=TODAY, kind="adviser"),
    ]
    assert known(told).kinds == ["adviser"]


@pytest.mark.parametrize(
    "days, newest",
    [
        ([], None),
        ([BEFORE, TODAY], ON),
        ([BEFORE, AFTER], date.fromisoformat(BEFORE)),
        ([AFTER], None),
    ],
)
def test_newest_declaration(days, newest):
    told = dossier(1)
    told["declarations"] = [{"person": "p01", "declared_on": day, "interests": []} for day in days]
    assert known(told).declared_on == [newest]


@pytest.mark.parametrize(
    "column, fact",
    [
        ("capacity_confirmed_on", "capacity_confirmed"),
        ("drafting_responsibility_confirmed_on", "drafting_responsibility_confirmed"),
    ],
)
@pytest.mark.parametrize("day, expected", [(None, False), (BEFORE, True), (TODAY, True), (AFTER, False)])
def test_events_of_the_group(column, fact, day, expected):
    assert getattr(known(dossier(1, **{column: day})), fact) is expected


@pytest.mark.parametrize("name", ["details_confirmed_on", "membership_approved_on", "support_withdrawn_on"])
@pytest.mark.parametrize("day, expected", [(None, None), (TODAY, ON), (AFTER, None)])
def test_days_of_the_group(name, day, expected):
    assert getattr(known(dossier(1, **{name: day})), name) == expected


@pytest.mark.parametrize("day, counts", [(None, False), (BEFORE, True), (TODAY, True), (AFTER, False)])
def test_justification_counts_from_its_acceptance(day, counts):
    asked = {"rule": "group.size", "reason": "A small sector", "accepted_on": day}
    assert known(dossier(1, justifications=[asked])).justified_rules == (["group.size"] if counts else [])


@pytest.mark.parametrize(
    "changes, confirmed, published",
    [
        ({}, True, True),
        ({"confirmed_no_interest_on": None}, False, True),
        ({"confirmed_no_interest_on": TODAY}, True, True),
        ({"confirmed_no_interest_on": AFTER}, False, True),
        ({"publication_agreed_on": AFTER}, True, False),
        ({"publication_withdrawn_on": TODAY}, True, False),
        ({"publication_withdrawn_on": AFTER}, True, True),
    ],
)
def test_chair(changes, confirmed, published):
    told = dossier(1)
    told["chairs"][0] |= changes
    found = known(told)
    assert (found.chairs_confirmed, found.chairs_published) == ([confirmed], [published])


@pytest.mark.parametrize(
    "changes, count", [({"ended_on": TODAY}, 0), ({"started_on": AFTER}, 0), ({"ended_on": AFTER}, 1)]
)
def test_current_chairs(changes, count):
    told = dossier(1)
    told["chairs"][0] |= changes
    assert len(known(told).chairs) == count


DELIVERS = {"delivers": ["epa"]}


@pytest.mark.parametrize(
    "interest, employer, expected",
    [
        ({"nature": "financial"}, {}, "financial organisation employs"),
        ({"nature": "financial"}, DELIVERS, "financial organisation delivers employs"),
        ({"nature": "directorship"}, {"kind": "eqap"}, "directorship organisation delivers employs"),
        ({"nature": "directorship"}, {"kind": "training_provider"}, "directorship organisation delivers employs"),
        ({"nature": "other"}, {"kind": "sector_body", "employs_in_occupation": False}, "organisation"),
        ({"nature": "other"}, {"kind": "sector_body", "employs_in_occupation": None}, "organisation"),
        ({"nature": "financial", "by_employment": True}, {"may_profit": True},
         "financial by_employment organisation may_profit employs"),
        ({"nature": "financial", "organisation": None}, {}, "financial"),
        ({"nature": "financial", "ended_on": AFTER}, {}, "financial organisation employs"),
        ({"nature": "financial", "ended_on": TODAY}, {}, None),
    ],
)  # fmt: skip
def test_interests_of_chairs(interest, employer, expected):
    told = dossier(2)
    told["organisations"][0] |= employer
    declared = {"organisation": "o01", "description": "Shares"} | interest
    told["declarations"] = [
        {"person": "p01", "declared_on": "2025-12-01", "interests": [declared]},
        {"person": "p01", "declared_on": TODAY, "interests": []},  # a nil declaration ends no interest
        {"person": "p01", "declared_on": AFTER, "interests": [declared]},
        {"person": "p02", "declared_on": TODAY, "interests": [declared]},  # no chair
    ]
    flags = [] if expected is None else [sum(INTEREST_BITS[name] for name in expected.split())]
    assert known(told).interests == flags


@pytest.mark.parametrize(
    "owner, field, detail",
    [
        ("people", "email", "email"),
        ("memberships", "job_title", "job_title"),
        ("organisations", "sector", "sector"),
        ("organisations", "size", "size"),
        ("organisations", "region", "region"),
    ],
)
def test_missing_details(owner, field, detail):
    told = dossier(1)
    told[owner][0][field] = None
    assert known(told).details == [sum(DETAIL_BITS.values()) - DETAIL_BITS[detail]]


def test_group_of_nobody():
    found = known({"format": "trailblazer-dossier/1", "group": dossier()["group"] | {"population": None}})
    assert (found.people, found.chairs, found.population_shares, found.interests) == ([], [], [], [])


def test_no_such_group():
    assert single_group(0, ON) is None


def test_other_groups_people_and_declarations_stay_out():
    first, second = dossier(1), dossier(1, reference="TB9002")
    second["people"][0]["email"] = "other@example.org"
    second["organisations"][0]["size"] = "large"
    one, other = load(first).group, load(second).group
    assert single_group(one.pk, ON).people != single_group(other.pk, ON).people
    assert single_group(other.pk, ON).sizes == ["large"]


def test_what_a_person_declared_to_another_group_counts_there_only():
    told = dossier(1)
    interest = {"nature": "financial", "organisation": "o01", "description": "Shares"}
    told["declarations"][0]["interests"] = [interest]
    served = load(told).group.memberships.get()
    other = load({"format": told["format"], "group": told["group"] | {"reference": "TB9002"}}).group
    Membership.objects.create(
        group=other, person=served.person, organisation=served.organisation, started_on=date(2026, 1, 1)
    )
    ChairAppointment.objects.create(group=other, person=served.person, started_on=date(2026, 1, 1))

    found = single_group(other.pk, ON)
    assert (found.people, found.chairs) == ([served.person_id], [served.person_id])
    assert (found.declared_on, found.interests, found.statements) == ([None], [], [0])
    assert len(single_group(served.group_id, ON).interests) == 1


# --- many groups -----------------------------------------------------------------------------------------------------
@pytest.fixture
def three():
    made = []
    for number in range(3):
        told = dossier(number + 1, reference=f"TB900{number}")
        for row in told["people"]:
            row["email"] = f"{number}{row['email']}"
        made.append(load(told).group.pk)
    return made


def test_all_ranges_and_keys_give_the_same_records_in_order(three):
    single = [single_group(pk, ON) for pk in three]
    assert list(every_group(on=ON)) == single
    assert list(every_group(range(three[0], three[2]), on=ON)) == single[:2]
    assert list(every_group([three[2], three[0]], on=ON)) == [single[0], single[2]]
    assert list(every_group([], on=ON)) == []


@pytest.mark.django_db(transaction=True)
def test_reading_goes_on_while_others_write_and_leaves_no_cursor(three):
    seen = []
    for record in every_group(on=ON):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE groups_group SET name = 'Renamed' WHERE id = %s", [record.group])
        seen.append(record.group)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors")
        assert (seen, cursor.fetchone()[0]) == (three, 0)


@pytest.mark.django_db(transaction=True)
def test_reading_that_is_left_half_way_leaves_no_cursor(three):
    reading = every_group(on=ON)
    next(reading)
    reading.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors")
        assert cursor.fetchone()[0] == 0
