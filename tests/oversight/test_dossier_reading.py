"""A dossier that is wrong is refused whole, with the path and what was expected."""

import json
from pathlib import Path

import pytest

from oversight.dossier import DossierError, read
from oversight.dossier.reading import LARGEST_FILE, parse
from oversight.dossier.schema import SCHEMA
from tests.oversight.sample import dossier, membership

DESIGN = Path(__file__).parents[3] / "shared" / "design" / "next" / "dossier.schema.json"


def refused(told):
    with pytest.raises(DossierError) as caught:
        parse(json.dumps(told).encode())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def at(told, path, value):
    """The dossier with one value put at a path such as group.occupation.level or people.0.id."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part = told
    for step in way:
        part = part[step]
    part[last] = value
    return told


def test_sample_is_right():
    told = dossier()
    assert parse(json.dumps(told).encode()) == told


def test_schema_is_the_designs():
    if not DESIGN.exists():
        pytest.skip("the design is not beside this checkout")
    assert json.loads(SCHEMA.read_text()) == json.loads(DESIGN.read_text())


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "$: expected JSON"),
        (b"{", "line 1, column 2"),
        (b"\xff\xfe", "$: expected UTF-8 text"),
        (b'{"format": NaN}', "NaN is no number"),
        (b"[" * 100_000, "$: expected JSON"),
        (b"[]", "$: expected object, found []"),
        (b"{}", "$.format: expected, but it is missing"),
    ],
)
def test_no_dossier(content, words):
    with pytest.raises(DossierError) as caught:
        parse(content)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "path, value, words",
    [
        ("format", "dossier/2", '$.format: expected "trailblazer-dossier/1", found "dossier/2"'),
        ("group.reference", "TB1", "$.group.reference: expected text of the form ^[A-Z]{2}[0-9]{4,6}$"),
        ("group.reference", "TB0001\n", "$.group.reference: expected text of the form"),
        ("group.occupation.level", 9, "$.group.occupation.level: expected maximum 8, found 9"),
        ("group.occupation.level", True, "$.group.occupation.level: expected integer, found true"),
        ("group.first_contact_on", "2025-02-29", "$.group.first_contact_on: expected a date such as 2025-06-02"),
        ("group.first_contact_on", "20250201", "$.group.first_contact_on: expected a date"),
        ("group.first_contact_on", None, "$.group.first_contact_on: expected string, found null"),
        ("group.colour", "red", "$.group.colour: not expected here"),
        ("group.work_plan", {"agreed_on": "2025-01-01"}, "$.group.work_plan.standard_due_on: expected, but"),
        ("group.population.size", {"huge": 1}, "$.group.population.size"),
        ("people.1.email", "nobody", "$.people[1].email: expected an email address"),
        ("people.0.name", "", "$.people[0].name: expected text that is not empty"),
        ("organisations.0.size", "huge", '$.organisations[0].size: expected one of "micro"'),
        ("memberships.0.expertise", ["competence"] * 2, "$.memberships[0].expertise: expected each value once"),
        ("people.1.id", "p01", "$.people[1].id: expected an id of its own, found 'p01' again"),
        ("organisations.1.id", "o01", "$.organisations[1].id: expected an id of its own"),
        ("memberships.0.person", "p99", "$.memberships[0].person: expected an id that stands in the file"),
        ("memberships.0.organisation", "o99", "$.memberships[0].organisation: expected an id"),
        ("chairs.0.person", "p99", "$.chairs[0].person"),
        ("declarations.0.person", "p99", "$.declarations[0].person"),
        ("engagements.0.organisation", "o99", "$.engagements[0].organisation"),
        ("evidence.epao_quotes.0.organisation", "o99", "$.evidence.epao_quotes[0].organisation"),
        ("memberships.0.ended_on", "2025-11-30", "$.memberships[0].ended_on: expected 2025-12-01 or later"),
        ("memberships.0.statements.0.withdrawn_on", "2025-11-30", "$.memberships[0].statements[0].withdrawn_on"),
        ("memberships.0.consents.0.withdrawn_on", "2025-11-30", "$.memberships[0].consents[0].withdrawn_on"),
        ("chairs.0.ended_on", "2025-11-30", "$.chairs[0].ended_on"),
        ("chairs.0.publication_withdrawn_on", "2025-11-30", "$.chairs[0].publication_withdrawn_on"),
        ("people.0.name", "a\x00b", "$.people[0].name: expected text without NUL"),
        ("people.0.name", "\ud800", "$.people[0].name: expected text without NUL"),
        ("people.0.email", f"{'x' * 60}@{'y' * 60}.{'z' * 60}.{'y' * 60}.{'x' * 60}.org", "expected an email address"),
        ("group.apprenticeship_count", 2**63, "$.group.apprenticeship_count: expected at most 9223372036854775807"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(path, value, words):
    assert words in refused(at(dossier(2), path, value))


def test_interests_refer_and_end_after_their_declaration():
    interest = {"nature": "other", "description": "A friend"}
    told = at(dossier(1), "declarations.0.interests", [interest | {"organisation": "o99"}])
    assert "$.declarations[0].interests[0].organisation" in refused(told)
    told = at(dossier(1), "declarations.0.interests", [interest | {"ended_on": "2025-11-30"}])
    assert "$.declarations[0].interests[0].ended_on" in refused(told)


def test_concern_closes_after_it_opens():
    concern = {"kind": "quality", "reason": "x", "opened_on": "2026-01-02", "closed_on": "2026-01-01"}
    assert "$.group.concerns[0].closed_on" in refused(dossier(1, concerns=[concern]))


@pytest.mark.parametrize(
    "first, second, is_wrong",
    [
        ({}, {}, True),
        ({"ended_on": "2026-01-01"}, {"started_on": "2026-01-01"}, False),
        ({"ended_on": "2026-01-02"}, {"started_on": "2026-01-01"}, True),
        ({"started_on": "2026-01-01"}, {"started_on": "2025-12-01"}, True),
        ({"approval": "declined"}, {}, False),
        ({"ended_on": "2025-12-01"}, {}, False),  # a membership of no day
    ],
)
def test_one_current_membership_of_a_person(first, second, is_wrong):
    told = dossier(1)
    told["memberships"] = [membership("p01", "o01", **first), membership("p01", "o01", **second)]
    if is_wrong:
        assert "expected one current membership of a person at a time" in refused(told)
    else:
        assert parse(json.dumps(told).encode()) == told


def test_first_of_many_errors_is_told():
    told = dossier(1)
    told["meetings"] = [{}] * 100_000
    assert refused(told) == "$.meetings[0].held_on: expected, but it is missing"


def test_file_that_is_too_large_or_not_there(tmp_path):
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(DossierError, match="at most 32 MB"):
        read(large)
    with pytest.raises(DossierError, match="cannot be read"):
        read(tmp_path / "none.json")
