"""Groups begin to work together, ask others in, leave, and choose who chairs them all."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from chairs.emails import collaborations as emails
from chairs.models import Collaboration, GroupAgreement, OverArchingChair, Participation, ParticipationQuerySet
from groups.actions.recipients import leaders
from groups.actions.registering import lock, lock_any
from groups.models import Group
from members.models import Person
from portal import history
from portal.exceptions import Conflict


@dataclass
class AlreadyThere(Exception):
    """The group takes part, or is asked to, already; `message` says so."""

    message: str


@transaction.atomic
def begin(*, group: Group, name: str, purpose: str, by: User, now: datetime) -> Collaboration:
    """A group's chair begins a collaboration; the group takes part from today on."""
    group, on = lock(group), timezone.localdate(now)
    collaboration = Collaboration(name=name, purpose=purpose, begun_on=on)
    history.save(collaboration, by=by, why="Collaboration begun")
    first = Participation(collaboration=collaboration, group=group, asked_at=now, asked_by=by, joined_on=on)
    history.save(first, by=by, why="Began to work together")
    return collaboration


@transaction.atomic
def ask(*, collaboration: Collaboration, group: Group, by: User, now: datetime) -> Participation:
    """Ask another group to take part; its chair hears of it. Raises AlreadyThere."""
    collaboration, on = _lock(collaboration), timezone.localdate(now)
    if Participation.objects.open(on).filter(collaboration=collaboration, group=group).exists():
        raise AlreadyThere(f"{group.name} ({group.reference}) takes part, or is asked to, already")
    asked = Participation(collaboration=collaboration, group=group, asked_at=now, asked_by=by)
    history.save(asked, by=by, why="Asked to work together")
    for address, name in leaders(group, on).items():
        emails.asked(asked, to=address, name=name)
    return asked


@transaction.atomic
def join(*, participation: Participation, by: User, now: datetime) -> Participation:
    """The group's chair agrees: it takes part from today on. Done once; raises Conflict where it declined or left.

    A person proposed as over-arching chair then needs this group's agreement, too.
    """
    participation = _lock_open(participation, now)
    if participation.joined_on is None:
        participation.joined_on = timezone.localdate(now)
        history.save(participation, by=by, why="Agreed to work together", fields=["joined_on"])
    return participation


@transaction.atomic
def leave(*, participation: Participation, by: User, now: datetime) -> Participation:
    """The group declines, or takes part no longer from today on; it says no more who the over-arching chair is."""
    participation = _lock_open(participation, now)
    participation.ended_on = timezone.localdate(now)
    history.save(participation, by=by, why="No longer works together", fields=["ended_on"])
    for chair in OverArchingChair.objects.proposed().filter(collaboration=participation.collaboration):
        _start_when_agreed(chair, by=by, now=now)
    return participation


# --- the over-arching chair ------------------------------------------------------------------------------------------
@transaction.atomic
def propose_chair(
    *, collaboration: Collaboration, person: Person, groups: list[Group], by: User, now: datetime
) -> OverArchingChair:
    """Propose who coordinates the groups; those whose chair proposes it (`groups`) agree by it.

    An earlier proposal is withdrawn. Who serves now goes on until the groups have agreed. Raises Conflict for whoever
    does so already.
    """
    collaboration, on = _lock(collaboration), timezone.localdate(now)
    if OverArchingChair.objects.current(on).filter(collaboration=collaboration, person=person).exists():
        raise _refused(collaboration, f"{person.name} is the over-arching chair already.")
    for earlier in OverArchingChair.objects.proposed().filter(collaboration=collaboration):
        earlier.ended_on = on
        history.save(earlier, by=by, why="Another person was proposed", fields=["ended_on"])
    chair = OverArchingChair(collaboration=collaboration, person=person, proposed_at=now, proposed_by=by)
    history.save(chair, by=by, why="Over-arching chair proposed")
    for group in groups:
        _agree(chair, group, by=by, now=now)
    _start_when_agreed(chair, by=by, now=now)
    if chair.started_on is None:
        for participation in _joined(collaboration, now).exclude(group__in=groups).select_related("group"):
            for address, name in leaders(participation.group, on).items():
                emails.chair_proposed(chair, to=address, name=name)
    return chair


@transaction.atomic
def agree(*, chair: OverArchingChair, group: Group, by: User, now: datetime) -> OverArchingChair:
    """One group's chair agrees; with the last the term begins, and the one before ends. Done once. Raises Conflict."""
    collaboration = _lock(chair.collaboration)
    chair = OverArchingChair.objects.select_for_update(of=("self",)).select_related("person").get(pk=chair.pk)
    if chair.ended_on:
        raise _refused(collaboration, "This person is not proposed any more.")
    if not _joined(collaboration, now).filter(group=group).exists():
        raise _refused(collaboration, "This group does not take part.")
    _agree(chair, group, by=by, now=now)
    _start_when_agreed(chair, by=by, now=now)
    return chair


@transaction.atomic
def end_chair(*, chair: OverArchingChair, by: User, now: datetime) -> OverArchingChair:
    """A group no longer agrees, or the person does not want it any more: it ends today. Done once."""
    _lock(chair.collaboration)
    chair = OverArchingChair.objects.select_for_update(of=("self",)).get(pk=chair.pk)
    if chair.ended_on is None:
        chair.ended_on = timezone.localdate(now)
        history.save(chair, by=by, why="Over-arching chair ended", fields=["ended_on"])
    return chair


def _agree(chair: OverArchingChair, group: Group, *, by: User, now: datetime) -> None:
    if not GroupAgreement.objects.filter(chair=chair, group=group).exists():
        agreement = GroupAgreement(chair=chair, group=group, agreed_at=now, agreed_by=by)
        history.save(agreement, by=by, why="Agreed to the over-arching chair")


def _start_when_agreed(chair: OverArchingChair, *, by: User, now: datetime) -> None:
    """Begin the term once every group that takes part has agreed; one group alone has nobody to coordinate."""
    on = timezone.localdate(now)
    groups = set(_joined(chair.collaboration, now).values_list("group", flat=True))
    agreed = set(GroupAgreement.objects.filter(chair=chair).values_list("group", flat=True))
    if chair.started_on or len(groups) < 2 or groups - agreed:
        return
    for former in OverArchingChair.objects.current(on).filter(collaboration=chair.collaboration):
        former.ended_on = on
        history.save(former, by=by, why="Another over-arching chair was chosen", fields=["ended_on"])
    chair.started_on = on
    history.save(chair, by=by, why="Over-arching chair chosen", fields=["started_on"])
    if chair.person.email:
        emails.chair_chosen(chair, to=chair.person.email, name=chair.person.name)


# --- locks -----------------------------------------------------------------------------------------------------------
def _lock(collaboration: Collaboration) -> Collaboration:
    """Under a row lock: everything about a collaboration waits here for its turn."""
    return Collaboration.objects.select_for_update().get(pk=collaboration.pk)


def _lock_open(participation: Participation, now: datetime) -> Participation:
    _lock(participation.collaboration)
    lock_any(participation.group)
    rows = Participation.objects.select_for_update(of=("self",)).select_related("collaboration", "group")
    locked = rows.get(pk=participation.pk)
    if locked.ended_on and locked.ended_on <= timezone.localdate(now):
        raise _refused(locked.collaboration, f"{locked.group.name} does not take part any more.")
    return locked


def _joined(collaboration: Collaboration, now: datetime) -> ParticipationQuerySet:
    return Participation.objects.joined(timezone.localdate(now)).filter(collaboration=collaboration)


def _refused(collaboration: Collaboration, message: str) -> Conflict:
    href = reverse("overview:collaboration", args=[collaboration.pk])
    return Conflict(message, next_href=href, next_text="See the groups that work together")
