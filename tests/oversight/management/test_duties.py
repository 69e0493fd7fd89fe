"""The command that says what is due of a dossier's group, and what an import refuses of it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from groups.models import Group
from tests.oversight.sample import dossier

pytestmark = pytest.mark.django_db
QUERY = {"side": "group", "asked_on": "2026-02-16"}


@pytest.fixture
def file(tmp_path):
    def write(content, name="group.json"):
        path = tmp_path / name
        path.write_text(json.dumps(content))
        return path

    return write


def run(*args, **options):
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def refused(*args, **options):
    with pytest.raises(CommandError) as caught:
        run(*args, **options)
    assert caught.value.returncode == 2
    return str(caught.value)


def asking(**parts):
    return dossier(2) | {"queries": [QUERY]} | parts


def of(code, answer):
    return [due for due in answer["duties"] if due["code"] == code]


def test_says_what_is_due_and_keeps_nothing(file):
    answer = json.loads(run("duties", file(asking()), as_of="2026-03-02"))

    assert (answer["group"], answer["policy"], answer["as_of"]) == ("TB9001", "skills-england-2025-06", "2026-03-02")
    [due] = of("query.answer", answer)
    assert (due["subject"], due["holder"], due["via"], due["overdue"]) == ("queries/0", "admin", "vacant", True)
    assert not Group.objects.exists()


def test_what_ended_is_shown_with_all(file):
    path = file(asking(queries=[{**QUERY, "answered_on": "2026-02-20"}]))
    assert of("query.answer", json.loads(run("duties", path, as_of="2026-03-02"))) == []
    [due] = of("query.answer", json.loads(run("duties", path, "--all", as_of="2026-03-02")))
    assert (due["ended_on"], due["ended_by"], due["holder"], due["via"]) == ("2026-02-20", "done", None, None)


def test_several_files_one_a_line(file):
    other = dossier(1, reference="TB9002")
    lines = run("duties", file(dossier(1), "a.json"), file(other, "b.json"), as_of="2026-03-01").splitlines()
    assert [json.loads(line)["group"] for line in lines] == ["TB9001", "TB9002"]


@pytest.mark.parametrize(
    "parts, path",
    [
        ({"users": [{"id": "p01", "role": "administrator"}]}, "$.users[0].id: expected an id of its own"),
        ({"absences": [{"user": "u9", "from": "2026-01-01", "until": "2026-01-02"}]}, "$.absences[0].user"),
        ({"enquiry": {"person": "nobody", "received_on": "2026-01-01"}}, "$.enquiry.person"),
        ({"motions": [{"opened_on": "2026-01-01", "meeting": 99}]}, "$.motions[0].meeting"),
        ({"motions": [{"opened_on": "2026-01-01", "barred": ["nobody"]}]}, "$.motions[0].barred[0]"),
        ({"mentorings": [{"asked_on": "2026-01-01", "mentor": "nobody"}]}, "$.mentorings[0].mentor"),
        ({"queries": [{"side": "neither", "asked_on": "2026-01-01"}]}, "$.queries[0].side"),
    ],
)
def test_wrong_dossiers(file, parts, path):
    assert path in refused("duties", file(asking(**parts)), as_of="2026-03-01")


def test_an_absence_that_ends_before_it_begins(file):
    users = [{"id": "u1", "role": "product_manager"}]
    wrong = asking(users=users, absences=[{"user": "u1", "from": "2026-01-02", "until": "2026-01-01"}])
    assert "$.absences[0].until" in refused("duties", file(wrong), as_of="2026-03-01")


@pytest.mark.parametrize("command", ["assess", "duties"])
def test_a_meeting_to_come_is_no_meeting_held(file, command):
    content = asking(meetings=[{"held_on": None, "planned_on": "2026-04-01"}])
    assert json.loads(run(command, file(content), as_of="2026-03-01"))["group"] == "TB9001"


@pytest.mark.parametrize(
    "parts, path",
    [
        ({}, "$.queries"),
        ({"queries": [], "meetings": [{"held_on": None}]}, "$.meetings[0]"),
        ({"queries": [], "meetings": [{"held_on": "2026-01-05", "planned_on": "2026-01-05"}]}, "$.meetings[0].planned"),
    ],
)
def test_an_import_names_what_it_cannot_keep(file, parts, path):
    assert f"{path}" in refused("import_group", file(asking(**parts)))
    assert not Group.objects.exists()


def test_an_import_takes_empty_parts(file):
    assert "Imported" in run("import_group", file(asking(queries=[], enquiry=None)))
