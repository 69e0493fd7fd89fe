"""An official asks what another policy would change, without script, and reads the answer group by group."""

from datetime import date

from django.utils import timezone

from oversight import actions
from tests.journeys.visitor import Visitor
from tests.oversight.dossier import load
from tests.oversight.sample import dossier

ON = date(2026, 3, 1)


def work() -> None:
    """What the workers do when they are woken."""
    for pk in actions.lease_parts(now=timezone.now()):
        actions.compare_part(pk)


def test_preview_of_a_policy(product_manager: Visitor) -> None:
    told = dossier(10, name="Lantern keepers")
    for row in told["memberships"]:
        row["organisation"] = "o01"
    load(told)
    official = product_manager

    official.opens("/policies/preview/")
    official.is_at("Preview a policy")
    official.opens("/policies/preview/?policy=ifate-2023-11&on=2026-03-01")
    official.presses("Preview the policy")
    official.sees("Waiting for a free worker")
    work()
    official.opens("/policies/preview/?policy=ifate-2023-11&on=2026-03-01")
    official.sees("would change")
    official.sees("1 employer; 10 to 20 expected")
