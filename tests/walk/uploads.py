"""A chair uploads a list of members: rows that are new, changed, there already, and wrong; it waits to be put right."""

from lists.rules.columns import Key
from tests.lists.lists import as_upload, csv_of, person, table
from tests.walk.frame import Walk
from tests.walk.person import Person
from tests.walk.registering import page_of
from tests.walk.third_group import GROUP, LEAD


def wait_to_be_put_right(walk: Walk) -> None:
    known = [
        _known(walk.person(LEAD), "Owner", f"{LEAD} Works Ltd"),
        _known(walk.person("again"), "Director of lanterns", "Thorn and Sons"),
    ]
    rows = [*known, person(1), person(2, **{Key.REGION: "Wessex"})]
    uploaded = as_upload(csv_of(table(*rows)))
    walk.person(LEAD).sends(f"{page_of(walk, GROUP)}members/upload/", **uploaded)


def _known(who: Person, job_title: str, employer: str) -> dict[str, str]:
    told = {Key.EMAIL: who.email, Key.NAME: who.name, Key.JOB_TITLE: job_title, Key.ORGANISATION: employer}
    return {str(key): text for key, text in told.items()}
