import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from groups.models import Group
from tests.lists.employer_lists import file_of, standard

pytestmark = pytest.mark.django_db
DATA = settings.BASE_DIR.parent / "shared" / "data"
REAL = DATA / "ifa_standards_with_employers_2018-08.json"


@pytest.fixture
def run(tmp_path, capsys):
    def command(content, *options):
        path = tmp_path / "lists.json"
        path.write_bytes(content)
        call_command("import_groups", str(path), *options)
        return capsys.readouterr().out

    return command


CONTENT = file_of(
    standard("Lantern Works", "Lantern-Works plc", "Lantern College", "", "Birch,Oak"),
    standard(number=9002, employers_involved=None),
)


def test_json_is_one_report_that_accounts_for_every_entry(run):
    report = json.loads(run(CONTENT, "--json"))
    assert (report["standards"], report["groups"], report["entries"], report["members"]) == (2, 1, 5, 4)
    assert report["rejected"] == [{"group": "ST9001", "text": "", "reason": "empty: nothing stands between two commas"}]
    assert report["entries"] == report["members"] + len(report["rejected"])
    assert (report["employers"], report["suspected_non_employers"]) == (5, 1)
    assert (report["on_provider_register"], report["on_epao_register"], report["registers_brought_in"]) == (0, 0, [])
    assert report["groups_by_entries"] == {"below_10": 1, "10_to_20": 0, "above_20": 0}
    assert report["doubles"] == [{"first": "Lantern Works", "second": "Lantern-Works plc", "score": 100.0}]
    assert report["doubles_proposed"] == 1
    assert [one["reason"] for one in report["split"]] == ["read as “Birch”; “Oak”"]
    again = json.loads(run(CONTENT, "--json"))
    assert again == {**report, "created": dict.fromkeys(report["created"], 0)}


def test_summary_is_for_people(run):
    printed = run(file_of(standard("Lantern Works", *[""] * 25)))
    assert "1 standards, 1 with employers: 26 entries." in printed
    assert "1 entries gave 1 names; 25 were rejected." in printed
    assert "No register was brought in yet" in printed
    assert "ST9001 “”: empty" in printed
    assert "and 5 more: see --json" in printed


def test_a_wrong_file_is_refused_in_one_line_and_saves_nothing(run):
    with pytest.raises(CommandError) as refusal:
        run(file_of(standard("Lantern Works"), standard(7, number=9002)))
    assert str(refusal.value) == "Nothing was saved. lists.json: $[1].employers_involved[0]: expected text"
    assert not Group.objects.exists()


def test_a_database_that_does_not_answer_is_said(run, monkeypatch):
    def no_answer(**kwargs):
        raise OperationalError("lock\ntimeout")

    monkeypatch.setattr("lists.management.commands.import_groups.import_lists", no_answer)
    with pytest.raises(CommandError, match=r"the database did not answer \(lock timeout\)"):
        run(CONTENT)


@pytest.mark.skipif(not REAL.exists(), reason="the real list is not part of the project")
def test_the_real_list(capsys):
    call_command("import_groups", str(REAL), "--json")
    report = json.loads(capsys.readouterr().out)
    assert (report["groups"], report["entries"]) == (471, 8135)
    assert report["entries"] == report["members"] + len(report["rejected"])
    assert report["groups_by_entries"] == {"below_10": 44, "10_to_20": 311, "above_20": 116}
