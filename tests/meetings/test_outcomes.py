"""Other apps follow how motions end; they say so once, at start."""

import pytest

from meetings.actions import outcomes


def test_who_follows_is_named_here():
    assert outcomes.registered() == ["proposals"]


def test_nobody_follows_twice():
    with pytest.raises(ValueError, match="proposals is registered already"):
        outcomes.register("proposals", outcomes.Receiver(closed=print, answered=print))
