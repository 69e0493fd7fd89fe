"""Somebody whose details are known from another group only says what belongs to this one."""

from typing import Any

from members.forms.answers import OF_MEMBERS, DetailsForm, shown_membership
from members.forms.organisations import EMPLOYS
from members.models import Invitation, Membership
from members.rules import same_name

OF_THIS_GROUP = (*OF_MEMBERS, EMPLOYS)
NEEDED = ("name", "job_title", *(f"organisation_{name}" for name in ("name", "kind", "sector", "size", "region")))
ORGANISATION = "organisation_"


class KnownDetailsForm(DetailsForm):
    """Asks for nothing that `known`, a membership of another group, tells; of advisers and facilitators for nothing."""

    is_complete = False

    def __init__(self, *args: Any, known: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = shown_membership(known)
        for name in [name for name in self.fields if name not in OF_THIS_GROUP]:
            del self.fields[name]
        if EMPLOYS in self.fields:
            self._must_say_whether_it_employs()

    def answers(self) -> dict[str, Any]:
        """As those of the whole form."""
        told = {**self.known, **{name: self.cleaned_data[name] for name in self.fields}}
        if EMPLOYS not in self.fields:
            told.pop(EMPLOYS, None)
        own = {name: value for name, value in told.items() if not name.startswith(ORGANISATION)}
        if not self.fields:
            own = {name: value for name, value in own.items() if name not in OF_MEMBERS}
        organisation = {name.removeprefix(ORGANISATION): told[name] for name in told if name.startswith(ORGANISATION)}
        return own | {"organisation": organisation}


def is_enough(known: Membership, invitation: Invitation) -> bool:
    """Whether everything is known, and the invitation names the same employer."""
    shown = shown_membership(known)
    is_same = same_name(known.organisation.name) == same_name(invitation.organisation.name)
    return is_same and all(shown[name] for name in NEEDED)
