"""Which official answers for an enquiry, from the day it is received until it is decided."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q

from accounts.enums import OfficialRole
from accounts.models import User
from groups import emails
from groups.enums import EnquiryState
from groups.models import Enquiry
from occupations.models import RouteOfficial
from portal import history
from portal.exceptions import Conflict


def first_official(enquiry: Enquiry, on: date) -> User | None:
    """Of the product managers on the list of the enquiry's route on that day, the one who leads fewest groups, then the
    one with the lowest key; None where there is none, or no route."""
    route = enquiry.occupation.route_id if enquiry.occupation else enquiry.route_id
    listed = RouteOfficial.objects.at_hand(on).filter(route=route).values("user")
    managers = User.objects.filter(pk__in=listed, official_role=OfficialRole.PRODUCT_MANAGER)
    current = Q(groups_led__started_on__lte=on) & (Q(groups_led__ended_on=None) | Q(groups_led__ended_on__gt=on))
    return managers.annotate(led=Count("groups_led", filter=current)).order_by("led", "pk").first()


@transaction.atomic
def allocate(*, enquiry: Enquiry, user: User, by: User, now: datetime) -> Enquiry:
    """A product manager answers for it from now on; whoever is given it by somebody else is told.

    Raises ValidationError for who is no product manager with an open account, Conflict once it is decided.
    """
    enquiry = Enquiry.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=enquiry.pk)
    refuse_decided(enquiry)
    if not user.is_active or user.official_role != OfficialRole.PRODUCT_MANAGER:
        raise ValidationError({"user": f"{user.name} is no product manager with an open account"})
    if enquiry.allocated_to_id == user.pk:
        return enquiry
    enquiry.allocated_to = user
    history.save(enquiry, by=by, why="Enquiry allocated", fields=["allocated_to"])
    if user != by:
        emails.enquiry_allocated(enquiry, user, key=f"{now.timestamp()}")
    return enquiry


def refuse_decided(enquiry: Enquiry) -> None:
    """Raise Conflict once it is decided."""
    if enquiry.state == EnquiryState.RECEIVED:
        return
    raise Conflict(
        "This enquiry has been decided already.",
        state=enquiry.get_state_display(),
        by=str(enquiry.decided_by or ""),
        at=enquiry.decided_at,
        next_href=enquiry.get_absolute_url(),
        next_text="See the enquiry",
    )
