"""Enquiries: by the public form with a mailed link, by somebody who is signed in, recorded by an official; decided."""

from urllib.parse import quote

from occupations.models import Occupation
from tests.walk.frame import Walk
from tests.walk.person import Person

WHY = "Eleven employers in three regions train people for it, and no standard says what they must know."


def enquires(walk: Walk, name: str, occupation: str, **more: str) -> Person:
    """By the public form; the address is confirmed by the mailed link."""
    person = walk.person(name)
    asked = {"reason": WHY, "job_title": "Head of training", "organisation": f"{name} Works Ltd"}
    found = Occupation.objects.get(reference=occupation)
    page = f"/enquiries/new/?occupation={found.pk}"  # to which the occupation's page leads
    person.sends(page, name=name, email=person.email, **asked | more)
    person.follows_mail("Confirm your enquiry")
    person.sends()
    return person


def is_accepted(walk: Walk, name: str, group: str, *, by: str) -> int:
    """The product manager starts a group, which the walk knows by that word from now on."""
    manager = walk.person(by)
    manager.opens(f"/enquiries/?state=received&q={quote(name)}")
    manager.follows("EN")
    manager.follows("Decide")
    manager.sends(decision="accept")
    walk.groups[group] = manager.key
    return manager.key
