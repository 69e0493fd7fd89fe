"""Messages about invitations and memberships; each is a row in the caller's transaction.

All have one shape: whom it greets, what happened, what to do and by when, one link, the service's name.
"""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from groups.models import Group
from members.models import ChairAppointment, Invitation, Membership, Person
from portal import mail
from portal.links import absolute, sign
from portal.text import plain_name

PURPOSE = "members.invitation"


def token_of(invitation: Invitation) -> str:
    return sign(PURPOSE, invitation.pk, invitation.nonce)


def link_of(invitation: Invitation) -> str:
    """The path of the invitation's page; it holds while the invitation keeps its nonce."""
    return reverse("joining:invitation", args=[token_of(invitation)])


def _send(to: str, subject: str, template: str, key: str, *, group: Group, path: str, **context: object) -> None:
    """`path` is the page to which the message leads."""
    content = {**context, "group": group, "link": absolute(path)}
    mail.write(f"members.{template}", to=to, subject=subject, key=key, **content)


def invitation(invitation: Invitation) -> None:
    _send(
        invitation.email,
        f"{_inviter(invitation)} invites you to a trailblazer group",
        "invitation",
        f"invitation-{invitation.pk}-{invitation.nonce}",
        group=invitation.group,
        path=link_of(invitation),
        invitation=invitation,
        **_named(invitation),
    )


def _named(invitation: Invitation) -> dict[str, str]:
    """The names in a mail to an address that nobody has confirmed yet; what in them leads elsewhere is left out."""
    return {
        "name": plain_name(invitation.name),
        "inviter": _inviter(invitation),
        "group_name": plain_name(invitation.group.name),
    }


def _inviter(invitation: Invitation) -> str:
    return plain_name(str(invitation.invited_by), instead="The chair")


def reminder(invitation: Invitation) -> None:
    """The subject alone tells who asks, since when and until when."""
    inviter = ", ".join(filter(None, [_inviter(invitation), plain_name(_organisation_of(invitation))]))
    invited_on = timezone.localdate(invitation.invited_at)
    last_day = timezone.localdate(invitation.expires_at())
    _send(
        invitation.email,
        f"Reminder: {inviter}, invited you on {invited_on:%-d %B}. Answer by {last_day:%-d %B}",
        "reminder",
        f"invitation-reminder-{invitation.pk}-{invitation.reminded_at:%Y-%m-%d}",
        group=invitation.group,
        path=link_of(invitation),
        invitation=invitation,
        **{**_named(invitation), "inviter": inviter},
        last_day=last_day,
    )


def _organisation_of(invitation: Invitation) -> str:
    """Of whoever invited: where they work as a member of the group, or the regulator's name; "" where unknown."""
    if invitation.invited_by.is_official:
        return str(settings.REGULATOR_NAME)
    terms = Membership.objects.filter(group=invitation.group, person__user=invitation.invited_by)
    return terms.order_by("-started_on").values_list("organisation__name", flat=True).first() or ""


def invitation_ended(invitation: Invitation) -> None:
    """To the invited person: support for the group ended, and with it the invitation."""
    _send(
        invitation.email,
        "Your invitation to a trailblazer group has ended",
        "invitation_ended",
        f"invitation-ended-{invitation.pk}",
        group=invitation.group,
        path=link_of(invitation),
        invitation=invitation,
        **_named(invitation),
    )


def declined(invitation: Invitation, *, to: str, name: str) -> None:
    """To whoever leads the group: the invited person does not want to serve."""
    _send(
        to,
        f"{invitation.name} does not want to serve on {invitation.group.name}",
        "declined",
        f"invitation-declined-{invitation.pk}-{to}",
        group=invitation.group,
        path=reverse("overview:members", args=[invitation.group_id]),
        invitation=invitation,
        name=name,
    )


def key_of_asking(membership: Membership, on: date) -> str:
    """What makes a membership asked about no more than once a day."""
    return f"ask-{membership.pk}-{on:%Y-%m-%d}"


def asked(membership: Membership, *, missing: Sequence[str], by: User, on: date) -> None:
    """To a serving member: what is missing, in words, and where to give it."""
    _send(
        membership.person.email or "",
        f"{by} asks you to complete your membership of {membership.group.name}",
        "asked",
        key_of_asking(membership, on),
        group=membership.group,
        path=reverse("overview:mine", args=[membership.group_id]),
        membership=membership,
        missing=missing,
        by=by,
    )


def employer_asked(membership: Membership, *, employer: str, by: User, on: date) -> None:
    """To a serving member: a list named another employer, and only they can say what holds for a new one."""
    _send(
        membership.person.email or "",
        f"Have you changed employer? {membership.group.name}",
        "employer_asked",
        f"employer-asked-{membership.pk}-{on:%Y-%m-%d}",
        group=membership.group,
        path=reverse("overview:mine_employer", args=[membership.group_id]),
        membership=membership,
        employer=employer,
        by=by,
    )


def membership_ended(membership: Membership, *, to: str) -> None:
    """Each time anew: an end that is ahead may move."""
    version = membership.history.latest().history_id
    _send(
        to,
        f"Your membership of {membership.group.name} ends",
        "membership_ended",
        f"membership-ended-{membership.pk}-{version}",
        group=membership.group,
        path="/home/",
        membership=membership,
    )


def withdrawn(membership: Membership, *, what: str, on: date, to: str, name: str) -> None:
    """To those who lead the group, and the product manager: a serving person took back something given before."""
    _withdrawn(
        membership.person,
        membership.group,
        what,
        membership.get_absolute_url(),
        f"membership-{membership.pk}",
        on=on,
        to=to,
        name=name,
    )


def confirmation_withdrawn(appointment: ChairAppointment, *, what: str, on: date, to: str, name: str) -> None:
    """Likewise of what a chair confirmed."""
    page = reverse("chairs:chairs", args=[appointment.group_id])
    _withdrawn(appointment.person, appointment.group, what, page, f"chair-{appointment.pk}", on=on, to=to, name=name)


def _withdrawn(person: Person, group: Group, what: str, path: str, key: str, *, on: date, to: str, name: str) -> None:
    _send(
        to,
        f"{person.name} withdrew something: {group.name}",
        "withdrawn",
        f"withdrawn-{key}-{slugify(what)}-{on:%Y-%m-%d}-{to}",
        group=group,
        path=path,
        person=person,
        what=what,
        on=on,
        name=name,
    )
