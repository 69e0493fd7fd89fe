import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from members.models import RegisterEntry

pytestmark = pytest.mark.django_db
DATA = settings.BASE_DIR.parent / "shared" / "data"
PROVIDERS = "ukprn,provider\n90000001,Lantern Training Ltd\n"
EPAOS = "epao_id,name\nEPA9001,Lantern Awards\n"


@pytest.fixture
def run(tmp_path, capsys):
    (tmp_path / "providers.csv").write_text(PROVIDERS)
    (tmp_path / "epaos.csv").write_text(EPAOS)

    def command(*options):
        given = [str(tmp_path / option) if option.endswith(".csv") else option for option in options]
        call_command("import_registers", *given)
        return capsys.readouterr().out

    return command


def test_json_is_one_object(run):
    report = json.loads(
        run("--providers", "providers.csv", "--epaos", "epaos.csv", "--taken-on", "2026-07-16", "--json")
    )
    one = {"taken_on": "2026-07-16", "rows": 1, "entries": 1, "created": 1, "changed": 0, "unchanged": 0}
    changes = [file.pop("changes") for file in report["files"]]
    assert [(line["kind"], line["row"], line["subject"]) for [line] in changes] == [
        ("new", 2, "90000001 Lantern Training Ltd"),
        ("new", 2, "EPA9001 Lantern Awards"),
    ]
    assert report == {
        "files": [
            {"register": "provider", "source": "providers.csv", **one},
            {"register": "epao", "source": "epaos.csv", **one},
        ],
        "rows": 2,
        "created": 2,
        "changed": 0,
        "unchanged": 0,
        "on_provider_register": 1,
        "on_epao_register": 1,
    }
    again = json.loads(run("--providers", "providers.csv", "--epaos", "epaos.csv", "--json"))
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 2)


def test_summary_is_for_people(run):
    printed = run("--providers", "providers.csv", "--source", "Register of 16 July")
    assert "Register of 16 July: 1 rows, 1 entries: 1 created, 0 changed, 0 unchanged." in printed
    assert "1 names on the register of training providers, 0 on that of assessment organisations." in printed


def test_a_wrong_file_is_refused_in_one_line(run):
    with pytest.raises(CommandError) as refusal:
        run("--providers", "providers.csv", "--epaos", "providers.csv")
    assert str(refusal.value) == (
        "Nothing was saved. providers.csv: The file has no header with the columns epao_id and a name"
    )
    assert not RegisterEntry.objects.exists()


def test_no_file_is_said(run):
    with pytest.raises(CommandError, match="Name at least one file"):
        run()


def test_a_database_that_does_not_answer_is_said(run, monkeypatch):
    def no_answer(*args, **kwargs):
        raise OperationalError("lock\ntimeout")

    monkeypatch.setattr("members.management.commands.import_registers.import_registers", no_answer)
    with pytest.raises(CommandError, match=r"the database did not answer \(lock timeout\)"):
        run("--epaos", "epaos.csv")


@pytest.mark.skipif(not DATA.exists(), reason="the real registers are not part of the project")
def test_the_real_registers(capsys):
    providers = [
        str(DATA / name) for name in ("provider_register_dfe_2026-07.csv", "fat_standard_providers_2025-05.csv")
    ]
    epaos = [str(DATA / f"{name}.csv") for name in ("epao_register_organisations_2018", "fat_standard_epaos_2025-05")]
    call_command("import_registers", "--providers", *providers, "--epaos", *epaos, "--json")
    report = json.loads(capsys.readouterr().out)
    assert [file["rows"] for file in report["files"]] == [1602, 15884, 191, 2764]
    assert report["files"][0]["entries"] == report["files"][0]["created"] == 1602
