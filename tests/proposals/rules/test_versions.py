import pytest

from guidance.vocabulary import SubmissionKind
from proposals.rules.sections import PROPOSAL, SECTIONS, section_called, shown
from proposals.rules.versions import changes, fingerprint, unmet_requirements

WHOLE = {section.key: "3" if section.choices else "Text" for section in PROPOSAL}
KIND = SubmissionKind.PROPOSAL


def test_fingerprint_is_that_of_the_words_in_whatever_order():
    assert fingerprint(KIND, WHOLE) == fingerprint(KIND, dict(reversed(WHOLE.items())))
    assert len(fingerprint(KIND, WHOLE)) == 64


@pytest.mark.parametrize("key", WHOLE)
def test_any_other_character_gives_another_fingerprint(key):
    assert fingerprint(KIND, WHOLE | {key: WHOLE[key] + "."}) != fingerprint(KIND, WHOLE)


def test_document_and_kind_are_part_of_the_fingerprint():
    assert len({fingerprint("standard", {}), fingerprint("standard", {}, "a" * 64), fingerprint("revision", {})}) == 3


def test_what_is_missing_before_a_version_can_be_fixed():
    assert unmet_requirements(KIND, WHOLE, has_document=False) == []
    assert unmet_requirements(KIND, WHOLE | {"demand": "  "}, has_document=False) == ["demand"]
    assert unmet_requirements("standard", {"summary": "Text"}, has_document=False) == ["document"]
    assert unmet_requirements("epa_plan", {"summary": "Text"}, has_document=True) == ["assessment_model"]


def test_changes_are_told_word_by_word():
    told = {
        one.section.key: one
        for one in changes(KIND, WHOLE | {"demand": "About 200 a year"}, WHOLE | {"demand": "About 300 a year"})
    }

    assert told["demand"].pieces == (("same", "About "), ("removed", "200 "), ("added", "300 "), ("same", "a year"))
    assert [key for key, one in told.items() if one.is_changed] == ["demand"]


def test_long_texts_are_compared_line_by_line():
    before = "one line\n" * 1_000
    told = changes(KIND, WHOLE | {"duties": before}, WHOLE | {"duties": before + "another\n"})
    pieces = next(one.pieces for one in told if one.section.key == "duties")

    assert pieces == (("same", before), ("added", "another\n"))


def test_answers_with_choices_are_shown_in_words():
    level = section_called(KIND, "level")
    assert shown(level, "3") == "Level 3"
    assert shown(level, "") == ""
    assert section_called(KIND, "nothing") is None


def test_every_section_quotes_the_guidance():
    for sections in SECTIONS.values():
        assert len({section.key for section in sections}) == len(sections)
        assert all(section.sentence and section.document for section in sections)
