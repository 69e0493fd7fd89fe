"""Somebody whose details are known from another group only says what belongs to this one."""

from typing import Any

from members.forms.answers import OF_MEMBERS, DetailsForm, shown_membership
from members.forms.organisations import EMPLOYS
from members.models import Invitation, Membership
from members.rules import same_name

OF_THIS_GROUP = (*OF_MEMBERS, EMPLOYS)
NEEDED = ("name", "job_title", *(f"organisation_{name}" for name in ("name", "kind", "sector", "size", "region")))
ORGANISATION = "organisation_"


class ReturningPersonForm(DetailsForm):
    """Asks for nothing that `membership`, one of another group, tells; of advisers and facilitators for nothing."""

    is_complete = False

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answered = shown_membership(membership)
        for name in [name for name in self.fields if name not in OF_THIS_GROUP]:
            del self.fields[name]
        if EMPLOYS in self.fields:
            self._must_say_whether_it_employs()

    def answers(self) -> dict[str, Any]:
        """As those of the whole form."""
        content = {**self.answered, **{name: self.cleaned_data[name] for name in self.fields}}
        if EMPLOYS not in self.fields:
            content.pop(EMPLOYS, None)
        own = {name: value for name, value in content.items() if not name.startswith(ORGANISATION)}
        if not self.fields:
            own = {name: value for name, value in own.items() if name not in OF_MEMBERS}
        organisation = {
            name.removeprefix(ORGANISATION): content[name] for name in content if name.startswith(ORGANISATION)
        }
        return own | {"organisation": organisation}


def is_enough(membership: Membership, invitation: Invitation) -> bool:
    """Whether everything is known, and the invitation names the same employer."""
    shown = shown_membership(membership)
    is_same = same_name(membership.organisation.name) == same_name(invitation.organisation.name)
    return is_same and all(shown[name] for name in NEEDED)
