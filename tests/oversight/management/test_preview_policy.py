"""preview_policy: the documented JSON, and one line for what is wrong."""

import json
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, OperationalError, ProgrammingError

from oversight.management.commands import preview_policy
from tests.oversight.dossier import load
from tests.oversight.sample import dossier

pytestmark = pytest.mark.django_db


def run(*args, **options):
    out = StringIO()
    call_command("preview_policy", *args, stdout=out, **options)
    return out.getvalue()


def refused(*args, **options):
    with pytest.raises(CommandError) as caught:
        run(*args, **options)
    assert "\n" not in str(caught.value)
    return caught.value


def losing(reference="TB9001"):
    told = dossier(10, reference=reference)
    for row in told["memberships"]:
        row["organisation"] = "o01"
    return load(told).group


def test_what_would_change(monkeypatch):
    monkeypatch.setattr(preview_policy, "STEP", 2)
    groups = [losing(f"TB900{number}") for number in range(3)]
    load(dossier(10))
    text = run("ifate-2023-11", as_of="2026-03-01")
    told = json.loads(text)

    assert (told["policy"], told["against"]) == ("ifate-2023-11", "skills-england-2025-06")
    assert told["as_of"] == "2026-03-01"
    assert "group.small_employers" in told["rules"]["added"]
    assert told["rules"]["severity"] == {"group.represents_region": ["advised", "expected"]}
    assert [one["group"] for one in told["groups"]] == [group.reference for group in groups]
    first = told["groups"][0]
    assert first["gates"]["membership"] == {"before": True, "after": False}
    assert first["findings"] == [
        {
            "rule": "group.size",
            "subject": None,
            "before": "met",
            "after": "not_met",
            "detail": "1 employer; 10 to 20 expected",
        }
    ]
    assert first["risk_level"]["before"] == first["risk_level"]["after"]
    assert (told["counts"]["groups"], told["counts"]["changing"], told["counts"]["failed"]) == (4, 3, 0)
    assert told["counts"]["gates"]["blocked"]["membership"] == 3
    assert len(text.splitlines()) == 4  # a group a line


def test_subjects_are_addresses():
    group = load(dossier(1)).group
    person = group.memberships.get()
    person.statements.filter(code="track_record").delete()
    told = json.loads(run("skills-england-2025-06", as_of="2025-01-01"))
    assert told["against"] == "ifate-2023-11"
    told = json.loads(run("ifate-2023-11", as_of="2026-03-01"))
    finding = next(one for one in told["groups"][0]["findings"] if one["rule"] == "member.track_record")
    assert finding == {
        "rule": "member.track_record",
        "subject": person.person.email,
        "before": "not_met",
        "after": None,
        "detail": None,
    }


def test_without_groups_and_with_the_policy_in_force():
    told = json.loads(run("skills-england-2025-06", as_of="2026-03-01"))
    assert told["groups"] == []
    assert told["counts"]["groups"] == 0
    load(dossier(1))
    told = json.loads(run("skills-england-2025-06", as_of="2026-03-01"))
    assert (told["groups"], told["counts"]["groups"]) == ([], 1)


@pytest.mark.parametrize(
    "code, day, words",
    [
        ("nonsense", "2026-03-01", "There is no policy 'nonsense'"),
        ("ifate-2023-11", "2023-10-31", "No policy was in force on 2023-10-31"),
        ("ifate-2023-11", "yesterday", "--as-of: expected a date such as 2025-06-02, found 'yesterday'"),
        ("ifate-2023-11", "9999-12-31", "--as-of: 9999-12-31 is too far ahead"),
    ],
)
def test_unknown_code_or_date(code, day, words):
    problem = refused(code, as_of=day)
    assert (str(problem), problem.returncode) == (words, 2)


@pytest.mark.parametrize(
    "error, code",
    [
        (ProgrammingError('relation "groups_group" does not exist\nLINE 1'), 1),
        (psycopg.errors.UndefinedTable('relation "groups_group" does not exist\nLINE 1'), 1),
        (OperationalError("connection refused"), 1),
        (DataError("value out of range\nDETAIL"), 2),
    ],
)
def test_errors_of_the_database_are_one_line(monkeypatch, error, code):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(preview_policy, "changes", fail)
    problem = refused("ifate-2023-11", as_of="2026-03-01")
    assert problem.returncode == code
    assert str(error).splitlines()[0] in str(problem)
