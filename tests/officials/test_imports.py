"""The runs of imports, as officials read them."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from occupations import actions
from occupations.models import ImportRun
from tests.accounts.helpers import sign_in_official
from tests.factories import OfficialFactory
from tests.members.helpers import text_of
from tests.occupations.exports import export

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 5, 25, 12, tzinfo=UTC)
SHORT = ["Name", "Reference", "Version Number", "Status", "Route", "Level"]


@pytest.fixture
def official(client):
    sign_in_official(client, user := OfficialFactory(name="Ada Example"))
    return user


def bring_in(*rows, source="may.csv", by=None, **options):
    return actions.import_standards(content=export(*rows, **options), source=source, now=NOW, by=by).run


def test_without_any_import_the_list_says_so(client, official):
    assert "Nothing was brought in yet" in text_of(client.get(reverse("officials:imports")))


def test_the_list_says_which_file_when_by_whom_and_how_much(client, official):
    bring_in({}, {"Reference": "no"}, by=official)
    bring_in({}, source="june.csv")
    page = text_of(client.get(reverse("officials:imports")))
    assert page.index("june.csv") < page.index("may.csv")
    for words in (
        "25 May 2025 at 1:00pm",
        "Ada Example",
        "Nobody named: run on the server",
        "Apprenticeship standards",
    ):
        assert words in page


def test_the_list_is_narrowed_by_what_the_file_holds_and_takes_nonsense(client, official):
    bring_in({})
    assert "may.csv" in text_of(client.get(reverse("officials:imports"), {"kind": "standards"}))
    assert "Nothing of this kind" in text_of(client.get(reverse("officials:imports"), {"kind": "groups"}))
    assert "may.csv" in text_of(client.get(reverse("officials:imports"), {"kind": "\x00"}))


def test_a_run_shows_what_it_did_row_by_row(client, official):
    bring_in({})
    run = bring_in({"Status": "Retired"}, {"Reference": "ST9002", "Level": "9"}, columns=SHORT)
    page = text_of(client.get(run.get_absolute_url()))
    for words in (
        "Approved for delivery became → Retired",
        "ST9001 on the map",
        "Not a level from 2 to 8",
        "The file lacks these columns, and what was known of them stays: Apprenticeship Type",
    ):
        assert words in page


def test_lines_are_searched_and_narrowed(client, official):
    run = bring_in({}, {"Reference": "ST9002"}, {"Reference": "no"})
    found = text_of(client.get(run.get_absolute_url(), {"q": "st9002"}))
    assert "ST9002 1.0" in found and "ST9001 1.0" not in found
    found = text_of(client.get(run.get_absolute_url(), {"what": "rejected"}))
    assert "Not a reference" in found and "ST9001 1.0" not in found
    assert "No line matches" in text_of(client.get(run.get_absolute_url(), {"q": "willow"}))


def test_a_long_run_is_paged(client, official):
    run = bring_in(*[{"Reference": f"ST{number:04}"} for number in range(1000, 1040)])
    assert run.lines.count() == 80
    page = client.get(run.get_absolute_url())
    assert len(page.context["page"].object_list) == 50
    assert len(client.get(run.get_absolute_url(), {"page": 2}).context["page"].object_list) == 30


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_a_fixed_number_of_statements(client, official, count, django_assert_max_num_queries):
    for number in range(count):
        bring_in(*[{"Reference": f"ST900{row}", "Level": str(2 + number)} for row in range(count)], by=official)
    newest = ImportRun.objects.first()
    with django_assert_max_num_queries(6):
        client.get(reverse("officials:imports"))
    with django_assert_max_num_queries(7):
        client.get(newest.get_absolute_url())


def test_the_command_keeps_who_ran_it(tmp_path, official, capsys):
    path = tmp_path / "standards.csv"
    path.write_bytes(export({}))
    call_command("import_standards", str(path), "--by", official.email.upper())
    assert ImportRun.objects.get().ran_by == official
    with pytest.raises(CommandError, match=r"No official has the address nobody@example\.org"):
        call_command("import_standards", str(path), "--by", "nobody@example.org")
    assert ImportRun.objects.count() == 1


def test_a_refused_file_is_listed_with_who_tried_it_and_why(client, tmp_path, official):
    path = tmp_path / "minutes.csv"
    path.write_bytes(b"Name,Place\nLamp maker,Leeds\n")
    with pytest.raises(CommandError):
        call_command("import_standards", str(path), "--by", official.email)

    run = ImportRun.objects.get()
    assert (run.kind, run.source, run.ran_by, run.row_count) == ("standards", "minutes.csv", official, 0)
    assert "expected the regulator's list" in run.refused_because
    listed = text_of(client.get(reverse("officials:imports")))
    assert "minutes.csv" in listed and "Refused" in listed
    page = text_of(client.get(run.get_absolute_url()))
    assert run.refused_because in page and official.name in page
    assert "Row by row" not in page


@pytest.mark.parametrize(
    ("command", "kind"), [(["import_groups"], "groups"), (["import_registers", "--providers"], "registers")]
)
def test_refused_lists_and_registers_are_kept(tmp_path, official, command, kind):
    path = tmp_path / "wrong.txt"
    path.write_bytes(b"nothing of the sort")
    with pytest.raises(CommandError):
        call_command(*command, str(path), "--by", official.email)
    run = ImportRun.objects.get()
    assert (run.kind, run.source, run.ran_by) == (kind, "wrong.txt", official)
    assert run.refused_because
