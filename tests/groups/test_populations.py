"""Tables of who employs people in an occupation: what is read, and what is refused with row and column."""

import os
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.rules.populations import COLUMNS, NotATable, category_called, read, template
from guidance.vocabulary import CATEGORIES, Dimension

HEADER = "dimension,category,percent\n"


def test_percentages_and_numbers_of_employers_give_shares() -> None:
    by_percent = read(b"Dimension, Category ,PERCENT\nsize,Small,42%\nsize,250 or more,58\n", occupation="")
    assert by_percent == {Dimension.SIZE: {"small": Decimal("0.42"), "large": Decimal("0.58")}}
    by_number = read(b'dimension,category,employers\nregion,London,"1,000"\nRegion,north_east,3000\n', occupation="")
    assert by_number == {Dimension.REGION: {"london": Decimal("0.25"), "north_east": Decimal("0.75")}}


def test_only_the_rows_of_the_occupation_count() -> None:
    table = "occupation,dimension,category,percent\nST9001,size,small,100\nST9002,size,odd,x\n".encode("utf-16")
    assert read(table, occupation="st9001") == {Dimension.SIZE: {"small": Decimal(1)}}
    with pytest.raises(NotATable, match="has no row for ST9003"):
        read(table, occupation="ST9003")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("", "The file is empty"),
        ("a,b\n", "Row 1 must name the columns: dimension and category missing"),
        ("dimension,category\n", "Row 1 must name one of the columns percent and employers"),
        (HEADER, "The file has a header but no rows"),
        (HEADER + "colour,red,100\n", "Row 2, dimension: “colour” is not size, sector or region"),
        (HEADER + "size,small,100\n\nsize,huge,0\n", "Row 4, category: “huge” is not a size"),
        (HEADER + "size,small,50\nsize,10 to 49,50\n", "Row 3, category: “10 to 49” stands in an earlier row already"),
        (HEADER + "size,small,many\n", "Row 2, percent: “many” is not a number from 0 to 100"),
        (HEADER + "size,small,101\n", "Row 2, percent: “101” is not a number from 0 to 100"),
        (HEADER + "size,small,NaN\n", "Row 2, percent: “NaN” is not a number from 0 to 100"),
        (
            "dimension,category,employers\nsize,small,1.5\n",
            "Row 2, employers: “1.5” is not a number from 0 to 100 million",
        ),
        (HEADER + "size,small,50\n", "The figures by size add up to 50%; they must add up to 100%"),
        ("dimension,category,employers\nsize,small,0\n", "The figures by size are all 0"),
        (HEADER + "size,small,\n", "No row has a figure"),
        (HEADER + "size,small,100,9\n", "Row 2 has 4 cells, the header 3"),
    ],
)
def test_a_wrong_table_is_refused_with_row_and_column(table: str, problem: str) -> None:
    with pytest.raises(NotATable) as refusal:
        read(table.encode(), occupation="")
    assert problem in str(refusal.value)


def test_many_problems_are_shown_in_part() -> None:
    with pytest.raises(NotATable) as refusal:
        read((HEADER + "size,huge,1\n" * 12).encode(), occupation="")
    assert len(refusal.value.problems) == 11
    assert refusal.value.problems[-1] == "And 2 more"


def test_the_template_names_every_category_in_words_that_are_read_again() -> None:
    assert len(template()) == sum(len(categories) for categories in CATEGORIES.values())
    for dimension, category, empty in template():
        assert category_called(Dimension(dimension), category)
        assert (empty, len(COLUMNS)) == ("", 3)


@settings(max_examples=int(os.environ.get("EXAMPLES", "30")), deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEADER + text).encode("utf-8", "ignore")))
def test_whatever_file_is_read_or_refused(content: bytes) -> None:
    try:
        shares = read(content, occupation="ST9001")
    except NotATable as refusal:
        assert refusal.problems
    else:
        assert all(0 <= share <= 1 for one in shares.values() for share in one.values())
