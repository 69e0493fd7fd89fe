"""An import takes what a file says, erases nothing, and tells row by row what it did."""

from datetime import UTC, date, datetime

import pytest

from occupations import actions
from occupations.models import ImportRun, Occupation, StandardVersion
from portal.enums import LineKind
from tests.occupations.exports import COLUMNS, export

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 5, 25, 12, tzinfo=UTC)
FEW = ["Name", "Reference", "Version Number", "Status", "Route", "Level"]
FULL = {
    "Professional recognition": "Guild of Invented Lamps",
    "Regulated Standard": "Yes",
    "LARS code for providers only": "9901",
    "Retired date": "01-06-2026",
}


def bring_in(*rows, **options):
    return actions.import_standards(content=export(*rows, **options), source="standards.csv", now=NOW)


def told(imported, kind):
    return [(line.row, line.subject, line.column) for line in imported.lines if line.kind == kind]


def values_of(version):
    return {field.name: getattr(version, field.name) for field in version._meta.concrete_fields}


def test_columns_that_the_file_lacks_stay_untouched_and_are_named():
    bring_in(FULL)
    before = values_of(StandardVersion.objects.get()), values_of(Occupation.objects.get())
    imported = bring_in({}, columns=FEW)
    assert (values_of(StandardVersion.objects.get()), values_of(Occupation.objects.get())) == before
    assert imported.versions == actions.Written(0, 0, 1)
    assert imported.export.absent[:2] == ["Apprenticeship Type", "Proposal Approved"]
    assert "Maximum Funding (£)" in imported.export.absent
    assert "Maximum Funding (£)" in imported.run.remarks[0]


@pytest.mark.parametrize(
    ("column", "cell", "name"),
    [
        ("Approved for Delivery Date", "spring 2025", "approved_on"),
        ("Approved for Delivery Date", "16-05-0026", "approved_on"),
        ("Approved for Delivery Date", "", "approved_on"),
        ("Approved for Delivery Date", "TBC", "approved_on"),
        ("Maximum Funding (£)", "about 7000", "funding_band"),
        ("Maximum Funding (£)", "0", "funding_band"),
        ("Regulated Standard", "perhaps", "regulated"),
        ("EQA Provider", "bell\x07", "eqa_provider"),
        ("LARS code for providers only", "", "lars_code"),
        ("Level", "TBC", "level"),
        ("Route", "", "routes"),
    ],
)
def test_a_cell_that_says_nothing_keeps_the_known_value_and_is_noted_with_row_and_column(column, cell, name):
    bring_in(FULL)
    known = getattr(StandardVersion.objects.get(), name)
    assert known not in (None, "")
    imported = bring_in({**FULL, column: cell})
    assert getattr(StandardVersion.objects.get(), name) == known
    assert told(imported, LineKind.KEPT) == [(2, "ST9001 1.0", column)]
    assert imported.versions.changed == 0
    kept = next(line for line in imported.lines if line.kind == LineKind.KEPT)
    assert kept.reason
    assert kept.before == kept.after != ""


def test_a_notice_of_the_day_is_taken_down_by_an_empty_cell():
    bring_in({"Banners": "Paused for starts"})
    bring_in({"Banners": ""})
    assert StandardVersion.objects.get().banners == ""


def test_cells_are_read_as_spreadsheets_write_them_and_a_second_run_changes_nothing():
    written = {
        "Version Number": "1",
        "Level": "3.0",
        "Approved for Delivery Date": "2025-05-16",
        "Retired date": "1 June 2026",
        "Withdrawn date": "46174",
        "Last Updated": "16/05/2025",
        "Maximum Funding (£)": "£6,000.00",
        "Typical Duration": "18.0",
        "Regulated Standard": "TRUE",
        "Core and options": "N",
        "Proposal Approved": "Y",
        "Standard Approved": "1",
    }
    bring_in(written)
    version = StandardVersion.objects.get()
    assert (version.version, version.level) == ("1.0", 3)
    assert (version.approved_on, version.retired_on) == (date(2025, 5, 16), date(2026, 6, 1))
    assert (version.withdrawn_on, version.last_updated_on) == (date(2026, 6, 1), date(2025, 5, 16))
    assert (version.funding_band, version.typical_months) == (6000, 18)
    assert (version.regulated, version.has_options) == (True, False)
    assert (version.proposal_approved, version.standard_approved) == (True, True)
    usual = {"Approved for Delivery Date": "16-05-2025", "Maximum Funding (£)": "6000", "Version Number": "1.0"}
    assert bring_in({**written, **usual}).versions == actions.Written(0, 0, 1)


def test_an_older_export_never_sets_a_newer_one_back_and_the_report_says_so():
    bring_in({"Status": "Retired", "Last Updated": "25-05-2025", "Maximum Funding (£)": "7000"})
    imported = bring_in({"Name": "Example older", "Last Updated": "01-02-2024"})
    version, occupation = StandardVersion.objects.get(), Occupation.objects.get()
    assert (version.title, version.status, version.funding_band) == ("Lantern maker", "retired", 7000)
    assert (occupation.title, occupation.status) == ("Lantern maker", "retired")
    assert told(imported, LineKind.KEPT) == [(2, "ST9001 1.0", "")]
    [kept] = [line for line in imported.lines if line.kind == LineKind.KEPT]
    assert kept.reason.startswith("Last updated on 1 February 2024, the stored version on 25 May 2025")


def test_an_export_of_the_same_day_may_put_right():
    bring_in({"Last Updated": "25-05-2025"})
    assert bring_in({"Last Updated": "25-05-2025", "Status": "Retired"}).versions.changed == 1


def test_what_an_official_took_off_the_map_stays_off_and_is_reported():
    bring_in({})
    Occupation.objects.update(status="withdrawn", taken_off_on=date(2025, 5, 20))
    imported = bring_in({"Name": "Lantern maker and mender"})
    occupation = Occupation.objects.get()
    assert (occupation.status, occupation.title) == ("withdrawn", "Lantern maker and mender")
    assert told(imported, LineKind.KEPT) == [(2, "ST9001 on the map", "Status")]
    [kept] = [line for line in imported.lines if line.kind == LineKind.KEPT]
    assert "took it off the map on 20 May 2025" in kept.reason
    assert bring_in({"Name": "Lantern maker and mender"}).occupations == actions.Written(0, 0, 1)


def test_the_report_says_what_changed_row_by_row():
    bring_in({}, {"Reference": "ST9002"})
    imported = bring_in({}, {"Reference": "ST9002", "Status": "Retired", "Maximum Funding (£)": "7000"})
    changed = [line for line in imported.lines if line.kind == LineKind.CHANGED]
    assert [(line.row, line.subject, line.column, line.before, line.after) for line in changed] == [
        (3, "ST9002 1.0", "Status", "Approved for delivery", "Retired"),
        (3, "ST9002 1.0", "Maximum Funding (£)", "6000", "7000"),
        (3, "ST9002 on the map", "Status", "Approved for delivery", "Retired"),
    ]


def test_each_run_is_kept_with_its_lines(django_user_model):
    official = django_user_model.objects.create_user("rm@example.org", name="Invented", official_role="route_manager")
    actions.import_standards(content=export({}, {"Reference": "no"}), source="may.csv", now=NOW, by=official)
    run = ImportRun.objects.get()
    assert (run.source, run.ran_at, run.ran_by, run.row_count) == ("may.csv", NOW, official, 2)
    assert run.counts == {"new": 2, "rejected": 1, "unchanged": 0}
    assert [(line.kind, line.row, line.subject) for line in run.lines.all()] == [
        ("new", 2, "ST9001 1.0"),
        ("new", 2, "ST9001 on the map"),
        ("rejected", 3, "NO"),
    ]


def of_2018(*rows):
    """The form of 2018: UTF-16 without a mark, a title line, a space before names, Y and N, and no versions."""
    left_out = {"Version Number", "Last Updated", "Banners", "Retired date", "Withdrawn date"}
    columns = [f" {column}" for column in COLUMNS if column not in left_out]
    rows = [{"Regulated Standard": "N", "Proposal Approved": "Y", **row} for row in rows]
    return export(*rows, columns=columns, title="All apprenticeship standards", encoding="utf-16-le")


ROUTES = [
    ("Legal  finance and accounting", "Legal, finance and accounting"),
    ("Agriculture  environmental and animal care", "Agriculture, environmental and animal care"),
    ("Sales  marketing and procurement", "Sales, marketing and procurement"),
    ("Engineering & manufacturing", "Engineering and manufacturing"),
    ("Legal  financial and accounting", "Legal, finance and accounting"),
]


def test_the_form_of_2018_is_read():
    content = of_2018(*[{"Reference": f"ST900{place}", "Route": written} for place, (written, _) in enumerate(ROUTES)])
    imported = actions.import_standards(content=content, source="2018.csv", now=NOW)
    assert (imported.export.rejected, imported.versions) == ([], actions.Written(len(ROUTES), 0, 0))
    assert [version.routes for version in StandardVersion.objects.order_by("occupation__reference")] == [
        name for _, name in ROUTES
    ]
    version = StandardVersion.objects.first()
    assert (version.version, version.regulated, version.proposal_approved) == ("", False, True)
    assert "Version Number" in imported.export.absent
    again = actions.import_standards(content=content, source="2018.csv", now=NOW)
    assert (again.versions.unchanged, again.occupations.unchanged) == (len(ROUTES), len(ROUTES))


def test_the_first_number_that_a_standard_gets_goes_to_the_version_that_had_none():
    actions.import_standards(content=of_2018({}), source="2018.csv", now=NOW)
    imported = bring_in({"Version Number": "1.0", "Status": "Retired"}, {"Version Number": "1.1"})
    assert {(row.version, row.status) for row in StandardVersion.objects.all()} == {
        ("1.0", "retired"),
        ("1.1", "approved"),
    }
    assert (2, "ST9001 1.0", "Version Number") in told(imported, LineKind.CHANGED)
    assert bring_in({"Version Number": "1.0", "Status": "Retired"}, {"Version Number": "1.1"}).versions.unchanged == 2


def test_the_first_number_goes_to_a_version_that_is_not_older_than_the_one_that_had_none():
    columns = [column for column in COLUMNS if column != "Version Number"]
    newest = {"Last Updated": "25-05-2025", "Approved for Delivery Date": "TBC"}
    bring_in(newest, columns=columns)
    bring_in({"Version Number": "1.0", "Last Updated": "01-02-2024"}, {"Version Number": "1.1", **newest})
    assert {row.version for row in StandardVersion.objects.all()} == {"1.0", "1.1"}


def test_a_file_without_versions_does_not_set_a_numbered_version_back():
    bring_in({"Version Number": "1.1"})
    imported = actions.import_standards(content=of_2018({"Status": "In development"}), source="2018.csv", now=NOW)
    assert [(row.version, row.status) for row in StandardVersion.objects.all()] == [("1.1", "approved")]
    assert Occupation.objects.get().status == "approved"
    assert told(imported, LineKind.KEPT) == [(3, "ST9001", "")]


def test_characters_that_cannot_be_printed_are_never_stored():
    imported = bring_in(
        {"Name": "Lantern\x1cmaker"},
        {"Reference": "ST9002", "Overview of role": "Some \x1cQuoted\x1d words"},
        {"Reference": "ST9003", "Overview of role": "Turned \u202e round"},
    )
    assert [(one.row, one.column, one.reason) for one in imported.export.rejected] == [
        (2, "Name", "Holds characters that cannot be printed")
    ]
    assert {row.overview for row in StandardVersion.objects.all()} == {""}
    assert [(note.row, note.column) for note in imported.export.notes] == [
        (3, "Overview of role"),
        (4, "Overview of role"),
    ]


def test_utf_16_big_end_first_without_a_mark_keeps_its_quotation_marks():
    bring_in({"Overview of role": "“Quoted” – overview"}, encoding="utf-16-be")
    assert StandardVersion.objects.get().overview == "“Quoted” – overview"


def test_spaces_and_hyphens_that_only_forbid_a_break_are_plain_ones():
    bring_in({"Name": "Lantern\u00a0maker co\u2011operative", "Route": "Creative\u00a0and design", "Level": "3\u202f"})
    assert StandardVersion.objects.get().title == "Lantern maker co-operative"
