"""Invitations that nobody accepted: one was reminded of, one opened, one taken back, one expired."""

from tests.walk import joining
from tests.walk.frame import Walk
from tests.walk.registering import page_of
from tests.walk.second_group import CHAIR, GROUP

REMINDED, OPENED, REVOKED = "Rita Reminded", "Otto Opened", "Vera Revoked"


def wait(walk: Walk) -> None:
    for name in (REMINDED, OPENED, REVOKED):
        joining.invites(walk, GROUP, name, by=CHAIR, organisation_sector="", organisation_size="")
    walk.later(4)
    chair, members = walk.person(CHAIR), f"{page_of(walk, GROUP)}members/"
    walk.person(OPENED).follows_mail("invites you")
    chair.sends(members, to="/remind/")
    chair.opens(members)
    chair.follows(f"Revoke the invitation of {REVOKED}")
    chair.sends()
