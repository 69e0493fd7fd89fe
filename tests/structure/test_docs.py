"""Docs say what the code is: the drawing, the index of decisions, the tables that facts read; every link leads on."""

import re
from pathlib import Path

import pytest

from tests.structure import docs
from tests.structure.source import APPS, PROJECT

PAGES = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"), *(PROJECT / ".github").rglob("*.md")]
INVENTED = (
    "overview/views/summary.py",
    "templates/overview/summary.html",
    "tests/overview/test_summary.py",
)  # a how-to's


def test_drawing_is_of_today() -> None:
    """`make drawing` makes it anew."""
    assert docs.between(docs.ARCHITECTURE.read_text(), "drawing") == docs.drawing()


def test_storeys_of_the_drawing_are_those_of_the_contract() -> None:
    assert [app for storey in docs.STOREYS.values() for app in storey] == APPS[::-1]


def test_index_names_every_decision() -> None:
    """`make drawing` makes it anew."""
    assert docs.between((docs.DECISIONS / "README.md").read_text(), "index") == docs.index()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_to_a_file_leads_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)", page.read_text())
    files = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in files if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    """Names of files in backticks, with their folder; those of decisions are of their day."""
    if page.parent == docs.DECISIONS:
        return
    named = re.findall(r"`((?:[\w.]+/)+[\w.]+\.(?:py|md|html|toml|json|txt|tsv))`", page.read_text())
    assert [name for name in named if name not in INVENTED and not (PROJECT / name).exists()] == []
