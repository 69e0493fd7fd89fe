"""Who signs in, and when officials are away. A person of a group is `members.Person`; an official is a user with a
role."""

from accounts.models.absences import Absence, AbsenceQuerySet
from accounts.models.covering import acts_for
from accounts.models.users import OfficialInvitation, User, UserManager

__all__ = [
    "Absence",
    "AbsenceQuerySet",
    "OfficialInvitation",
    "User",
    "UserManager",
    "acts_for",
]
