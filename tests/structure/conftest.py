"""A project of a few lines to count and read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure import figures, names, one_source, source


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two apps, the demo, and templates; what a test writes before it counts."""
    for place in (source, figures, names, one_source):
        monkeypatch.setattr(place, "PROJECT", tmp_path)
    monkeypatch.setattr(source, "APPS", ["lower", "upper"])
    monkeypatch.setattr(figures, "APPS", ["lower", "upper"])
    monkeypatch.setattr(source, "CODE", ["lower", "upper", "demo"])
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    for kept in (source.modules, source.tree, source.templates, figures._pyproject):
        kept.cache_clear()


def write(project: Path, **files: str) -> None:
    """`lower__views="..."` writes lower/views.py, and `lower__` the package itself."""
    for name, text in files.items():
        path = project / f"{name.replace('__', '/')}.py"
        if name.endswith("__"):
            path = path.with_name("__init__.py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
