import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from occupations import actions
from occupations.models import Occupation, StandardVersion
from tests.occupations.exports import export

pytestmark = pytest.mark.django_db
REAL = settings.BASE_DIR.parent / "shared" / "data" / "ifate_standards_export_2025-05-25.csv"


@pytest.fixture
def run(tmp_path, capsys):
    def command(content, *options):
        path = tmp_path / "standards.csv"
        path.write_bytes(content)
        call_command("import_standards", str(path), *options)
        return capsys.readouterr().out

    return command


def test_json_is_one_object_with_figures_rejections_and_notes(run):
    content = export(
        {"Version Number": "1.0", "Status": "Retired"},
        {"Version Number": "1.1", "Maximum Funding (£)": "TBC"},
        {"Reference": "ST9002", "Route": "", "Level": "TBC", "Version Number": "", "Status": "In development"},
        {"Reference": "oops"},
    )
    report = json.loads(run(content, "--json"))
    assert (report["read"], report["references"], report["versions"]) == (4, 2, 3)
    assert report["rows_by_status"] == {"Retired": 1, "Approved for delivery": 1, "In development": 1}
    assert report["references_by_status"] == {"Approved for delivery": 1, "In development": 1}
    assert report["references_by_level"] == {"3": 1, "TBC": 1}
    assert report["references_by_route"] == {"Creative and design": 1, "blank": 1}
    assert (report["created"], report["changed"], report["unchanged"]) == (3, 0, 0)
    assert report["occupations"] == {"created": 2, "changed": 0, "unchanged": 0}
    assert report["rejected"] == [
        {
            "row": 5,
            "reference": "OOPS",
            "column": "Reference",
            "reason": "Not a reference like ST0001 or FA0001",
            "value": "oops",
        }
    ]
    assert {"column": "Level", "value": "TBC", "reason": "Not known yet", "count": 1, "rows": [4]} in report["notes"]


def test_summary_is_for_people(run):
    printed = run(export({}, *[{"Reference": f"bad {number}"} for number in range(25)]))
    assert "Read 26 rows: 1 versions of 1 standards." in printed
    assert "Versions: 1 created, 0 changed, 0 unchanged." in printed
    assert "Rejected rows: 25" in printed
    assert "row 3 (BAD 0) Reference: Not a reference like ST0001 or FA0001" in printed
    assert "and 5 more: see --json" in printed


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0\x81\x00\x10JFIF", b"a,b\n1,2\n", export()])
def test_a_wrong_file_is_refused_in_one_line_and_saves_nothing(run, content):
    with pytest.raises(CommandError) as refusal:
        run(content)
    assert "expected the regulator's list of apprenticeship standards" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert not Occupation.objects.exists()


@pytest.mark.parametrize("name", ["missing.csv", "", "nul\x00byte"])
def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path, name):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_standards", f"{tmp_path}/{name}")


def test_a_file_too_large_is_refused(run, monkeypatch):
    monkeypatch.setattr("occupations.management.commands.import_standards.LARGEST_FILE", 10)
    with pytest.raises(CommandError, match="is larger than"):
        run(export({}))


def test_a_database_that_does_not_answer_is_told_in_one_line(run, monkeypatch):
    def lock_timeout(**_):
        raise OperationalError("canceling statement\ndue to lock timeout")

    monkeypatch.setattr(actions, "import_standards", lock_timeout)
    with pytest.raises(CommandError, match=r"^Nothing was saved: .* \(canceling statement due to lock timeout\)$"):
        run(export({}))


@pytest.mark.skipif(not REAL.exists(), reason="the official export of 25 May 2025 is not beside the project")
def test_the_official_export_gives_the_known_figures_and_a_second_run_changes_nothing(run):
    report = json.loads(run(REAL.read_bytes(), "--json"))
    assert (report["read"], report["references"], report["versions"]) == (1600, 917, 1600)
    assert (report["created"], report["rejected"]) == (1600, [])
    assert report["rows_by_status"] == {
        "Retired": 737,
        "Approved for delivery": 671,
        "In development": 71,
        "Approved for delivery (paused for starts)": 53,
        "Withdrawn": 51,
        "Proposal in development": 17,
    }
    assert report["references_by_status"] == {
        "Approved for delivery": 671,
        "Retired": 84,
        "Approved for delivery (paused for starts)": 53,
        "Withdrawn": 51,
        "In development": 41,
        "Proposal in development": 17,
    }
    levels = {"3": 301, "2": 190, "6": 142, "4": 141, "7": 85, "5": 57, "TBC": 1}
    assert report["references_by_level"] == levels
    assert report["references_by_route"]["Engineering and manufacturing"] == 228
    assert report["references_by_route"]["blank"] == 3
    assert report["references_by_route"]["Health and science;Care services"] == 1

    before = Occupation.history.count(), StandardVersion.history.count()
    second = json.loads(run(REAL.read_bytes(), "--json"))
    assert (second["created"], second["changed"], second["unchanged"]) == (0, 0, 1600)
    assert second["occupations"] == {"created": 0, "changed": 0, "unchanged": 917}
    assert (Occupation.history.count(), StandardVersion.history.count()) == before
