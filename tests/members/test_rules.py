import pytest

from members.rules import same_name


@pytest.mark.parametrize(
    "other",
    ["sample works ltd", " Sample  Works Limited ", "Sample Works, Ltd.", "Sample\u00a0Works Private Limited Company"],
)
def test_same_name_passes_over_what_makes_no_difference(other):
    assert same_name(other) == same_name("Sample Works Ltd")


@pytest.mark.parametrize(
    "pair",
    [
        ("Sample & Sons plc", "SAMPLE AND SONS PUBLIC LIMITED COMPANY"),
        ("Sample’s Café CIC", "Samples Cafe Community Interest Company"),
        ("Sample LLP", "Sample L.L.P."),
    ],
)
def test_same_name_passes_over_legal_forms_in_full_accents_and_ampersands(pair):
    assert same_name(pair[0]) == same_name(pair[1])


def test_same_name_tells_names_apart():
    assert same_name("Sample Works Ltd") != same_name("Sample Works (North) Ltd")
