"""Access functions from a URL to a membership or an invitation: 404 for rows of another group and of other people."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.permissions import Action
from groups.access import get_group
from groups.actions.registering import refuse_withdrawn
from groups.models import Group
from guidance.vocabulary import Approval, ConsentCode
from members.actions.organisations import named_in_group
from members.models import (
    ChairAppointment,
    Consent,
    Engagement,
    Invitation,
    Membership,
    Organisation,
    holding_withdrawn,
)
from members.rules import same_name
from portal.access import or_404
from portal.search import matching


def get_membership(group: Group, *, pk: int) -> Membership:
    """A membership of that group, past ones too, with its person and organisation."""
    memberships = Membership.objects.select_related("person__user", "organisation")
    return or_404(memberships.filter(group=group, pk=pk).first())


def get_invitation(group: Group, *, pk: int) -> Invitation:
    """An invitation of that group, waiting or not: the action says what became of it."""
    return or_404(Invitation.objects.select_related("organisation", "group").filter(group=group, pk=pk).first())


def get_engagement(group: Group, *, pk: int) -> Engagement:
    return or_404(Engagement.objects.select_related("organisation").filter(group=group, pk=pk).first())


def get_appointment(group: Group, *, pk: int) -> ChairAppointment:
    """One of the group's own chairs; another group's is unseen."""
    appointment = or_404(ChairAppointment.objects.select_related("person").filter(group=group, pk=pk).first())
    appointment.group = group
    return appointment


def withdrew_holding(memberships: QuerySet[Membership], on: date) -> set[int]:
    """The keys of those who agreed to their details being held and took it back: nobody else sees their contacts."""
    return set(memberships.filter(holding_withdrawn(on)).values_list("pk", flat=True))


def get_own_membership(user: User, *, pk: int, on: date, to_change: bool = False) -> Membership:
    """The user's own current membership of group `pk`, with that group (stage and roles as `get_group` gives them).

    404 for a group that the user does not see and for one on which the user does not serve; with `to_change` Conflict
    once support is withdrawn, when only leaving, withdrawing consents and ending interests is left to do.
    """
    group = get_group(user, Action.GROUP_VIEW, pk=pk, on=on)
    own = Membership.objects.current(on).select_related("person__user", "organisation")
    membership = or_404(own.filter(group=group, person__user=user).first())
    membership.group = group
    if to_change:
        refuse_withdrawn(group)
    return membership


def get_own_appointment(user: User, *, pk: int, on: date, to_change: bool = True) -> ChairAppointment:
    """The user's own appointment as chair of group `pk`, current or to come; 403 for others who see the group.

    With `to_change` Conflict once support is withdrawn, when only taking back what was confirmed is left to do.
    """
    group = get_group(user, Action.GROUP_VIEW, pk=pk, on=on)
    terms = ChairAppointment.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on)).exclude(
        ended_on__lte=F("started_on")
    )
    if not Membership.objects.current(on).employers().filter(group=group, person__user=user).exists():
        raise PermissionDenied("Only the chair confirms this, who serves on the group as an employer member.")
    own = terms.filter(group=group, person__user=user).select_related("person")
    appointment = own.order_by("started_on", "pk").first()
    if appointment is None:
        raise PermissionDenied("Only the chair confirms this.")
    if to_change:
        refuse_withdrawn(group)
    appointment.group = group
    return appointment


def get_own_invitation(user: User, *, pk: int) -> Invitation:
    """The invitation that was sent to the user's own address; 404 for everybody else."""
    invitations = Invitation.objects.select_related("group__occupation", "organisation", "invited_by", "membership")
    return or_404(invitations.filter(pk=pk, email=user.email).first())


# --- what everybody may see; asked for at each request, so that a consent withdrawn counts at once -------------------
def named_in_public(on: date) -> QuerySet[Membership]:
    """Approved employer members whose employer agrees, on that day, to its name being published."""
    consents = Consent.objects.in_force(on).filter(membership=OuterRef("pk"), code=ConsentCode.EMPLOYER_NAME_PUBLISHED)
    return _approved_employers(on).filter(Exists(consents))


def published_chairs(on: date) -> QuerySet[ChairAppointment]:
    """Chairs who agree, on that day, to their contact details being published, and serve as approved employers."""
    serving = _approved_employers(on).filter(group=OuterRef("group"), person=OuterRef("person"))
    agreed = ChairAppointment.objects.current(on).filter(publication_agreed_on__lte=on)
    return agreed.filter(Q(publication_withdrawn_on=None) | Q(publication_withdrawn_on__gt=on), Exists(serving))


def _approved_employers(on: date) -> QuerySet[Membership]:
    return Membership.objects.current(on).employers().filter(approval=Approval.APPROVED)


NAMES_OFFERED = 10


def names_like(group: Group, text: str, *, on: date) -> list[str]:
    """Names of organisations that hold the text: those that the group knows, then those that every visitor may read.

    Nobody learns from it which employers other groups have, unless these agreed to be named in public; and no people.
    """
    if not text:
        return []
    public = Organisation.objects.filter(pk__in=named_in_public(on).values("organisation"))
    suggestions = [
        names.filter(matching(text, "name")).order_by("name").values_list("name", flat=True)[:NAMES_OFFERED]
        for names in (named_in_group(group), public)
    ]
    different = {same_name(name): name for names in reversed(suggestions) for name in reversed(names)}
    ours = list(suggestions[0])
    return sorted(different.values(), key=lambda name: (name not in ours, name.casefold()))[:NAMES_OFFERED]


# --- changes of chair, and groups that work together ----------------------------------------------------------------


# --- lists of members and of employers ------------------------------------------------------------------------------


# --- organisations and people that may be the same ------------------------------------------------------------------
