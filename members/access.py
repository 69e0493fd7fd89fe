"""The doors from a URL to a membership or an invitation: 404 for rows of another group and of other people."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import User
from accounts.permissions import Action, Role, can
from groups.access import get_group, official_roles
from groups.actions.registering import refuse_withdrawn
from groups.models import Group
from members.actions import ties
from members.actions.organisations import known_to
from members.enums import Approval, ConsentCode
from members.models import (
    ChairAppointment,
    Collaboration,
    Consent,
    Engagement,
    HandOver,
    Invitation,
    ListQuestion,
    Membership,
    MemberUpload,
    Organisation,
    OverArchingChair,
    Pair,
    Participation,
    Person,
    PersonDouble,
    holding_withdrawn,
)
from members.rules import same_name
from portal.search import matching
from portal.shortcuts import or_404


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
    consents = Consent.objects.standing(on).filter(membership=OuterRef("pk"), code=ConsentCode.EMPLOYER_NAME_PUBLISHED)
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
    found = [
        names.filter(matching(text, "name")).order_by("name").values_list("name", flat=True)[:NAMES_OFFERED]
        for names in (known_to(group), public)
    ]
    different = {same_name(name): name for names in reversed(found) for name in reversed(names)}
    ours = list(found[0])
    return sorted(different.values(), key=lambda name: (name not in ours, name.casefold()))[:NAMES_OFFERED]


# --- changes of chair, and groups that work together ----------------------------------------------------------------
def get_hand_over(user: User, *, pk: int, hand_over_pk: int, on: date) -> HandOver:
    """A change of chair of group `pk`, for those who lead it, officials, and who hands over or follows.

    403 for others who see the group; its group has `roles`, as by the door.
    """
    group = get_group(user, Action.GROUP_VIEW, pk=pk, on=on)
    rows = HandOver.objects.select_related(
        "leaving__person", "successor", "appointment", "arranged_by", "confirmed_by", "called_off_by"
    )
    hand_over = or_404(rows.filter(group=group, pk=hand_over_pk).first())
    people = [hand_over.successor, hand_over.leaving.person if hand_over.leaving else None]
    is_own = user.pk in {person.user_id for person in people if person}
    if not is_own and not can(group.roles, Action.HAND_OVER_VIEW):
        raise PermissionDenied("Only those who hand over the chair and those who lead the group see this.")
    hand_over.group = group
    return hand_over


def get_collaboration(user: User, action: Action, *, pk: int, on: date) -> Collaboration:
    """Groups that work together, with what the user is towards them.

    `roles`; `chaired`: the user's own groups that take part; `asked`: those asked to; `sees_states`: whether how far
    each group is may be seen, which who is only asked does not. 404 for everybody else, 403 where barred.
    """
    one = or_404(Collaboration.objects.filter(pk=pk).first())
    chairing = ChairAppointment.objects.leading(on).filter(person__user=user).values("group")
    own = Participation.objects.open(on).filter(collaboration=one, group__in=chairing).select_related("group")
    one.chaired = [row.group for row in own if row.joined_on]
    one.asked = [row.group for row in own if not row.joined_on]
    is_coordinator = OverArchingChair.objects.current(on).filter(collaboration=one, person__user=user).exists()
    held = {Role.CHAIR: bool(one.chaired), Role.OVER_ARCHING_CHAIR: is_coordinator}
    one.roles = official_roles(user) | {role for role, holds in held.items() if holds}
    one.sees_states = can(one.roles, Action.COLLABORATION_VIEW)
    if not one.sees_states and not one.asked:
        raise Http404
    if action != Action.COLLABORATION_VIEW and not can(one.roles, action):
        raise PermissionDenied("Only the chairs of the groups that take part do this.")
    return one


def get_participation(user: User, *, pk: int, participation_pk: int, on: date) -> Participation:
    """The part of one of the user's own groups in a collaboration, for its chair; 403 for others who see it."""
    one = get_collaboration(user, Action.COLLABORATION_VIEW, pk=pk, on=on)
    rows = Participation.objects.select_related("group", "collaboration").filter(collaboration=one)
    participation = or_404(rows.filter(pk=participation_pk).first())
    if participation.group not in (*one.chaired, *one.asked):
        raise PermissionDenied("Only the group’s own chair does this.")
    return participation


# --- lists of members and of employers ------------------------------------------------------------------------------
def get_upload(group: Group, *, pk: int) -> MemberUpload:
    """A list that was uploaded for that group, confirmed or not."""
    uploads = MemberUpload.objects.select_related("uploaded_by", "confirmed_by", "begun_by")
    return or_404(uploads.filter(group=group, pk=pk).first())


def get_list_question(group: Group, *, pk: int) -> ListQuestion:
    asked = ListQuestion.objects.select_related("listed__organisation", "answered_by")
    return or_404(asked.filter(listed__group=group, pk=pk).first())


# --- organisations and people that may be the same ------------------------------------------------------------------
def get_double(model: type[Pair], *, pk: int) -> Pair:
    """For officials, who passed `require` before."""
    pairs: Any = model._default_manager.select_related("first", "second", "kept", "judged_by")
    return or_404(pairs.filter(pk=pk).first())


def groups_naming(model: type[Pair], keys: Iterable[int]) -> dict[int, list[Group]]:
    """By the key of one of a pair the groups in which anything names it; two statements."""
    keys = set(keys)
    pairs = ties.groups_naming(Person if model is PersonDouble else Organisation, keys)
    groups = Group.objects.in_bulk({group for _, group in pairs})
    named: dict[int, list[Group]] = {key: [] for key in keys}
    for key, group in sorted(pairs):
        named[key].append(groups[group])
    return named
