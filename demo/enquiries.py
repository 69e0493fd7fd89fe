"""Three enquiries that wait for a product manager, of different ages.

One is not on the map, and one asks for another group in an occupation that has one.
"""

from datetime import timedelta

from django.utils import timezone

from demo.clock import ago
from demo.scene import Scene
from groups.enums import EnquiryState, EnquiryWish
from groups.models import Enquiry
from occupations.models import Route
from portal.links import new_nonce

NEW = {"proposed_title": "Heat network operator", "proposed_level": 3}
HAS_A_GROUP = "ST0880"
WISH = {
    "wish": EnquiryWish.ANOTHER,
    "another_reason": "The group that exists is of banks. Fourteen lenders outside it would like a group of their own.",
}
# days ago, the occupation's reference or "", the route's sequence, organisation, reason
WAITING = (
    (
        14,
        HAS_A_GROUP,
        11,
        "Example Larkrise Asset Finance plc",
        "Fourteen lenders have met twice. We all train people for two years and none of us does it in the same way.",
    ),
    (
        6,
        "ST1410",
        0,
        "Example Oatridge Sports Grounds Ltd",
        "Clubs and councils cannot find people who can lead a ground staff. Nine of us would like to form a group.",
    ),
    (
        1,
        "",
        4,
        "Example Winterbeck Heat Networks Ltd",
        "Heat networks are growing fast, and nothing on the map covers the people who run them day and night.",
    ),
)


def add_waiting(scene: Scene, number: int) -> None:
    """Keep the enquiries, the first with that number."""
    today = timezone.localdate(scene.now)
    routes = {route.sequence: route for route in Route.objects.all()}
    for place, (days, reference, sequence, organisation, reason) in enumerate(WAITING):
        sent = ago(today, days, 11, 15 * place)
        user = scene.user(at=sent)
        enquiry = Enquiry(
            reference=f"EN{number + place:04d}",
            occupation=scene.occupations.get(reference),
            route=routes[sequence],
            reason=reason,
            name=user.name,
            email=user.email,
            organisation=organisation,
            job_title="Head of people",
            state=EnquiryState.RECEIVED,
            nonce=new_nonce(),
            sent_at=sent,
            received_at=sent + timedelta(minutes=12),
            user=user,
            **({} if reference else NEW),
            **(WISH if reference == HAS_A_GROUP else {}),
        )
        scene.book.keep(enquiry, at=sent + timedelta(minutes=12), by=user, why="Enquiry received")
