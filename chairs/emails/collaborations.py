"""Messages between groups that work together; each is a row in the caller's transaction."""

from chairs.models import Collaboration, OverArchingChair, Participation
from portal import mail
from portal.links import absolute


def asked(participation: Participation, *, to: str, name: str) -> None:
    """To the chair of a group that is asked to take part."""
    collaboration, group = participation.collaboration, participation.group
    subject = f"{group.name} is asked to work together with other groups"
    key = f"collaboration-asked-{participation.pk}-{to}"
    _send(collaboration, "collaboration_asked", subject, key, to=to, name=name, participation=participation)


def chair_proposed(chair: OverArchingChair, *, to: str, name: str) -> None:
    """To the chairs of the other groups, who are asked to agree."""
    subject = f"{chair.person.name} is proposed as over-arching chair: {chair.collaboration.name}"
    key = f"over-arching-proposed-{chair.pk}-{to}"
    _send(chair.collaboration, "over_arching_proposed", subject, key, to=to, name=name, chair=chair)


def chair_chosen(chair: OverArchingChair, *, to: str, name: str) -> None:
    """To the person whom every group agreed to."""
    subject = f"You are chosen as over-arching chair: {chair.collaboration.name}"
    key = f"over-arching-chosen-{chair.pk}"
    _send(chair.collaboration, "over_arching_chosen", subject, key, to=to, name=name, chair=chair)


def _send(
    collaboration: Collaboration, template: str, subject: str, key: str, *, to: str, name: str, **more: object
) -> None:
    content = {"collaboration": collaboration, "name": name, "link": absolute(collaboration.get_absolute_url()), **more}
    mail.write(f"members.{template}", to=to, subject=subject, key=key, **content)
