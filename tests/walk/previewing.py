"""What another policy would change: asked for on a page and made by the worker, and by the command."""

import io
import json
from datetime import date

from django.core.management import call_command

from tests.walk.frame import Walk
from tests.walk.officials import MANAGER

OLD, ON = "ifate-2023-11", date(2026, 2, 2)


def is_asked_for(walk: Walk) -> None:
    manager = walk.person(MANAGER)
    manager.opens("/policies/preview/")
    manager.sends(policy=OLD, on=ON)
    walk.worker()
    manager.opens(manager.path)
    manager.sees("groups would change")
    said = io.StringIO()
    call_command("preview_policy", OLD, "--as-of", ON.isoformat(), stdout=said)
    assert json.loads(said.getvalue())["counts"]["groups"]
