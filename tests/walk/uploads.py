"""A chair uploads a list of members: rows that are new, changed, there already, and wrong; it waits to be put right."""

from members.rules.columns import Key
from tests.members.lists import as_upload, csv_of, person, table
from tests.walk.frame import Walk
from tests.walk.registering import page_of
from tests.walk.second_group import CHAIR, GROUP


def wait_to_be_put_right(walk: Walk) -> None:
    known = [_known(walk, "Bea Barnard", "Operations director"), _known(walk, "Cal Cooper", "Director of lanterns")]
    rows = [*known, person(1), person(2, **{Key.REGION: "Wessex"})]
    uploaded = as_upload(csv_of(table(*rows)))
    walk.person(CHAIR).sends(f"{page_of(walk, GROUP)}members/upload/", **uploaded)


def _known(walk: Walk, name: str, job_title: str) -> dict[str, str]:
    told = {Key.EMAIL: walk.person(name).email, Key.NAME: name, Key.JOB_TITLE: job_title}
    return {str(key): text for key, text in {**told, Key.ORGANISATION: f"{name} Works Ltd"}.items()}
