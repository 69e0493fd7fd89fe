"""What the schema allows loads: texts of any length, numbers of any size, files of many megabytes."""

import json

import pytest

from groups.models import Group
from oversight.dossier import DossierError, export, load_aside, load_into
from oversight.dossier.reading import LARGEST_FILE, parse, read
from oversight.dossier.schema import SCHEMA
from tests.oversight.sample import dossier, membership

pytestmark = pytest.mark.django_db
LONG = "A long text with many words. " * 400
# texts that the schema states no form for, by the path of the list or object that they stand in
FREE = {
    "group": ["name"],
    "group.population": ["source"],
    "group.occupation": ["title"],
    "group.justifications.0": ["reason"],
    "group.mitigations.0": ["reason"],
    "group.concerns.0": ["reason"],
    "organisations.0": ["name"],
    "people.0": ["name", "phone"],
    "memberships.0": ["job_title", "job_description"],
    "memberships.0.statements.0": ["code"],
    "memberships.0.consents.0": ["code"],
    "declarations.0.interests.0": ["description"],
    "declarations.0.interests.0.handling": ["reason"],
    "engagements.0": ["summary"],
    "requested_members.0": ["description"],
}
IDS = {
    *("id", "person", "organisation", "user", "cover", "leaving", "successor", "mentor", "owner", "subject"),
    *("asked_by", "raised_by", "recommended_by"),
}


def full():
    """A dossier with every list and every text."""
    told = dossier(
        1,
        justifications=[{"rule": "group." + "x" * 5_000, "reason": "x", "accepted_on": None}],
        mitigations=[{"risk": "risk." + "x" * 5_000, "reason": "x", "until": "2026-05-01", "accepted_on": None}],
        concerns=[{"kind": "quality", "reason": "x", "opened_on": "2026-01-01"}],
        apprenticeship_count=2**63 - 1,
    )
    handling = {"measure": "none", "recorded_on": "2026-01-01", "reason": "x"}
    told["declarations"][0]["interests"] = [{"nature": "other", "description": "x", "handling": handling}]
    told["requested_members"] = [{"description": "x", "requested_on": "2026-01-01"}]
    told["engagements"] = [{"kind": "other", "held_on": "2026-01-01", "summary": "x"}]
    told["evidence"]["epao_quotes"][0]["amount"] = 1.5e300
    return told


def part_of(told, path):
    for step in path.split("."):
        told = told[int(step) if step.isdigit() else step]
    return told


def long_everywhere():
    told = full()
    for path, names in FREE.items():
        part_of(told, path).update(dict.fromkeys(names, LONG))
    return told


def test_every_text_without_a_form_is_meant():
    """A text that comes new into the schema must be added above."""
    schema = json.loads(SCHEMA.read_text())
    free = {name for name, part in _properties(schema) if _is_free(part)} - IDS
    assert free == {name for names in FREE.values() for name in names} | {"route", "reference"}


def _properties(schema):
    if isinstance(schema, dict):
        yield from (schema.get("properties") or {}).items()
        for part in schema.values():
            yield from _properties(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _properties(part)


def _is_free(part):
    return "string" in part.get("type", []) and not {"pattern", "format", "enum"} & part.keys()


def test_long_texts_and_large_numbers_go_in_and_come_out():
    told = parse(json.dumps(long_everywhere()).encode())
    group = load_into(told).group

    exported = export(Group.objects.get(pk=group.pk))
    for path, names in FREE.items():
        assert {part_of(exported, path)[name] for name in names} == {LONG}
    assert exported["group"]["apprenticeship_count"] == 2**63 - 1
    assert exported["evidence"]["epao_quotes"][0]["amount"] == 1.5e300
    assert len(exported["group"]["justifications"][0]["rule"]) == 5_006
    assert load_aside(told).group.name == LONG


@pytest.mark.parametrize("share", [1 / 3, 0.1, 0, 1, 0.00012345678901234])
@pytest.mark.parametrize("amount", [0.125, 950, 12.5, 10**15, 10**40 + 1, None])
def test_numbers_keep_their_digits(share, amount):
    told = dossier(1, population={"source": "x", "size": {"small": share}})
    told["evidence"]["epao_quotes"][0]["amount"] = amount
    exported = export(load_into(told).group)
    assert exported["group"]["population"]["size"] == {"small": share}
    assert exported["evidence"]["epao_quotes"][0]["amount"] == amount


def test_file_of_twelve_megabytes(tmp_path):
    told = dossier(10)
    for row in told["memberships"]:
        row["job_description"] = "x" * 1_250_000
    path = tmp_path / "large.json"
    path.write_text(json.dumps(told))
    assert 12 * 10**6 < path.stat().st_size < LARGEST_FILE

    group = load_aside(read(path)).group
    assert {len(row.job_description) for row in group.memberships.all()} == {1_250_000}


def test_many_rows():
    told = dossier(1)
    told["memberships"] = [membership("p01", "o01", started_on="2025-01-01", ended_on="2025-01-01")] * 3_000
    assert load_aside(parse(json.dumps(told).encode())).group.memberships.count() == 3_000


@pytest.mark.parametrize("name", ["route", "reference"])
def test_what_must_be_unique_has_an_end(name):
    """An index holds it, so it cannot be endless; `assess` needs no index."""
    told = dossier(1)
    told["group"]["occupation"][name] = "é" * 501
    with pytest.raises(DossierError, match=rf"^\$\.group\.occupation\.{name}: expected at most 500 characters"):
        load_into(told)
    assert load_aside(told).group.pk
    told["group"]["occupation"][name] = "é" * 500
    assert load_into(told).group.pk
