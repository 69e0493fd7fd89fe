"""Records read from the tables say the same as those of the dossier: each example, loaded into real tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guidance.policies import policy_called, policy_for
from oversight.dossier.duties import duties
from tests.duties.loading import load, sayable
from tests.duties.loading.answering import answered
from tests.guidance.duties.test_examples import MIXED
from tests.oversight.dossier import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", MIXED, ids=lambda path: path.stem)
def test_example(path: Path) -> None:
    """What tables cannot say is left out of the dossier, and the answer to the rest compared in full: the dossier's own
    is the expected one, as `test_examples` has it."""
    said, expected = sayable(read(path)), read(path.with_name(f"{path.stem}.expected.json"))
    on, policy = date.fromisoformat(expected["as_of"]), policy_called(expected["policy"])
    assert policy == policy_for(on)
    entering = load(said, on)
    assert answered(entering, on) == duties(said, on, policy, ended=True)
