"""Lists of employers: how entries are cleaned and accounted for, which files are refused. All names are invented."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lists.rules.doubts import doubt
from lists.rules.lists import NotALists, by_size, read
from tests.lists.employer_lists import file_of, standard


def names_of(*entries: str) -> list[str]:
    return [one.name for one in read(file_of(standard(*entries)))[0].names]


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("  Lantern   Works Ltd ", ["Lantern Works Ltd"]),
        ("Lantern Works,Birch & Oak", ["Lantern Works", "Birch & Oak"]),
        ("Lantern Works,\r\nBirch & Oak,", ["Lantern Works", "Birch & Oak"]),
        ("Lantern Works\r\nBirch & Oak", ["Lantern Works", "Birch & Oak"]),
        ("Lantern Works     Birch & Oak", ["Lantern Works", "Birch & Oak"]),
        ("Lantern Works, Ltd", ["Lantern Works Ltd"]),
        ("Lantern Works (employer chair)", ["Lantern Works"]),
        ("Lantern Works (SME)", ["Lantern Works"]),
        ("Lantern Works (Chair of the employer group)", ["Lantern Works"]),
        ("Lantern Works (Bristol)", ["Lantern Works (Bristol)"]),
        ("• Lantern Works.", ["Lantern Works"]),
        ("Chairmakers of Bristol", ["Chairmakers of Bristol"]),
    ],
)
def test_an_entry_is_cleaned_and_split(entry: str, names: list[str]) -> None:
    assert names_of(entry) == names


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("", "empty: nothing stands between two commas"),
        (" ,\r\n", "empty: nothing stands between two commas"),
        ("[name removed]", "“[name removed]” stands in the place of a name that was left out"),
        ("and Rural Affairs", "“and Rural Affairs” is part of a name that was cut at a comma"),
        ("TBC", "“TBC” is not a name"),
        ("...", "“...” is not a name"),
        ("Lantern\u202eWorks", "holds characters that cannot be printed"),
        ("x" * 201, "is longer than 200 characters"),
        ("LANTERN  WORKS LIMITED", "repeats “Lantern Works Ltd”, which the group’s list has already"),
    ],
)
def test_an_entry_that_gives_no_name_is_rejected_with_its_reason(entry: str, reason: str) -> None:
    one = read(file_of(standard("Lantern Works Ltd", entry)))[0]
    assert (one.entries, one.members) == (2, 1)
    (rejected,) = one.rejected
    assert (rejected.group, rejected.text) == ("ST9001", entry)
    assert reason in rejected.reason


def test_what_is_left_out_of_an_entry_that_gives_a_name_is_told() -> None:
    one = read(file_of(standard("Lantern Works", "Birch & Oak, lantern works")))[0]
    assert (one.members, one.rejected) == (2, [])
    assert [entry.reason for entry in one.split] == [
        "read as “Birch & Oak”; left out: “lantern works” repeats “Lantern Works”, which the group’s list has already"
    ]


def test_groups_are_counted_by_their_entries_as_they_came() -> None:
    lists = read(file_of(*(standard(*[""] * size, number=9000 + size) for size in (0, 1, 9, 10, 20, 21))))
    assert by_size(lists) == {"below_10": 2, "10_to_20": 2, "above_20": 1}


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (b"", "$: not JSON"),
        (b"{", "$: not JSON"),
        (b"[" * 100_000, "$: not JSON"),
        (b"{}", "$: expected a list"),
        (b"[]", "$: expected a list"),
        (b"[1]", "$[0]: expected an object"),
        (b"[{}]", "$[0].name: missing"),
        (file_of(standard(name=None)), "$[0].name: expected text"),
        (file_of(standard(), standard(number="x")), "$[1].reference_code: not a reference like ST0001"),
        (file_of(standard(), standard()), "$[1].reference_code: ST9001 stands in $[0] already"),
        (file_of(standard(employers_involved="Lantern Works")), "$[0].employers_involved: expected a list"),
        (file_of(standard("Lantern Works", 7)), "$[0].employers_involved[1]: expected text"),
        (file_of(standard(level=9)), "$[0].level: expected a level from 2 to 8"),
        (file_of(standard(level=True)), "$[0].level: expected a level from 2 to 8"),
        (file_of(standard(route=["Digital"])), "$[0].route: expected text"),
        (file_of(standard(name="a\u0007b")), "$[0].name: Remove characters"),
    ],
)
def test_a_wrong_file_is_refused_with_the_path_in_it(content: bytes, path: str) -> None:
    with pytest.raises(NotALists) as refusal:
        read(content)
    assert str(refusal.value).startswith(path)


@pytest.mark.parametrize("level", [None, 0, "TBC", ""])
def test_a_level_that_is_not_known_yet_is_none(level: object) -> None:
    assert read(file_of(standard(level=level)))[0].level is None


@settings(max_examples=int(os.environ.get("EXAMPLES", "50")), deadline=None)
@given(
    st.lists(
        st.lists(st.text(max_size=40) | st.text(" ,\r\n()[]aAbB&.", max_size=30), max_size=8), min_size=1, max_size=4
    )
)
def test_every_entry_is_a_member_or_rejected(employers: list[list[str]]) -> None:
    lists = read(file_of(*(standard(*names, number=9000 + place) for place, names in enumerate(employers))))
    for one, entries in zip(lists, employers, strict=True):
        assert one.entries == len(entries) == one.members + len(one.rejected)
        assert all(name.name == name.name.strip() and name.text in entries for name in one.names)
        assert len({name.name for name in one.names}) == len(one.names)
        assert all(entry.reason for entry in one.rejected)


@settings(max_examples=int(os.environ.get("EXAMPLES", "50")), deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["name", "reference_code", "employers_involved"]), inner)
        ),
        max_leaves=12,
    )
)
def test_whatever_json_is_read_or_refused(value: object) -> None:
    try:
        read(json.dumps(value).encode())
    except NotALists as refusal:
        assert refusal.path.startswith("$")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Lantern College", "college"),
        ("University of Lantern", "university"),
        ("Lantern Makers’ Federation", "federation"),
        ("The Institute of Lantern Making (ILM)", "institute"),
        ("Lantern Skills Council", "skills"),
        ("Lantern Industry Council", "council"),
        ("Lantern Training Ltd", "training"),
        ("Chartered Lantern Institute", "institute"),
        ("Institution of Lantern Engineers", "institution"),
        ("Institute of Lantern Learning and Workforce Research", "institute"),
    ],
)
def test_a_name_that_sounds_like_another_body_is_doubted(name: str, word: str) -> None:
    assert f"the word “{word}”" in doubt(name)


@pytest.mark.parametrize(
    "name",
    [
        "Lantern Works Ltd",
        "Lantern City Council",
        "Lantern County Council",
        "Lantern Council",
        "Lantern University Hospitals NHS Foundation Trust",
        "Lantern Building Society",
        "Lantern Housing Association",
        "Lantern Multi Academy Trust",
        "Collegeware Ltd",
        "MRC Lantern Light Institute",
        "Lantern Research Institute",
        "The Institute of Lantern Research",
        "The Sanger Institute",
        "Lantern Lifeboat Institution",
    ],
)
def test_an_everyday_employer_is_not_doubted(name: str) -> None:
    assert doubt(name) == ""
