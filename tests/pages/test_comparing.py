"""Two folders of pages: what differs is said, once for all pages that share it."""

from pathlib import Path

import pytest

from tests.pages.comparing import compared, main, read_names, with_names
from tests.pages.folding import folded

PAGE = (
    '<main class="app-more"><h1>Members</h1><label for="name">Full name</label><p>Write to <a>them</a> now</p></main>'
)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two renderings of three pages, alike."""
    for folder in ("old", "new"):
        for column in ("chair", "memb", "mgr"):
            path = tmp_path / folder / "groups-INT-members" / f"get-{column}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(folded(PAGE))
    return tmp_path / "old", tmp_path / "new"


def change(folder: Path, column: str, before: str, after: str) -> None:
    path = folder / "groups-INT-members" / f"get-{column}.txt"
    assert before in PAGE
    path.write_text(folded(PAGE.replace(before, after)))


def test_equal_pages_are_no_difference(folders, capsys):
    assert main(*map(str, folders)) == 0
    assert capsys.readouterr().out == "3 pages, all as before\n"


def test_label_changed_on_purpose_is_seen(folders, capsys):
    change(folders[1], "chair", "Full name", "Name")
    assert main(*map(str, folders)) == 1
    shown = capsys.readouterr().out.splitlines()
    assert "--- differs: 1 page" in shown
    assert "    groups-INT-members/get-chair.txt" in shown
    assert '-<label for="name">Full name</label>' in shown
    assert '+<label for="name">Name</label>' in shown


def test_space_lost_between_words_is_seen(folders, capsys):
    change(folders[1], "mgr", "to <a>", "to<a>")
    assert main(*map(str, folders)) == 1
    assert "+Write to<a>them</a> now" in capsys.readouterr().out


def test_pages_that_share_a_difference_are_said_together(folders, capsys):
    for column in ("chair", "memb"):
        change(folders[1], column, "Members", "People")
    change(folders[1], "mgr", "now", "soon")
    main(*map(str, folders))
    shown = capsys.readouterr().out
    assert shown.index("--- differs: 2 pages") < shown.index("--- differs: 1 page\n")
    assert shown.count("+People") == 1


def test_page_that_is_gone_or_new_is_seen():
    before, after = {"a.txt": "x", "b.txt": "x"}, {"b.txt": "x", "c.txt": "x"}
    assert list(compared(before, after, {})) == [
        "--- no longer rendered: 1 page\n    a.txt\n",
        "--- rendered only now: 1 page\n    c.txt\n",
    ]


def test_difference_in_the_last_line_break_is_seen():
    assert list(compared({"a.txt": "x"}, {"a.txt": "x\n"}, {})) != []


def test_renamed_strings_are_no_difference(folders, tmp_path):
    for column in ("chair", "memb", "mgr"):
        change(folders[1], column, "app-more", "app-table__secondary")
    names = tmp_path / "names.tsv"
    names.write_text("app-more\tapp-table__secondary\n")
    assert main(*map(str, folders)) == 1
    assert main(*map(str, folders), str(names)) == 0


def test_only_whole_names_are_renamed_and_two_may_be_swapped():
    assert (
        with_names("app-more app-more__x my-app-more more", {"app-more": "new"}) == "new app-more__x my-app-more more"
    )
    assert with_names("a b", {"a": "b", "b": "a"}) == "b a"


def test_line_of_names_without_two_columns_is_an_error():
    assert read_names("a\tb\n\nc\td\n") == {"a": "b", "c": "d"}
    with pytest.raises(ValueError, match="two columns"):
        read_names("a b\n")


def test_folder_that_is_not_there_is_an_error(folders, tmp_path):
    with pytest.raises(SystemExit, match="make pages writes it"):
        main(str(folders[0]), str(tmp_path / "none"))
