"""The second group puts right what is missing, hands the chair over, is returned once, approved, and goes on."""

from datetime import timedelta

from portal.calendar import add_months
from tests.walk import interests, joining, registering
from tests.walk.frame import Walk
from tests.walk.officials import MANAGER
from tests.walk.registering import page_of
from tests.walk.second_group import CHAIR, GROUP, LEAD, SHORT_OF, SOON, TRAINS

LATER = ("Kim Kendal", "Lou Lambert")


def puts_right(walk: Walk) -> None:
    """Each gives what was left out, and says what changed; no fee is charged any more."""
    page = page_of(walk, GROUP)
    for name in (*SHORT_OF, "Epao Adviser"):
        person = walk.person(name)
        person.opens(f"{page}mine/statements/")
        given = {field: joining.ticked(person, field) for field in ("statements", "consents")}
        person.sends(**{field: codes for field, codes in given.items() if codes})
    walk.person(SOON).sends(f"{page}mine/details/", plans_to_serve_until=add_months(walk.today, 36))
    walk.person(TRAINS).sends(f"{page}mine/details/", organisation_kind="employer")
    interests.ends_own(walk, CHAIR)  # which no chair may have
    walk.person(CHAIR).sends(f"{page}running/", charges_fee="False")
    walk.worker()


def changes_a_chair(walk: Walk) -> None:
    """Arranged for a day to come, which comes; the chair who follows was briefed, and is guided by another."""
    chair, page = walk.person(SOON), f"{page_of(walk, GROUP)}chairs/"
    chair.opens(f"{page}hand-over/")
    over = next(box["value"] for box in chair.form().select("input[name=change][value^=over]"))
    follower = walk.person(LEAD).user.person.pk
    chair.sends(change=over, successor=follower, takes_place_on=walk.today + timedelta(days=5))
    registering.accepts_chair(walk.person(LEAD))
    walk.person(MANAGER).sends(walk.person(LEAD).path, to="confirm", decision="confirm")
    walk.later(6)
    walk.worker()


def is_returned_and_approved(walk: Walk) -> None:
    registering.submits(walk, GROUP, by=CHAIR)
    walk.worker()
    registering.decides(walk, GROUP, by=MANAGER, outcome="returned", reasons="Who follows the three who leave?")
    walk.worker()
    registering.submits(walk, GROUP, by=CHAIR)
    registering.decides(walk, GROUP, by=MANAGER)
    walk.worker()


def goes_on(walk: Walk) -> None:
    """Two join after the approval, one of whom is returned; three leave, and whole sectors are not represented."""
    walk.later(20)
    for name in LATER:
        joining.invites(walk, GROUP, name, by=CHAIR)
        joining.accepts(walk, name, details={"organisation_sector": "S"})
    manager, page = walk.person(MANAGER), page_of(walk, GROUP)
    manager.opens(f"{page}members/decide/")
    manager.asks(member=[manager.page.select_one("input[name=member]")["value"]])
    manager.sends(outcome="returned", reasons="Which part of the work do you know yourself?")
    for name, reason in (("Edo Ellis", "resigned"), ("Flo Foster", "service_ended"), ("Gil Grant", "changed_employer")):
        chair = walk.person(CHAIR)
        chair.opens(f"{page}members/")
        chair.follows(name)
        chair.follows("End the membership")
        chair.sends(reason=reason, ended_on=walk.today)
    registering.tells_population(
        walk, GROUP, by=CHAIR, sector_C="14", sector_K="20", region_north_east=""
    )  # where no member is
    walk.worker()
