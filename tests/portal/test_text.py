import pytest
from django.core.exceptions import ValidationError

from portal.text import clean_text, plain_dashes, single_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada Quill \n", "Ada Quill"),
        ("Zoe\u0308", "Zo\u00eb"),  # letter and mark become one character
        ("\ufeffAda\u200b", "Ada"),
        ("\U0001f469\u200d\U0001f692 crew", "\U0001f469\u200d\U0001f692 crew"),  # the joiner within an emoji stays
        ("\u05e9\u05dc\u05d5\u05dd\u200f!", "\u05e9\u05dc\u05d5\u05dd\u200f!"),
        ("", ""),
    ],
)
def test_text_is_stripped_and_normalised_and_otherwise_kept(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\ud800"])
def test_control_characters_are_refused(character):
    for multiline in (False, True):
        with pytest.raises(ValidationError, match="cannot be printed"):
            clean_text(f"a{character}b", multiline=multiline)


@pytest.mark.parametrize("character", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_marks_that_turn_the_text_are_refused(character):
    with pytest.raises(ValidationError, match="direction of the text"):
        clean_text(f"invoice{character}fdp.exe", multiline=True)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_line_breaks_become_one_kind_and_pass_only_where_there_may_be_lines(line_break):
    assert clean_text(f"one{line_break}two", multiline=True) == "one\ntwo"
    with pytest.raises(ValidationError, match="on one line"):
        clean_text(f"one{line_break}two")


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u2009", "\u202f", "\u3000"])
def test_spaces_of_all_kinds_become_plain_ones(space):
    assert clean_text(f"East{space}Midlands{space}") == "East Midlands"


def test_hyphens_that_forbid_a_break_become_plain_and_unseen_joints_go():
    assert clean_text("co\u2011op\u00aderative\u200b\u2010s") == "co-operative-s"
    assert clean_text("10\u201320 years \u2014 or more") == "10\u201320 years \u2014 or more"


def test_numbers_and_codes_have_plain_dashes_only():
    assert plain_dashes("020\u20137946\u22120000\u2011x") == "020-7946-0000-x"


def test_one_line_has_single_spaces():
    assert single_line(" Lantern\u00a0 \n maker ") == "Lantern maker"
