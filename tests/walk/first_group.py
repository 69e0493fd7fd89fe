"""A group under the guidance of November 2023: enquiry, members, chair, what it says of itself, submitted, approved."""

from tests.walk import enquiry, joining, registering
from tests.walk.frame import Walk
from tests.walk.officials import MANAGER

GROUP, LEAD, ADVISER = "first", "Lena Leader", "Ava Adviser"
MEMBERS = tuple(f"{name} First" for name in ("Ben", "Cem", "Dot", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon"))


def enquires(walk: Walk) -> None:
    enquiry.enquires(walk, LEAD, "ST9001")
    walk.later(2)
    enquiry.is_accepted(walk, LEAD, GROUP, by=MANAGER)
    walk.worker()


def has_members(walk: Walk) -> None:
    joining.adds_self(walk, GROUP, LEAD)
    joining.come(walk, GROUP, MEMBERS, by=LEAD, start=1)
    joining.invites(walk, GROUP, ADVISER, by=LEAD, kind="adviser", organisation_kind="epao", adviser_kind="epao")
    joining.accepts(walk, ADVISER)


def registers(walk: Walk) -> None:
    registering.answers_tasks(walk, GROUP, by=LEAD)
    registering.tells_population(walk, GROUP, by=LEAD)
    registering.has_chairs(walk, GROUP, LEAD, by=LEAD, confirmed_by=MANAGER)
    walk.worker()


def is_approved(walk: Walk) -> None:
    walk.later(10)
    registering.submits(walk, GROUP, by=LEAD)
    walk.worker()
    walk.later(3)
    registering.decides(walk, GROUP, by=MANAGER)
    walk.worker()
