"""Under the guidance of June 2025 people of an older group read the new words; some give what these ask for."""

from tests.walk import joining
from tests.walk.first_group import GROUP, LEAD, MEMBERS
from tests.walk.frame import Walk
from tests.walk.registering import page_of


def reads_new_words(walk: Walk) -> None:
    walk.worker()
    page = page_of(walk, GROUP)
    for name in (LEAD, *MEMBERS[:2]):
        person = walk.person(name)
        person.opens(f"{page}mine/statements/")
        given = {field: joining.ticked(person, field) for field in ("statements", "consents")}
        person.sends(**{field: codes for field, codes in given.items() if codes})
    chair = walk.person(LEAD)
    chair.sends(f"{page}chairs/confirm/", has_no_interest=True, agrees_to_publication=True)


def withdraws(walk: Walk) -> None:
    """A chair what is published of her, a member that the portal holds his details."""
    page = page_of(walk, GROUP)
    walk.person(LEAD).sends(f"{page}chairs/confirm/publication/withdraw/", answer="yes")
    walk.person(LEAD).sends(f"{page}chairs/confirm/no_interest/withdraw/", answer="yes")
    walk.person(MEMBERS[3]).sends(f"{page}mine/statements/details_held/withdraw/", answer="yes")
    walk.worker()
