import pytest

from tests.mutation import accepted
from tests.mutation.accepted import matches, report

TOLD = """
[[facts]]
mutants = "pears: DESC comes to p[1] in *"
reason = "There is one pear."
"""


@pytest.fixture
def told(tmp_path, monkeypatch):
    path = tmp_path / "accepted.toml"
    path.write_text(TOLD)
    monkeypatch.setattr(accepted, "FILE", path)


@pytest.mark.parametrize(
    "survivors, code, said",
    [
        (["pears: DESC comes to p[1] in BY p"], 0, "There is one pear."),
        (["pears: DESC comes to p[1] in BY p", "pears: TRUE instead of p.ripe"], 1, "SURVIVED: pears: TRUE"),
        ([], 1, "OUT OF USE in accepted.toml: pears: DESC"),
    ],
)
def test_survivors_need_a_reason_and_reasons_a_survivor(told, capsys, survivors, code, said):
    assert report("facts", survivors) == code
    assert said in capsys.readouterr().out


def test_every_part_of_the_real_file_gives_its_reasons():
    assert {part: all(accepted.accepted(part).values()) for part in ("facts", "rules")} == {
        "facts": True,
        "rules": True,
    }
    assert not matches("pears: p1", "pears: p[1]")
