"""Two people who edit the details of one member, or of one invitation: the second is told, with both versions.

See docs/decisions/0001.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import models

from members.models import Invitation, Membership
from portal.edits import form_digest
from portal.exceptions import StaleForm

ORGANISATION = "organisation_"
OF_THE_PERSON = {"name", "phone"}
Detailed = Membership | Invitation


class Seen(NamedTuple):
    """What a form was shown with: a stamp of these answers, by their names in the form."""

    form_digest: str
    names: tuple[str, ...]


def refuse_stale(there: Detailed, answers: Mapping[str, Any], *, seen: Seen | None, page: str) -> None:
    """Raise StaleForm, with both versions by the names of the form, where the details changed since the form was shown.

    `answers` as the actions of the two take them; `seen` is None where no form was shown. What is there
    already may be sent again. `page` is the form's address.
    """
    if seen is None:
        return
    mine, theirs = _flat(answers), {name: _value(there, name) for name in seen.names}
    if form_digest(theirs) == seen.form_digest or all(_value(there, name) == value for name, value in mine.items()):
        return
    last = there.history.select_related("history_user").first()
    name = there.name if isinstance(there, Invitation) else there.person.name
    raise StaleForm(
        f"Somebody else has changed the details of {name} since you opened the page. Nothing of yours was saved yet.",
        by=str(last.history_user or "") if last else "",
        at=last.history_date if last else None,
        next_href=page,
        next_text="Open the page again and make your change",
        theirs=theirs,
        mine=mine,
    )


def _flat(answers: Mapping[str, Any]) -> dict[str, Any]:
    own = {key: value for key, value in answers.items() if key != "organisation"}
    return own | {f"{ORGANISATION}{key}": value for key, value in answers["organisation"].items()}


def _row(there: Detailed, key: str) -> tuple[models.Model, str]:
    """The row that holds an answer, and the name of its field."""
    if key.startswith(ORGANISATION):
        return there.organisation, key.removeprefix(ORGANISATION)
    return (there.person if isinstance(there, Membership) and key in OF_THE_PERSON else there), key


def _value(there: Detailed, key: str) -> Any:
    row, name = _row(there, key)
    return getattr(row, name, "")
