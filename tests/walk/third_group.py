"""A group whose enquirer was signed in; two of its people bear names that others have, and it loses its manager."""

from tests.walk import enquiry, joining
from tests.walk.frame import Walk
from tests.walk.officials import ADMINISTRATOR, MANAGER, SECOND_MANAGER
from tests.walk.person import Person
from tests.walk.registering import page_of

GROUP, LEAD = "third", "Tia Thorn"
NAMESAKE = "ben.first.again@example.org"


def enquires(walk: Walk) -> None:
    """Two enquiries wait, one of them for another group in the same occupation."""
    enquiry.enquires(walk, LEAD, "ST9003")
    walk.later(1)
    enquiry.is_accepted(walk, LEAD, GROUP, by=MANAGER)
    enquiry.enquires(walk, "Wim Waiting", "ST9006")
    reason = "The group that exists is of makers; we repair."
    enquiry.enquires(walk, "Ada Another", "ST9003", wish="another", another_reason=reason)
    walk.worker()


def has_members(walk: Walk) -> None:
    """Employers that the first group knows under nearly the same names, and somebody whom it knows at work."""
    joining.adds_self(walk, GROUP, LEAD, details={"organisation_sector": "O"})
    employers = {"Una Usher": ("Cem First", "P"), "Vic Vance": ("Dot First", "Q")}
    for number, (name, (employer, sector)) in enumerate(employers.items()):
        joining.invites(walk, GROUP, name, by=LEAD, organisation_name=f"{employer} Work Ltd")
        joining.accepts(walk, name, number + 2, details={"organisation_sector": sector})
    occupation = {"regulated": "False", "professional_status": "False"}
    walk.person(LEAD).sends(f"{page_of(walk, GROUP)}occupation/", **occupation)
    walk.people["again"] = Person("Ben First", NAMESAKE)
    joining.invites(walk, GROUP, "again", by=LEAD, organisation_name="Thorn and Sons")
    joining.accepts(walk, "again", 1, details={"organisation_sector": "R", "organisation_region": "north_east"})
    walk.later(1)
    walk.worker()


def changes_hands(walk: Walk) -> None:
    """By the administrator: to another product manager, and then to none."""
    administrator, page = walk.person(ADMINISTRATOR), f"{page_of(walk, GROUP)}product-manager/"
    administrator.sends(page, user=walk.person(SECOND_MANAGER).user.pk, started_on=walk.today)
    walk.later(2)
    administrator.opens(page)
    administrator.follows("/end/")
    administrator.sends(ended_on=walk.today, note="Moves to another team.")
    walk.worker()
