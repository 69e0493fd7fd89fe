"""Each duty begins, is due and ends as its line says."""

import pytest

from tests.guidance.duties import chairs, documents, people, work
from tests.guidance.duties.table import Line, check, check_end

TABLE = [*people.TABLE, *chairs.TABLE, *documents.TABLE, *work.TABLE]


def _name(line: Line) -> str:
    return f"{line.code} {line.how}"


@pytest.mark.parametrize("line", TABLE, ids=_name)
def test_begins_and_is_due(line: Line) -> None:
    check(line)


@pytest.mark.parametrize("line", TABLE, ids=_name)
def test_ends_by_its_fact(line: Line) -> None:
    check_end(line)
