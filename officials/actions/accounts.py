from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from accounts import emails
from accounts.actions import end_sessions
from accounts.enums import OfficialRole
from accounts.models import User
from members.models import Membership
from portal import history

OFFICIALS_LOCK = 5_201_621  # any number that no other advisory lock of the portal uses


class NotAllowed(PermissionDenied):
    """The person who asks may not do this; the text says why, in words for the page (403 where no view catches it)."""


@transaction.atomic
def set_official_role(*, user: User, role: OfficialRole | str, by: User | None, reason: str) -> User:
    """Gives an official's role, or takes it away (""); history keeps who and why. Holds from the next request on.

    `by` is an administrator other than the person, or None for a command run on the server. Raises NotAllowed.
    """
    if role and role not in OfficialRole.values:
        raise ValueError(f"unknown role {role!r}")
    lock_officials()
    if by is not None:
        require_administrator(by, user)
    if role != OfficialRole.ADMINISTRATOR:
        _refuse_last_administrator(user)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.official_role = role
    user.is_staff = role == OfficialRole.ADMINISTRATOR
    user.is_superuser = user.is_superuser and user.is_staff
    return history.save(user, by=by, why=reason, fields=["official_role", "is_staff", "is_superuser"])


@transaction.atomic
def change_official(*, user: User, name: str, role: OfficialRole | str, by: User, reason: str) -> User:
    """An administrator sets somebody's name and official's role ("" takes it away). Raises NotAllowed."""
    lock_officials()
    require_administrator(by, user)
    user = User.objects.select_for_update().get(pk=user.pk)
    if name != user.name:
        user.name = name
        history.save(user, by=by, why=reason, fields=["name"])
    if role == user.official_role:
        return user
    if not user.is_official:
        refuse_who_serves(user)
    user = set_official_role(user=user, role=role, by=by, reason=reason)
    if role:
        emails.role_given(user, by=by, now=timezone.now())
    return user


@transaction.atomic
def set_active(*, user: User, is_active: bool, by: User, reason: str) -> User:
    """Lets the person sign in, or stops them: their sessions end at once. Raises NotAllowed."""
    lock_officials()
    require_administrator(by, user)
    if not is_active:
        _refuse_last_administrator(user)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = is_active
    history.save(user, by=by, why=reason, fields=["is_active"])
    if not is_active:
        end_sessions(user=user)
    return user


@transaction.atomic
def reset_second_factor(*, user: User, by: User, reason: str) -> None:
    """Removes a lost factor and the recovery codes and ends the person's sessions; the next sign-in asks for a new one.

    Raises NotAllowed.
    """
    require_administrator(by, user)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)
    history.save(user, by=by, why=f"Second factor reset: {reason}", fields=["is_active"])


def require_administrator(by: User, user: User | None = None) -> None:
    """Raises NotAllowed where `by` is no active administrator any more, or `user` is their own account."""
    if not User.objects.administrators().filter(pk=by.pk).exists():
        raise NotAllowed("Only an administrator may do this")
    if user is not None and by.pk == user.pk:
        raise NotAllowed("Another administrator must do this for your own account")


def refuse_who_serves(user: User) -> None:
    """Nobody decides for the regulator about a group on which they serve."""
    if Membership.objects.filter(person__user=user, ended_on=None).exists():
        raise NotAllowed(
            f"{user.name} serves on a group, and an official cannot: the membership must end first, or use another"
            " address"
        )


def _refuse_last_administrator(user: User) -> None:
    """Somebody must be able to appoint others; asked under the lock of officials."""
    if list(User.objects.administrators()[:2]) == [user]:
        raise NotAllowed(f"{user.name} is the only administrator: make another one first")


def lock_officials() -> None:
    """Who becomes an official, and who stays an administrator, is settled by one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [OFFICIALS_LOCK])
