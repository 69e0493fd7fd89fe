"""Registers of providers and assessment organisations: what is read, refused, kept and matched. All names invented."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from members.actions.registers import RegisterFile, entries_of, import_registers, on_registers
from members.enums import RegisterKind
from members.models import RegisterEntry
from members.rules.registers import NotARegister, read
from occupations.models import ImportRun

PROVIDERS = 'ukprn,provider,provider_type\n90000001,Lantern Training Ltd,Private\n90000002,"Birch, Oak & Co",Private\n'
EPAOS = "epao_id,name,ukprn,legal_name\nEPA9001,Lantern Awards,90000001,Lantern Training Limited\nEPA9002,Oakmark,,\n"


def file_of(text: str, register=RegisterKind.PROVIDER, source="providers.csv") -> RegisterFile:
    return RegisterFile(register, source, text.encode())


def test_one_row_a_body_or_one_row_a_body_and_standard_read_alike() -> None:
    by_standard = (
        "lars_code,standard,epao_id,epao_name\n1,Baker,EPA9001,Lantern Awards\n2,Cook,EPA9001,LANTERN AWARDS\n"
    )
    rows, entries = read(by_standard.encode("utf-16"), RegisterKind.EPAO)
    assert rows == 2
    assert [(one.reference, one.name, one.normalised) for one in entries] == [
        ("EPA9001", "Lantern Awards", "lantern awards")
    ]


def test_a_body_with_two_names_has_two_entries() -> None:
    _, entries = read(EPAOS.encode(), RegisterKind.EPAO)
    assert [(one.reference, one.name) for one in entries] == [
        ("EPA9001", "Lantern Awards"),
        ("EPA9001", "Lantern Training Limited"),
        ("EPA9002", "Oakmark"),
    ]


@pytest.mark.parametrize(
    ("text", "register", "reason"),
    [
        ("", RegisterKind.PROVIDER, "The file is empty"),
        ("a,b\n1,2\n", RegisterKind.EPAO, "The file has no header with the columns epao_id and a name"),
        ("ukprn,name\n", RegisterKind.PROVIDER, "The file has a header but no rows"),
        (EPAOS, RegisterKind.PROVIDER, "row 1, epao_id: a column of the other register"),
        (PROVIDERS + "123,X Ltd,Private\n", RegisterKind.PROVIDER, "row 4, ukprn “123”: not a reference like 10000020"),
        (PROVIDERS + "90000003,  ,Private\n", RegisterKind.PROVIDER, "row 4, provider: no name"),
        (PROVIDERS + "90000003,...,Private\n", RegisterKind.PROVIDER, "row 4, provider “...”: not a name"),
        (PROVIDERS + "90000003,X Ltd\n", RegisterKind.PROVIDER, "the row has 2 cells, the header 3"),
        (f"ukprn,name\n90000003,{'x' * 301}\n", RegisterKind.PROVIDER, "longer than 300 characters"),
    ],
)
def test_a_wrong_file_is_refused_with_row_and_column(text: str, register: RegisterKind, reason: str) -> None:
    with pytest.raises(NotARegister) as refusal:
        read(text.encode(), register)
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_many_wrong_rows_are_counted_and_all_kept() -> None:
    with pytest.raises(NotARegister, match="and 2 more") as refusal:
        read(b"ukprn,name\n" + b"1,X\n" * 5, RegisterKind.PROVIDER)
    assert [one.row for one in refusal.value.wrong] == [2, 3, 4, 5, 6]


@pytest.mark.django_db
def test_importing_twice_changes_nothing() -> None:
    files = [file_of(PROVIDERS), file_of(EPAOS, RegisterKind.EPAO, "epaos.csv")]
    first = import_registers(files, now=datetime(2026, 7, 16, 12, tzinfo=UTC))
    # another day, and the date of the lists was never said
    again = import_registers(files, now=datetime(2026, 7, 20, 12, tzinfo=UTC))
    assert [(one.created, one.changed, one.unchanged) for one in first] == [(2, 0, 0), (3, 0, 0)]
    assert [(one.created, one.changed, one.unchanged) for one in again] == [(0, 0, 2), (0, 0, 3)]
    assert RegisterEntry.history.count() == 5
    assert RegisterEntry.history.first().history_change_reason == "Imported from epaos.csv"


@pytest.mark.django_db
def test_an_entry_follows_the_newest_list_that_has_it() -> None:
    import_registers([file_of(PROVIDERS)], now=timezone.now(), taken_on=date(2026, 7, 16))
    import_registers(
        [file_of("ukprn,name\n90000001,LANTERN TRAINING\n", source="old.csv")],
        now=timezone.now(),
        taken_on=date(2025, 5, 1),
    )
    assert RegisterEntry.objects.get(reference="90000001").source == "providers.csv"
    import_registers(
        [file_of("ukprn,name\n90000001,LANTERN TRAINING\n", source="new.csv")],
        now=timezone.now(),
        taken_on=date(2026, 8, 1),
    )
    kept = {row.reference: (row.name, row.source, row.taken_on) for row in RegisterEntry.objects.all()}
    assert kept == {
        "90000001": ("LANTERN TRAINING", "new.csv", date(2026, 8, 1)),
        "90000002": ("Birch, Oak & Co", "providers.csv", date(2026, 7, 16)),
    }


@pytest.mark.django_db
def test_one_wrong_file_saves_nothing_of_any() -> None:
    with pytest.raises(NotARegister, match=r"wrong\.csv: "):
        import_registers([file_of(PROVIDERS), file_of("a,b\n", source="wrong.csv")], now=timezone.now())
    assert not RegisterEntry.objects.exists()


@pytest.mark.django_db
def test_names_are_found_on_registers_by_their_normalised_form(django_assert_num_queries) -> None:
    import_registers([file_of(PROVIDERS), file_of(EPAOS, RegisterKind.EPAO, "epaos.csv")], now=timezone.now())
    with django_assert_num_queries(1):
        found = on_registers(["LANTERN TRAINING", "Birch Oak and Co.", "Oakmark Ltd", "Willow", ""])
    assert found == {
        "LANTERN TRAINING": {"provider", "epao"},
        "Birch Oak and Co.": {"provider"},
        "Oakmark Ltd": {"epao"},
    }
    assert [entry.reference for entry in entries_of(["oakmark"])["oakmark"]] == ["EPA9002"]


FULL_FORMS = """Ukprn,Name
90000001,LANTERN TELECOM PUBLIC LIMITED COMPANY
90000002,BIRCH ADVISERS LIMITED LIABILITY PARTNERSHIP
90000003,WILLOW CARE COMMUNITY INTEREST COMPANY
90000004,OAK MOTORS (UK) LIMITED
90000005,ELM FOODS LIMITED T/A ELM ACADEMY
90000006,THE ASH TRUST LIMITED
90000007,FIR & SONS C.I.C.
90000008,BRYN CYFYNGEDIG
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        *(
            "Lantern Telecom plc",
            "Lantern Telecom P.L.C.",
            "Birch Advisers LLP",
            "Willow Care CIC",
            "Oak Motors UK Ltd",
        ),
        *("Elm Foods Ltd", "Elm Academy", "Elm Foods Limited trading as Something", "Ash Trust", "Fir and Sons CIC"),
        *("Fir & Sons Community Interest Company", "Bryn Ltd", "Lantern\u00a0Telecom plc"),
    ],
)
def test_names_match_across_legal_forms_in_full_and_short(name) -> None:
    import_registers([file_of(FULL_FORMS)], now=timezone.now())
    assert on_registers([name]) == {name: {"provider"}}


def test_the_official_register_of_assessment_organisations_is_read_by_its_own_headings() -> None:
    text = (
        "EPA_organisation_identifier,EPA_organisation,Organisation_type,UKPRN\n"
        "EPA9001,Lantern Assessments Ltd,Awarding organisation,90000001\n"
    )
    for written in (text, text.replace("_", " "), "Register of end-point assessment organisations,,,\n" + text):
        _, [entry] = read(written.encode(), RegisterKind.EPAO)
        assert (entry.reference, entry.name) == ("EPA9001", "Lantern Assessments Ltd")
    with pytest.raises(NotARegister, match="a column of the other register"):
        read(text.encode(), RegisterKind.PROVIDER)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_register_is_read_in_every_usual_encoding(encoding) -> None:
    _, [entry] = read("ukprn,name\n90000001,Café “Lantern”\n".encode(encoding), RegisterKind.PROVIDER)
    assert entry.name == "Café “Lantern”"


def test_characters_that_cannot_be_printed_are_never_stored() -> None:
    with pytest.raises(NotARegister, match="row 2, name: holds characters that cannot be printed"):
        read(b"ukprn,name\n90000001,Lantern\x07Training\n", RegisterKind.PROVIDER)


@pytest.mark.django_db
def test_each_file_is_a_run_with_what_changed_row_by_row() -> None:
    import_registers([file_of(PROVIDERS)], now=timezone.now(), taken_on=date(2026, 7, 1))
    import_registers(
        [file_of(PROVIDERS.replace("Lantern Training", "LANTERN TRAINING"))],
        now=timezone.now(),
        taken_on=date(2026, 8, 1),
    )
    newest, first = ImportRun.objects.all()
    assert (first.source, first.row_count, first.counts) == ("providers.csv", 2, {"new": 2, "unchanged": 0})
    [name, *_] = newest.lines.all()
    assert (name.kind, name.row, name.column) == ("changed", 2, "name")
    assert (name.before, name.after) == ("Lantern Training Ltd", "LANTERN TRAINING Ltd")
